package io.dgen.internal.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.dgen.testing.Skip;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With one CPU there are no helpers, and tests that need one are skipped. The time limits only end a deadlock. */
@Timeout(120)
class WorkersTest {

    @AfterEach
    void thePoolStillWorksAndNoInterruptIsLeft() {
        assertThat(Thread.interrupted()).isFalse();
        assertEveryPartOnce(100, 8);
    }

    @Test
    void everyPartIsDoneExactlyOnce() {
        for (int parts : new int[] {0, 1, 2, 3, 7, 64, 10_000}) {
            for (int threads : new int[] {1, 2, 3, 8, 1000, Integer.MAX_VALUE}) {
                assertEveryPartOnce(parts, threads);
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
                        assertEveryPartOnce(1 + i % 20, 4);
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
    void helpersAreNamelessToTheProgramThatUsesThem() {
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
            Workers.run(16, 16, part -> {});
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(t -> t.getName().startsWith("dgen-worker-"))
                .hasSizeLessThan(Workers.cpus() + 1);
    }

    @Test
    void sharesAreDoneByTheirPoolsAlone() {
        Pool even = new Pool("even", 2, () -> {});
        Pool odd = new Pool("odd", 3, () -> {});
        AtomicIntegerArray done = new AtomicIntegerArray(10);
        Map<Integer, String> by = new ConcurrentHashMap<>();
        Workers.run(
                List.of(new Share(even, 9, new int[] {0, 2, 4, 6, 8}), new Share(odd, 1, new int[] {1, 3, 5, 7, 9})),
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
    void everyPartOfManySharesIsDoneOnceBeforeTheCallReturns() {
        int threads = 4;
        int partsOfEach = 100;
        List<Share> shares = IntStream.range(0, 8)
                .mapToObj(s -> new Share(
                        new Pool("share-" + s, threads, () -> {}),
                        threads,
                        IntStream.range(s * partsOfEach, (s + 1) * partsOfEach).toArray()))
                .toList();
        for (int repetition = 0; repetition < 50; repetition++) {
            AtomicIntegerArray done = new AtomicIntegerArray(shares.size() * partsOfEach);
            Workers.run(shares, part -> {
                Thread.yield();
                done.incrementAndGet(part);
            });
            assertThat(IntStream.range(0, done.length()).map(done::get)).containsOnly(1);
        }
    }

    @Test
    void threadsOfAPoolDoWhatTheyAreToldFirst() {
        Set<String> told = ConcurrentHashMap.newKeySet();
        Pool pool = new Pool("told", 2, () -> told.add(Thread.currentThread().getName()));
        Workers.run(
                List.of(new Share(pool, 2, new int[] {0, 1, 2})),
                i -> assertThat(told).contains(Thread.currentThread().getName()));
        assertThat(told).isNotEmpty();
    }

    @Test
    void aFailureEndsAllShares() {
        Pool one = new Pool("one", 1, () -> {});
        Pool two = new Pool("two", 1, () -> {});
        int[] many = IntStream.range(0, 10_000).toArray();
        int[] more = IntStream.range(10_000, 20_000).toArray();
        AtomicInteger done = new AtomicInteger();
        IllegalStateException thrown = new IllegalStateException("a");
        assertThat(catchThrowable(() -> Workers.run(List.of(new Share(one, 1, many), new Share(two, 1, more)), i -> {
                    if (i == 3) {
                        throw thrown;
                    }
                    done.incrementAndGet();
                    Thread.onSpinWait();
                })))
                .isSameAs(thrown);
        int atTheEnd = done.get();
        assertThat(atTheEnd).isLessThan(20_000);
        Thread.yield();
        assertThat(done).hasValue(atTheEnd);
    }

    @Test
    void anInterruptEndsAllShares() throws InterruptedException {
        Pool pool = new Pool("slow", 1, () -> {});
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Thread> self = new AtomicReference<>();
        Thread caller = new Thread(() -> thrown.set(catchThrowable(() -> Workers.run(
                List.of(new Share(pool, 1, IntStream.range(0, 100_000).toArray())), i -> {
                    started.countDown();
                    while (interrupted.getCount() > 0 || self.get().isInterrupted()) {
                        Thread.onSpinWait(); // until the caller has seen it
                    }
                }))));
        self.set(caller);
        caller.start();
        started.await();
        caller.interrupt();
        interrupted.countDown();
        caller.join();
        assertThat(thrown.get()).isInstanceOf(JobInterruptedException.class);
    }

    @Test
    void whatAPartThrowsReachesTheCallerAsItIs() {
        for (Throwable thrown :
                List.of(new IllegalStateException("a"), new InternalError("b"), new OutOfMemoryError("c"))) {
            for (int threads : new int[] {1, 2, 8}) {
                for (int bad : new int[] {0, 1, 49}) {
                    assertThat(catchThrowable(() -> Workers.run(50, threads, i -> {
                                if (i == bad) {
                                    sneakyThrow(thrown);
                                }
                            })))
                            .isSameAs(thrown);
                }
            }
        }
    }

    @Test
    void aCheckedExceptionReachesTheCallerAsACause() {
        Exception checked = new Exception("checked");

        assertThat(catchThrowable(() -> Workers.run(3, 1, i -> sneakyThrow(checked))))
                .hasCause(checked);
    }

    @Test
    void theFirstFailureEndsTheJob() {
        AtomicInteger done = new AtomicInteger();
        Throwable thrown = catchThrowable(() -> Workers.run(1000, 1, i -> {
            done.incrementAndGet();
            if (i == 3) {
                throw new IllegalStateException("part 3");
            }
        }));

        assertThat(thrown).hasMessage("part 3");
        assertThat(done).hasValue(4);
    }

    /** The caller may free its memory when the call has thrown: nobody may be at work on it. */
    @Test
    void noPartIsRunningWhenAFailureReachesTheCaller() {
        Skip.unless(Workers.cpus() > 1, "one CPU: no helper threads");
        for (int round = 0; round < 200; round++) {
            CountDownLatch bothStarted = new CountDownLatch(2);
            CountDownLatch failed = new CountDownLatch(1);
            AtomicBoolean slowPartEnded = new AtomicBoolean();
            Throwable thrown = catchThrowable(() -> Workers.run(10, 2, i -> {
                bothStarted.countDown();
                await(bothStarted);
                if (i == 0) {
                    failed.countDown();
                    throw new IllegalStateException("part 0");
                }
                await(failed);
                Thread.onSpinWait();
                slowPartEnded.set(true);
            }));

            assertThat(thrown).hasMessage("part 0");
            assertThat(slowPartEnded).isTrue();
        }
    }

    @Test
    void everyPartMayFail() {
        for (int round = 0; round < 200; round++) {
            AtomicInteger running = new AtomicInteger();
            Throwable thrown = catchThrowable(() -> Workers.run(20, 4, i -> {
                running.incrementAndGet();
                try {
                    throw new IllegalStateException("part " + i);
                } finally {
                    running.decrementAndGet();
                }
            }));
            assertThat(thrown).isInstanceOf(IllegalStateException.class);
            assertThat(running).hasValue(0);
        }
    }

    @Test
    void anInterruptBeforeTheCallEndsItAndStaysSet() {
        for (int threads : new int[] {1, 8}) {
            AtomicInteger done = new AtomicInteger();
            Thread.currentThread().interrupt();
            Throwable thrown = catchThrowable(() -> Workers.run(2, threads, i -> done.incrementAndGet()));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(thrown).isInstanceOf(JobInterruptedException.class).hasMessageContaining("interrupted");
            assertThat(done).hasValue(0);
        }
    }

    @Test
    void anInterruptDuringAPartEndsTheJobAfterIt() {
        AtomicInteger done = new AtomicInteger();
        Throwable thrown = catchThrowable(() -> Workers.run(10, 1, i -> {
            done.incrementAndGet();
            if (i == 4) {
                Thread.currentThread().interrupt();
            }
        }));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown).isInstanceOf(JobInterruptedException.class);
        assertThat(done).hasValue(5);
    }

    @Test
    void aSinglePartIsDoneInSpiteOfAnInterrupt() {
        AtomicInteger done = new AtomicInteger();
        Thread.currentThread().interrupt();
        Workers.run(1, 8, i -> done.incrementAndGet());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(done).hasValue(1);
    }

    @Test
    void anInterruptDuringTheLastPartChangesNothingButStaysSet() {
        AtomicInteger done = new AtomicInteger();
        Workers.run(10, 1, i -> {
            if (i == 9) {
                Thread.currentThread().interrupt();
            }
            done.incrementAndGet();
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(done).hasValue(10);
    }

    /** The caller has nothing left to do and waits for a helper. */
    @Test
    void anInterruptWhileWaitingStillWaits() {
        Skip.unless(Workers.cpus() > 1, "one CPU: no helper threads");
        for (int round = 0; round < 100; round++) {
            Thread caller = Thread.currentThread();
            CountDownLatch bothStarted = new CountDownLatch(2);
            AtomicBoolean slowPartEnded = new AtomicBoolean();
            Throwable thrown = catchThrowable(() -> Workers.run(2, 2, i -> {
                bothStarted.countDown();
                await(bothStarted);
                if (Thread.currentThread() != caller) {
                    caller.interrupt();
                    for (int spin = 0; spin < 20; spin++) {
                        Thread.onSpinWait();
                    }
                    slowPartEnded.set(true);
                }
            }));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(slowPartEnded).isTrue();
            assertThat(thrown).isNull();
        }
    }

    @Test
    void anInterruptAndAFailureTogetherThrowOneOfThem() {
        Thread.currentThread().interrupt();
        Throwable thrown = catchThrowable(() -> Workers.run(10, 2, i -> {
            throw new IllegalStateException("part");
        }));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown).isNotNull();
    }

    private static void assertEveryPartOnce(int parts, int threads) {
        AtomicIntegerArray done = new AtomicIntegerArray(parts);
        ConcurrentHashMap<Thread, Boolean> workers = new ConcurrentHashMap<>();
        Workers.run(parts, threads, i -> {
            workers.put(Thread.currentThread(), true);
            done.incrementAndGet(i);
        });
        for (int i = 0; i < parts; i++) {
            assertThat(done.get(i)).as("part %d of %d", i, parts).isOne();
        }
        assertThat(workers.size()).isLessThanOrEqualTo(Math.min(threads, Workers.cpus()));
    }

    private static void await(CountDownLatch latch) {
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

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneakyThrow(Throwable e) throws E {
        throw (E) e;
    }
}
