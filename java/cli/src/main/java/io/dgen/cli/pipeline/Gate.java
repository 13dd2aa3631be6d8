// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

import java.util.Arrays;
import java.util.concurrent.Semaphore;

/** Limits the number of workers that do a step at the same time. Thread-safe. */
final class Gate {
    /** Chunk {@code i} needs a permit of semaphore {@code i % length}, and its worker returns it to the next one. */
    private final Semaphore[] permits;

    private final boolean isOrdered;

    private Gate(boolean isOrdered, Semaphore... permits) {
        this.isOrdered = isOrdered;
        this.permits = permits;
    }

    /** Admits at most that many workers, with chunks in any order. */
    static Gate ofMost(int workers) {
        return new Gate(false, new Semaphore(workers));
    }

    /**
     * Admits one worker at a time, in the order of the chunks. Each admitted chunk wakes only the worker of the next one.
     *
     * @param workers largest number of chunks in progress
     */
    static Gate inOrder(int workers) {
        Semaphore[] permits = new Semaphore[workers];
        Arrays.setAll(permits, i -> new Semaphore(i == 0 ? 1 : 0));
        return new Gate(true, permits);
    }

    boolean isOrdered() {
        return isOrdered;
    }

    /** Waits without regard to interrupts: every worker that enters also leaves, and soon after a failure. */
    void enter(long chunk) {
        permits[(int) (chunk % permits.length)].acquireUninterruptibly();
    }

    void leave(long chunk) {
        permits[(int) ((chunk + 1) % permits.length)].release();
    }
}
