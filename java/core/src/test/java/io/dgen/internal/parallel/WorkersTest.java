// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.testing.Skip;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With one CPU there are no helper threads, and tests that need one are skipped. The timeout only ends a deadlock. */
@Timeout(120)
class WorkersTest {

    @AfterEach
    void thePoolStillWorksAndNoInterruptIsPending() {
        assertThat(Thread.interrupted()).isFalse();
        assertEverySliceOnce(100, 8);
    }

    @Test
    void everySliceIsProcessedExactlyOnce() {
        for (int slices : new int[] {0, 1, 2, 3, 7, 64, 10_000}) {
            for (int threads : new int[] {1, 2, 3, 8, 1000, Integer.MAX_VALUE}) {
                assertEverySliceOnce(slices, threads);
            }
        }
    }

    @Test
    void oneThreadIsTheCaller() {
        Thread caller = Thread.currentThread();
        Workers.run(100, 1, i -> assertThat(Thread.currentThread()).isSameAs(caller));
    }

    @Test
    void manyCallersShareTheHelpers() throws InterruptedException {
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        List<Thread> callers = new ArrayList<>();
        for (int c = 0; c < 8; c++) {
            callers.add(Thread.ofPlatform().start(() -> {
                try {
                    for (int i = 0; i < 300; i++) {
                        assertEverySliceOnce(1 + i % 20, 4);
                    }
                } catch (Throwable e) {
                    failures.add(e);
                }
            }));
        }
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void aJobEndsWhileAllHelpersAreBusy() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger started = new AtomicInteger();
        Thread blocker = Thread.ofPlatform()
                .start(() -> Workers.run(Workers.cpus(), Workers.cpus(), i -> {
                    started.incrementAndGet();
                    await(release);
                }));
        while (started.get() < Workers.cpus()) {
            Thread.onSpinWait();
        }
        try {
            Thread caller = Thread.currentThread();
            Workers.run(50, 8, i -> assertThat(Thread.currentThread()).isSameAs(caller));
        } finally {
            release.countDown();
            blocker.join();
        }
    }

    @Test
    void helpersAreDaemonsWithoutAContextClassLoader() {
        Skip.unless(Workers.cpus() > 1, "one CPU: no helper threads");
        List<Thread> helpers = new CopyOnWriteArrayList<>();
        CountDownLatch both = new CountDownLatch(2);
        Workers.run(2, 2, i -> {
            both.countDown();
            await(both);
            helpers.add(Thread.currentThread());
        });
        helpers.remove(Thread.currentThread());

        assertThat(helpers).singleElement().satisfies(helper -> {
            assertThat(helper.isDaemon()).isTrue();
            assertThat(helper.getName()).startsWith("dgen-worker-");
            assertThat(helper.getContextClassLoader()).isNull();
        });
    }

    @Test
    void thePoolDoesNotGrowBeyondTheCpus() {
        for (int i = 0; i < 1000; i++) {
            Workers.run(16, 16, slice -> {});
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(t -> t.getName().startsWith("dgen-worker-"))
                .hasSizeLessThan(Workers.cpus() + 1);
    }

    @Test
    void assignmentsAreProcessedByTheirPoolsOnly() {
        WorkerPool even = new WorkerPool("even", 2, () -> {});
        WorkerPool odd = new WorkerPool("odd", 3, () -> {});
        AtomicIntegerArray done = new AtomicIntegerArray(10);
        Map<Integer, String> by = new ConcurrentHashMap<>();
        Workers.run(
                List.of(
                        new SliceAssignment(even, 9, new int[] {0, 2, 4, 6, 8}),
                        new SliceAssignment(odd, 1, new int[] {1, 3, 5, 7, 9})),
                i -> {
                    done.incrementAndGet(i);
                    by.put(i, Thread.currentThread().getName());
                });
        assertThat(done).hasToString("[1, 1, 1, 1, 1, 1, 1, 1, 1, 1]");
        by.forEach((i, name) -> assertThat(name).startsWith(i % 2 == 0 ? "even-" : "odd-"));
        assertThat(by.values().stream().filter(name -> name.startsWith("odd")).distinct())
                .hasSize(1);
    }

    @Test
    void everySliceOfManyAssignmentsIsProcessedOnceBeforeTheCallReturns() {
        int threads = 4;
        int slicesOfEach = 100;
        List<SliceAssignment> assignments = IntStream.range(0, 8)
                .mapToObj(s -> new SliceAssignment(
                        new WorkerPool("assignment-" + s, threads, () -> {}),
                        threads,
                        IntStream.range(s * slicesOfEach, (s + 1) * slicesOfEach)
                                .toArray()))
                .toList();
        for (int repetition = 0; repetition < 50; repetition++) {
            AtomicIntegerArray done = new AtomicIntegerArray(assignments.size() * slicesOfEach);
            Workers.run(assignments, slice -> {
                Thread.yield();
                done.incrementAndGet(slice);
            });
            assertThat(IntStream.range(0, done.length()).map(done::get)).containsOnly(1);
        }
    }

    @Test
    void threadsOfAPoolRunItsStartFirst() {
        Set<String> started = ConcurrentHashMap.newKeySet();
        WorkerPool pool = new WorkerPool(
                "started", 2, () -> started.add(Thread.currentThread().getName()));
        Workers.run(
                List.of(new SliceAssignment(pool, 2, new int[] {0, 1, 2})),
                i -> assertThat(started).contains(Thread.currentThread().getName()));
        assertThat(started).isNotEmpty();
    }

    static void assertEverySliceOnce(int slices, int threads) {
        AtomicIntegerArray done = new AtomicIntegerArray(slices);
        ConcurrentHashMap<Thread, Boolean> workers = new ConcurrentHashMap<>();
        Workers.run(slices, threads, i -> {
            workers.put(Thread.currentThread(), true);
            done.incrementAndGet(i);
        });
        for (int i = 0; i < slices; i++) {
            assertThat(done.get(i)).as("slice %d of %d", i, slices).isOne();
        }
        assertThat(workers.size()).isLessThanOrEqualTo(Math.min(threads, Workers.cpus()));
    }

    static void await(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
