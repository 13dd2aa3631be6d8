// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.thread;

import java.util.List;

/**
 * Times of threads that repeated a task together.
 *
 * @param threads at least one
 */
public record ThreadRun(List<ThreadTime> threads) {
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
        long origin = threads.getFirst().startNanos();
        long first =
                threads.stream().mapToLong(t -> t.startNanos() - origin).min().orElseThrow();
        long last = threads.stream().mapToLong(t -> t.endNanos() - origin).max().orElseThrow();
        return Math.max(1, last - first);
    }

    /** {@return the elapsed time of all threads together} */
    public long threadNanos() {
        return threads.stream().mapToLong(ThreadTime::elapsedNanos).sum();
    }

    /** {@return the CPU time of all threads together, at least 1 ns} */
    public long cpuNanos() {
        return Math.max(1, threads.stream().mapToLong(ThreadTime::cpuNanos).sum());
    }

    /** {@return the CPU share of the thread that got the least} */
    public double leastCpuShare() {
        return threads.stream().mapToDouble(ThreadTime::cpuShare).min().orElseThrow();
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
                .mapToDouble(t -> t.calls() * 1e9 / t.elapsedNanos())
                .sum();
    }
}
