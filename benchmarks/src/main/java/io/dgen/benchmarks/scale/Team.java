package io.dgen.benchmarks.scale;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Threads that all do the same thing over and over, each on its own. */
final class Team {
    /** Makes what one thread does over and over. Called by that thread, before time is taken. */
    @FunctionalInterface
    interface Task {
        Runnable prepare(int thread);
    }

    /**
     * Runs of all threads together.
     *
     * @param perSecond of time
     * @param perCpuSecond of the threads' CPU time: what a machine that is busy with other things does not change
     */
    record Rate(double perSecond, double perCpuSecond) {}

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final CountDownLatch ready;
    private final CountDownLatch go = new CountDownLatch(1);
    private final AtomicLong runs = new AtomicLong();
    private final AtomicLong cpuNanos = new AtomicLong();
    private volatile boolean stop;

    private Team(int threads) {
        ready = new CountDownLatch(threads);
    }

    static Rate run(int threads, Task task, long nanos) {
        return Quiet.measure(() -> {
            try {
                return new Team(threads).measure(threads, task, nanos);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private Rate measure(int threads, Task task, long nanos) throws InterruptedException {
        List<Thread> members = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int number = i;
            members.add(Thread.ofPlatform().daemon().start(() -> member(task.prepare(number))));
        }
        ready.await();
        long start = System.nanoTime();
        go.countDown();
        Thread.sleep(nanos / 1_000_000);
        stop = true;
        for (Thread member : members) {
            member.join();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Rate(runs.get() / seconds, runs.get() / (cpuNanos.get() / 1e9));
    }

    private void member(Runnable work) {
        ready.countDown();
        try {
            go.await();
        } catch (InterruptedException e) {
            return;
        }
        long start = THREADS.getCurrentThreadCpuTime();
        long done = 0;
        while (!stop) {
            work.run();
            done++;
        }
        cpuNanos.addAndGet(THREADS.getCurrentThreadCpuTime() - start);
        runs.addAndGet(done);
    }
}
