// SPDX-License-Identifier: MIT OR Apache-2.0
/**
 * The cost of threads for each other: starting a job, cache lines that several threads write, and many more threads than
 * CPUs. {@code benchmarks/run scale} runs it.
 */
@NullMarked
package io.dgen.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
