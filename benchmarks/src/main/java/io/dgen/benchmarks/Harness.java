// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import java.util.List;

/** The program that measures benchmarks. */
interface Harness {
    /** {@return for each round in one JVM the {@linkplain BenchmarkSpec#rateUnits units} per second of all candidates} */
    List<double[]> rates(List<BenchmarkSpec> candidates, Effort effort);

    /** {@return the heap bytes that one operation allocates} */
    double allocation(BenchmarkSpec spec, Effort effort);
}
