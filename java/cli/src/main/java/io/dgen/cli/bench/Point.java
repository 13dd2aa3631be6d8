package io.dgen.cli.bench;

import io.dgen.MemoryCeiling;
import java.util.List;
import java.util.Map;

/**
 * What a contest has measured.
 *
 * @param name what tells it from the others of its group
 * @param bytes of the buffer
 * @param threads that shared it
 * @param clock in gigahertz, as {@link Clock} counts it
 * @param ceilings all of them
 * @param figures of everyone else
 * @param threadNanos time of the measured threads, all turns together
 * @param offCpuNanos as much of that as they had no CPU
 */
record Point(
        String name,
        long bytes,
        int threads,
        Samples clock,
        Map<MemoryCeiling, Samples> ceilings,
        List<Figure> figures,
        long threadNanos,
        long offCpuNanos) {}
