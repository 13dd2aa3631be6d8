// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.parallel;

import io.dgen.internal.event.WorkerWaitEvent;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A task that records how long its owner waits for helpers after the last slice of its own. */
final class RecordedTask implements SliceTask {
    private final SliceTask task;
    private final WorkerWaitEvent event;
    private final Thread owner = Thread.currentThread();
    private final Set<Thread> helpers = ConcurrentHashMap.newKeySet();

    /** @param event that has begun */
    RecordedTask(SliceTask task, WorkerWaitEvent event) {
        this.task = task;
        this.event = event;
    }

    @Override
    public void run(int index) {
        task.run(index);
        if (Thread.currentThread() == owner) {
            event.begin(); // again: the last one counts
        } else {
            helpers.add(Thread.currentThread());
        }
    }

    /** Called when all slices are processed. */
    void commit(int slices, int requestedHelpers) {
        event.commit(slices, requestedHelpers, helpers.size());
    }
}
