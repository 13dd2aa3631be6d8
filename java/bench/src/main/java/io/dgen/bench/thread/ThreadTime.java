// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.thread;

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

    /** {@return the fraction of its time for which it had a CPU} */
    public double cpuShare() {
        return (double) cpuNanos / elapsedNanos();
    }
}
