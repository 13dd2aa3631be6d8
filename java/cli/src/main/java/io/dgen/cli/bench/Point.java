// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import io.dgen.MemoryCeiling;
import io.dgen.bench.statistics.Summary;
import java.util.List;
import java.util.Map;

/**
 * Result of the measurements on one buffer.
 *
 * @param name distinguishes it from the others of its group
 * @param bytes size of the buffer
 * @param threads number of threads that shared it
 * @param clock in gigahertz
 * @param ceilings all of them
 * @param figures of all tasks
 * @param threadNanos time of the measured threads, of all rounds together
 * @param offCpuNanos part of that time without a CPU
 */
record Point(
        String name,
        long bytes,
        int threads,
        Summary clock,
        Map<MemoryCeiling, Summary> ceilings,
        List<Figure> figures,
        long threadNanos,
        long offCpuNanos) {}
