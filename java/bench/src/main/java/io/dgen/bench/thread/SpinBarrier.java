// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.thread;

import java.util.concurrent.atomic.AtomicInteger;

/** Lets threads start together, once. It spins: a thread that is woken up may be queued behind its waker. */
final class SpinBarrier {
    /** Some tens of microseconds: the time that the operating system needs to find a free CPU for a thread. */
    private static final int MAX_SPINS = 2_000;

    private final AtomicInteger missing;

    SpinBarrier(int threads) {
        missing = new AtomicInteger(threads);
    }

    /** Counts a thread. */
    void arrive() {
        missing.decrementAndGet();
    }

    /** Returns when all threads have arrived. */
    @SuppressWarnings("ThreadPriorityCheck") // yields where there are fewer CPUs than threads
    void await() {
        for (int spins = 0; missing.get() > 0; spins++) {
            if (spins < MAX_SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }
}
