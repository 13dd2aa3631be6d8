// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Systems that start fewer threads than requested. */
@Timeout(60)
class WorkerPoolTest {
    private static final int SLICES = 50;

    private final AtomicInteger started = new AtomicInteger();

    /** Starts that many threads, and then throws what the JVM throws when the system refuses a thread. */
    private ThreadFactory atMost(int threads) {
        return task -> {
            if (started.get() >= threads) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            started.incrementAndGet();
            return Thread.ofPlatform().daemon().unstarted(task);
        };
    }

    private WorkerPool pool(int threads) {
        return new WorkerPool(4, WorkerPool.threads(4, atMost(threads)));
    }

    private static int[] everySlice() {
        return IntStream.range(0, SLICES).toArray();
    }

    private static void run(WorkerPool pool) {
        AtomicIntegerArray processed = new AtomicIntegerArray(SLICES);
        Workers.run(List.of(new SliceAssignment(pool, 4, everySlice())), processed::incrementAndGet);
        IntStream.range(0, SLICES)
                .forEach(i -> assertThat(processed.get(i)).as("slice " + i).isOne());
    }

    /** The pools of NUMA nodes are like this one: the caller only waits. */
    @Test
    void aRecordingHasTheThreadsThatAreMissing(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("events.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("io.dgen.WorkerWait");
            recording.start();
            run(pool(2));
            recording.stop();
            recording.dump(file);
        }

        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        assertThat(events).hasSize(1);
        assertThat(events.getFirst().getInt("slices")).isEqualTo(SLICES);
        assertThat(events.getFirst().getInt("requestedHelpers")).isEqualTo(4);
        assertThat(events.getFirst().getInt("helpers")).isBetween(1, 2);
        assertThat(events.getFirst().getDuration()).isPositive();
    }

    @Test
    void theCallerWorksAlone() {
        run(pool(0));

        assertThat(started).hasValue(0);
    }

    @Test
    void aFewThreadsDoTheWork() {
        run(pool(2));

        assertThat(started).hasValue(2);
    }

    @Test
    void idleThreadsHelpWhenNoOtherStarts() {
        WorkerPool pool = pool(1);
        run(pool);
        Thread caller = Thread.currentThread();
        Set<Thread> helpers = ConcurrentHashMap.newKeySet();
        // The thread counts as active until it waits for the next task, a moment after the run.
        while (helpers.isEmpty()) {
            Workers.run(List.of(new SliceAssignment(pool, 4, new int[] {0, 1})), _ -> {
                if (Thread.currentThread() != caller) {
                    helpers.add(Thread.currentThread());
                }
                Thread.yield();
            });
        }
        assertThat(helpers).hasSize(1);
        assertThat(started).hasValue(1);
    }
}
