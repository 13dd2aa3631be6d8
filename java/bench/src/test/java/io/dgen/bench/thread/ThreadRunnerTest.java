// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class ThreadRunnerTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void eachThreadMakesItsCallsAndTheUntimedOnes(int threads) {
        AtomicIntegerArray calls = new AtomicIntegerArray(threads);
        try (ThreadRunner runner = new ThreadRunner(threads)) {
            ThreadRun run = runner.repeat(thread -> () -> calls.incrementAndGet(thread), 2, 10);

            assertThat(run.threads()).hasSize(threads).allSatisfy(t -> {
                assertThat(t.calls()).isEqualTo(10);
                assertThat(t.cpuNanos()).isBetween(0L, t.elapsedNanos());
            });
            for (int thread = 0; thread < threads; thread++) {
                assertThat(calls.get(thread)).isEqualTo(12);
            }
        }
    }

    /** The calls return only when all threads make one at the same time. */
    @Test
    void threadsRunAtTheSameTimeAndTheFirstIsTheCaller() {
        int threads = 4;
        CyclicBarrier all = new CyclicBarrier(threads);
        Thread caller = Thread.currentThread();
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        try (ThreadRunner runner = new ThreadRunner(threads)) {
            ThreadRun run = runner.repeat(
                    thread -> {
                        seen.add(Thread.currentThread());
                        assertThat(Thread.currentThread() == caller).isEqualTo(thread == 0);
                        return () -> await(all);
                    },
                    0,
                    3);
            assertThat(run.calls()).isEqualTo(12);
        }
        assertThat(seen).hasSize(threads).contains(caller);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tasksArePreparedBeforeEachRun() {
        AtomicIntegerArray prepared = new AtomicIntegerArray(2);
        ThreadTask task = thread -> {
            prepared.incrementAndGet(thread);
            return () -> {};
        };
        try (ThreadRunner runner = new ThreadRunner(2)) {
            ThreadRun first = runner.repeat(task, 1, 5);
            ThreadRun second = runner.repeatFor(task, 1_000_000);
            assertThat(List.of(first, second))
                    .allSatisfy(run -> assertThat(run.threads()).hasSize(2));
        }
        assertThat(prepared.get(0)).isEqualTo(2);
        assertThat(prepared.get(1)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 64})
    void aPeriodEndsForAllThreads(int threads) {
        try (ThreadRunner runner = new ThreadRunner(threads)) {
            ThreadRun run = runner.repeatFor(_ -> Thread::onSpinWait, 20_000_000);

            assertThat(run.threads()).hasSize(threads);
            assertThat(run.nanos()).isPositive();
            assertThat(run.leastCpuShare()).isBetween(0.0, 1.0);
        }
    }

    @Test
    void sleepIsTimeWithoutCpu() {
        try (ThreadRunner runner = new ThreadRunner(1)) {
            ThreadRun run = runner.repeat(_ -> ThreadRunnerTest::sleep, 0, 2);

            assertThat(run.threadNanos()).isGreaterThanOrEqualTo(40_000_000);
            assertThat(run.leastCpuShare()).isLessThan(0.5);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A failure must not leave the other threads waiting for the start. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aFailureOfOneThreadIsThatOfTheRun(int failing) {
        ThreadTask failsInPreparation = thread -> {
            if (thread == failing) {
                throw new IllegalStateException("refused");
            }
            return () -> {};
        };
        ThreadTask failsInCall = thread -> () -> {
            if (thread == failing) {
                throw new IllegalStateException("refused");
            }
        };
        try (ThreadRunner runner = new ThreadRunner(3)) {
            for (ThreadTask task : List.of(failsInPreparation, failsInCall)) {
                assertThatThrownBy(() -> runner.repeat(task, 0, 1)).hasStackTraceContaining("refused");
                assertThatThrownBy(() -> runner.repeatFor(task, 1)).hasStackTraceContaining("refused");
            }
            assertThat(runner.repeat(_ -> () -> {}, 0, 1).calls()).isEqualTo(3);
        }
    }

    /** The threads that have started neither wait for the missing one nor make calls. */
    @Test
    void aRunNeverUsesFewerThreads() throws InterruptedException {
        OutOfMemoryError refused = new OutOfMemoryError("unable to create native thread");
        Queue<Thread> started = new ConcurrentLinkedQueue<>();
        AtomicIntegerArray calls = new AtomicIntegerArray(1);
        ThreadTask task = _ -> () -> calls.incrementAndGet(0);
        ThreadFactory two = work -> {
            if (started.size() == 2) {
                throw refused;
            }
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            started.add(thread);
            return thread;
        };
        try (ThreadRunner runner = new ThreadRunner(4, two)) {
            assertThatThrownBy(() -> runner.repeat(task, 0, 1)).isSameAs(refused);
            assertThatThrownBy(() -> runner.repeatFor(task, 1)).isSameAs(refused);
        }
        for (Thread thread : started) {
            thread.join();
        }
        assertThat(calls.get(0)).isZero();
    }

    @Test
    void countsArePowersOfTwoAndTheMaximum() {
        assertThat(ThreadRunner.countsUpTo(1)).containsExactly(1);
        assertThat(ThreadRunner.countsUpTo(2)).containsExactly(1, 2);
        assertThat(ThreadRunner.countsUpTo(4)).containsExactly(1, 2, 4);
        assertThat(ThreadRunner.countsUpTo(6)).containsExactly(1, 2, 4, 6);
        assertThat(ThreadRunner.countsUpTo(12)).containsExactly(1, 2, 4, 8, 12);
    }
}
