// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

import io.dgen.cli.pipeline.ChunkWorkers.Consumer;
import io.dgen.cli.pipeline.ChunkWorkers.Producer;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One run of the workers. Each worker takes the next chunk, produces it in its own buffer and consumes it, until no
 * chunk is left. The calling thread starts the workers and waits; if the system refuses all threads, it is the only
 * worker.
 *
 * <p>The first failure is kept. It ends the run, as an interrupt of the calling thread does: no worker takes another
 * chunk, and chunks that are in progress are finished, except those that wait for their turn.
 */
final class ChunkRun {
    /** Longest wait without a check: a thread that is hit by an error may fail to wake the owner. */
    private static final long MAX_PARK_NANOS = 10_000_000;

    /** Largest number of bytes of one step: a large chunk is in progress for seconds, and a failure ends it after a step. */
    private static final long PIECE_BYTES = 64 << 20;

    private static final long NONE = -1;

    private static final AtomicIntegerFieldUpdater<ChunkRun> WORKING =
            AtomicIntegerFieldUpdater.newUpdater(ChunkRun.class, "working");

    private final long chunkBytes;
    private final long totalBytes;
    private final Producer producer;
    private final Consumer consumer;
    private final Gate producing;
    private final Gate consuming;
    private final boolean isSequential;

    private final Thread owner = Thread.currentThread();
    private final AtomicLong next = new AtomicLong();
    /** The position at which the run ends: the total length, or the end of a short chunk. */
    private final AtomicLong end;

    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    /** Number of workers that may be using their buffers. */
    private volatile int working;

    /** Whether no chunk will be taken any more. */
    private volatile boolean hasEnded;

    /** The buffer of a worker, and the threads that are near to it. */
    record Seat(MemorySegment buffer, ThreadFactory threads) {}

    /**
     * @param producing the gate of the producer
     * @param consuming the gate of the consumer
     * @param isSequential whether a transfer may block until it is interrupted; interrupts would close files
     */
    ChunkRun(
            long chunkBytes,
            long totalBytes,
            Producer producer,
            Gate producing,
            Consumer consumer,
            Gate consuming,
            boolean isSequential) {
        this.chunkBytes = chunkBytes;
        this.totalBytes = totalBytes;
        this.end = new AtomicLong(totalBytes);
        this.producer = producer;
        this.producing = producing;
        this.consumer = consumer;
        this.consuming = consuming;
        this.isSequential = isSequential;
    }

    /**
     * Returns or throws when no worker uses a buffer any more. May be called once, by the thread that created this
     * object.
     */
    Timing run(List<Seat> seats) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Worker[] workers = new Worker[seats.size()];
        int[] started = new int[1];
        Throwable thrown = null;
        try {
            for (int i = 0; i < workers.length; i++) {
                workers[i] = new Worker(seats.get(i).buffer);
            }
            start(workers, seats, started);
            while (!hasEnded) {
                park(workers);
            }
        } catch (Throwable e) { // every kind, because the workers must have ended before it reaches the caller
            thrown = e;
        }
        // The wait depends only on a field that is read without a call, because the owner may be at the end of its
        // stack. A worker counts itself before it reads hasEnded.
        hasEnded = true;
        while (true) {
            try {
                if (thrown != null) {
                    fail(thrown);
                }
                while (working > 0) {
                    park(workers);
                }
                break;
            } catch (Throwable e) {
                thrown = e;
            }
        }
        rethrow(failure.get());
        return timing(System.nanoTime() - start, workers, started[0]);
    }

    /** Starts as many workers as the system permits. */
    private void start(Worker[] workers, List<Seat> seats, int[] started) {
        try {
            for (; started[0] < workers.length; started[0]++) {
                seats.get(started[0]).threads.newThread(workers[started[0]]).start();
            }
        } catch (OutOfMemoryError e) {
            if (started[0] == 0) {
                started[0] = 1;
                workers[0].run();
            }
        }
    }

    private void park(Worker... workers) {
        LockSupport.parkNanos(this, MAX_PARK_NANOS);
        if (Thread.interrupted()) {
            fail(new InterruptedException());
        }
        if (isSequential && failure.get() != null) {
            for (Worker worker : workers) {
                worker.interrupt();
            }
        }
    }

    private void fail(Throwable e) {
        failure.compareAndSet(null, e);
        hasEnded = true;
    }

    private static void rethrow(@Nullable Throwable failure) throws IOException, InterruptedException {
        switch (failure) {
            case null -> {}
            case IOException e -> throw e;
            case InterruptedException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
    }

    private static Timing timing(long elapsedNanos, Worker[] workers, int started) {
        long producerNanos = 0;
        long consumerNanos = 0;
        for (Worker worker : workers) {
            producerNanos += worker.producerNanos;
            consumerNanos += worker.consumerNanos;
        }
        return new Timing(elapsedNanos, producerNanos / started, consumerNanos / started);
    }

    private final class Worker implements Runnable {
        private final MemorySegment buffer;
        private volatile @Nullable Thread thread;
        /** The count of working threads publishes the times to the owner. */
        private long producerNanos;

        private long consumerNanos;

        Worker(MemorySegment buffer) {
            this.buffer = buffer;
        }

        /** A worker that starts late takes no chunk. */
        @Override
        public void run() {
            WORKING.incrementAndGet(ChunkRun.this);
            try {
                thread = Thread.currentThread();
                while (!hasEnded && process()) {
                    // the next chunk
                }
            } catch (Throwable e) { // every kind, because the owner rethrows it
                fail(e);
            } finally {
                thread = null;
                hasEnded = true;
                WORKING.decrementAndGet(ChunkRun.this);
                LockSupport.unpark(owner);
            }
        }

        void interrupt() {
            Thread current = thread;
            if (current != null) {
                current.interrupt();
            }
        }

        /** @return whether there was a chunk */
        private boolean process() throws IOException, InterruptedException {
            long position;
            long length;
            producing.enter(0);
            try {
                position = take();
                if (position == NONE) {
                    return false;
                }
                length = produce(position);
            } finally {
                producing.leave(0);
            }
            long chunk = position / chunkBytes;
            consuming.enter(chunk);
            try {
                // After a failure, bytes that would follow a gap are dropped; the worker only passes its turn on.
                if (length > 0 && !(consuming.isOrdered() && failure.get() != null)) {
                    consume(length, position);
                }
            } finally {
                consuming.leave(chunk);
            }
            return true;
        }

        private long take() throws InterruptedException {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            boolean hasMore = failure.get() == null && next.get() < end.get();
            long position = hasMore ? next.getAndAdd(chunkBytes) : NONE;
            return position < totalBytes ? position : NONE;
        }

        private long produce(long position) {
            if (position >= end.get()) {
                return 0; // the turn of this chunk is passed on
            }
            long wanted = Math.min(chunkBytes, totalBytes - position);
            long start = System.nanoTime();
            long done = 0;
            try {
                while (done < wanted && failure.get() == null) {
                    MemorySegment piece = piece(done, wanted);
                    long n = producer.fill(piece, position + done);
                    done += n;
                    if (n < piece.byteSize()) {
                        end.accumulateAndGet(position + done, Math::min);
                        break;
                    }
                }
                return done;
            } catch (Throwable e) { // every kind: the turn of this chunk must be passed on
                fail(e);
                return 0;
            } finally {
                producerNanos += System.nanoTime() - start;
            }
        }

        private MemorySegment piece(long done, long length) {
            return buffer.asSlice(done, Math.min(PIECE_BYTES, length - done));
        }

        private void consume(long length, long position) throws IOException {
            long start = System.nanoTime();
            try {
                for (long done = 0; done < length && (done == 0 || failure.get() == null); done += PIECE_BYTES) {
                    consumer.take(piece(done, length), position + done);
                }
            } catch (Throwable e) {
                fail(e); // before the next worker's turn
                throw e;
            } finally {
                consumerNanos += System.nanoTime() - start;
            }
        }
    }
}
