// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.thread;

/** A task that several threads repeat. */
@FunctionalInterface
public interface ThreadTask {
    /**
     * {@return one call of the task}
     *
     * <p>Called before each run by the thread that will repeat the call; its time does not count.
     *
     * @param thread number of the thread, from 0
     */
    Runnable prepare(int thread);
}
