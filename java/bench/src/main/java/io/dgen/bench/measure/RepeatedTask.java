// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.measure;

import io.dgen.bench.thread.ThreadRun;
import io.dgen.bench.thread.ThreadRunner;
import io.dgen.bench.thread.ThreadTask;

/** A task in this JVM that is repeated so often that a sample takes a given time. */
public final class RepeatedTask implements Candidate<ThreadRun> {
    /** A warm-up that gets little CPU time takes at most this many times longer. */
    private static final int PATIENCE = 4;

    private final ThreadRunner runner;
    private final ThreadTask task;
    private final Repetition repetition;
    private long calls = 1;
    private long warmUpNanos;

    /**
     * How often a task is repeated.
     *
     * @param sampleNanos least time of a sample
     * @param warmUpNanos CPU time that the JVM gets to compile the task; 0 for a task that is compiled
     * @param untimedCalls calls before each sample
     */
    public record Repetition(long sampleNanos, long warmUpNanos, int untimedCalls) {}

    public RepeatedTask(ThreadRunner runner, ThreadTask task, Repetition repetition) {
        this.runner = runner;
        this.task = task;
        this.repetition = repetition;
    }

    /** Finds the number of calls, too: a sample takes less than twice the wanted time, or is one call. */
    @Override
    public boolean warmUp() {
        ThreadRun run = runner.repeat(task, 0, calls);
        long nanos = run.nanos();
        warmUpNanos += Math.max(run.cpuNanos() / runner.threads(), nanos / PATIENCE);
        calls = nextCalls(calls, nanos, repetition.sampleNanos);
        return nanos >= repetition.sampleNanos && warmUpNanos >= repetition.warmUpNanos;
    }

    /** @param nanos time that the present number of calls took */
    static long nextCalls(long calls, long nanos, long sampleNanos) {
        if (nanos < sampleNanos / 4) {
            return calls * 4;
        }
        if (nanos < sampleNanos) {
            return calls + (calls + 3) / 4;
        }
        return nanos >= 2 * sampleNanos ? Math.max(1, calls / 2) : calls;
    }

    @Override
    public ThreadRun measure() {
        return runner.repeat(task, repetition.untimedCalls, calls);
    }
}
