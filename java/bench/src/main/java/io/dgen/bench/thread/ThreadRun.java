// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.thread;

import java.util.List;
import java.util.stream.LongStream;

/**
 * Times of threads that repeated a task together.
 *
 * @param threads at least one
 */
public record ThreadRun(List<ThreadTime> threads) {
    /**
     * The part of one thread in a run.
     *
     * @param calls that it made
     * @param startNanos as {@link System#nanoTime}, as {@code endNanos}
     * @param cpuNanos CPU time, at most the time elapsed; that if the JVM does not measure CPU time
     */
    public record ThreadTime(long calls, long startNanos, long endNanos, long cpuNanos) {
        /** {@return the time from its first call to the end of its last, at least 1 ns} */
        public long elapsedNanos() {
            return Math.max(1, endNanos - startNanos);
        }
    }

    public ThreadRun {
        threads = List.copyOf(threads);
    }

    /** {@return the calls of all threads} */
    public long calls() {
        return threads.stream().mapToLong(ThreadTime::calls).sum();
    }

    /** {@return the time from the first thread's start to the last thread's end, at least 1 ns} */
    public long nanos() {
        // Values of System.nanoTime must be compared by their difference.
        long origin = threads.getFirst().startNanos;
        LongStream starts = threads.stream().mapToLong(t -> t.startNanos - origin);
        LongStream ends = threads.stream().mapToLong(t -> t.endNanos - origin);
        return Math.max(1, ends.max().orElseThrow() - starts.min().orElseThrow());
    }

    /** {@return the elapsed time of all threads together} */
    public long threadNanos() {
        return threads.stream().mapToLong(ThreadTime::elapsedNanos).sum();
    }

    /** {@return the CPU time of all threads together, at least 1 ns} */
    public long cpuNanos() {
        return Math.max(1, threads.stream().mapToLong(ThreadTime::cpuNanos).sum());
    }

    /** {@return the fraction of its time for which the thread with the least CPU time had a CPU} */
    public double leastCpuShare() {
        return threads.stream()
                .mapToDouble(t -> (double) t.cpuNanos / t.elapsedNanos())
                .min()
                .orElseThrow();
    }

    /** {@return calls of all threads per second} */
    public double callsPerSecond() {
        return calls() * 1e9 / nanos();
    }

    /** {@return calls per second of CPU time: independent of other load on the machine} */
    public double callsPerCpuSecond() {
        return calls() * 1e9 / cpuNanos();
    }

    /** {@return the sum of each thread's calls per second of its own time, as JMH counts} */
    public double sumOfRates() {
        return threads.stream()
                .mapToDouble(t -> t.calls * 1e9 / t.elapsedNanos())
                .sum();
    }
}
