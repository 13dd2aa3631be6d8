package io.dgen.cli.bench;

import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that work at the same time, each on its part of a buffer. The caller is one of them. */
final class Crew implements AutoCloseable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final boolean CPU_TIME_IS_KNOWN =
            THREADS.isCurrentThreadCpuTimeSupported() && THREADS.isThreadCpuTimeEnabled();

    /** Some tens of microseconds: what the system takes to find a CPU for a thread, if there is one. */
    private static final int MAX_SPINS = 2_000;

    private final int threads;
    private final MemorySegment buffer;
    /** Counts all threads of all turns. */
    private final AtomicInteger arrived = new AtomicInteger();

    private final ExecutorService others;

    /**
     * How long it took.
     *
     * @param nanos from the first thread's start to the last one's end
     * @param threadNanos of all threads together
     * @param offCpuNanos as much of that as they spent without a CPU
     */
    record Turn(long nanos, long threadNanos, long offCpuNanos) {}

    private record Shift(long startNanos, long endNanos, long offCpuNanos) {}

    /** @param buffer of a multiple of as many bytes as there are threads */
    Crew(int threads, MemorySegment buffer) {
        this.threads = threads;
        this.buffer = buffer;
        this.others = Executors.newFixedThreadPool(
                Math.max(1, threads - 1),
                Thread.ofPlatform().daemon().name("dgen-bench-", 0).factory());
    }

    /** Each thread on its part. */
    Turn run(Task task, long repetitions) {
        List<Future<Shift>> shifts = new ArrayList<>();
        for (int member = 1; member < threads; member++) {
            int number = member;
            shifts.add(others.submit(() -> work(task, number, repetitions)));
        }
        try {
            Shift own = work(task, 0, repetitions);
            long first = own.startNanos;
            long last = own.endNanos;
            long together = own.endNanos - own.startNanos;
            long offCpu = own.offCpuNanos;
            for (Future<Shift> future : shifts) {
                Shift shift = future.get();
                // As System.nanoTime wants it: the difference may be compared, the values may not.
                first = shift.startNanos - first < 0 ? shift.startNanos : first;
                last = shift.endNanos - last > 0 ? shift.endNanos : last;
                together += shift.endNanos - shift.startNanos;
                offCpu += shift.offCpuNanos;
            }
            return new Turn(last - first, together, offCpu);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns when all have come. They do not sleep: who is woken up may have to wait for the CPU of who woke him. */
    @SuppressWarnings("ThreadPriorityCheck") // gives way where there are fewer CPUs than threads
    private void meet() {
        int turn = (arrived.getAndIncrement() / threads + 1) * threads;
        for (int spins = 0; arrived.get() < turn; spins++) {
            if (spins < MAX_SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }

    private Shift work(Task task, int member, long repetitions) {
        long bytes = buffer.byteSize() / threads;
        MemorySegment part = buffer.asSlice(member * bytes, bytes);
        meet();
        long cpu = cpuNanos();
        long begin = System.nanoTime();
        for (long i = 0; i < repetitions; i++) {
            task.run(member * bytes, part);
        }
        long end = System.nanoTime();
        return new Shift(begin, end, CPU_TIME_IS_KNOWN ? Math.max(0, end - begin - (cpuNanos() - cpu)) : 0);
    }

    /** The caller alone on all of the buffer, with whatever threads the task has. When those are off a CPU is not known. */
    Turn runWhole(Task task, long repetitions) {
        long begin = System.nanoTime();
        for (long i = 0; i < repetitions; i++) {
            task.run(0, buffer);
        }
        long nanos = System.nanoTime() - begin;
        return new Turn(nanos, 0, 0);
    }

    /** Each thread on its part, for as long as it takes. */
    void prepare(Task task) {
        Turn ignored = run(task::prepare, 1);
    }

    private static long cpuNanos() {
        return CPU_TIME_IS_KNOWN ? THREADS.getCurrentThreadCpuTime() : 0;
    }

    @Override
    public void close() {
        others.shutdownNow();
    }
}
