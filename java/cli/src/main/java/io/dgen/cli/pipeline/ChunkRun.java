// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

import io.dgen.cli.pipeline.ChunkWorkers.Consumer;
import io.dgen.cli.pipeline.ChunkWorkers.Producer;
import io.dgen.cli.pipeline.WorkerRun.Seat;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * One run of the workers over the chunks of a stream. Each worker takes the next chunk, produces it in its own buffer and
 * consumes it, until no chunk is left. After a failure, chunks that wait for their turn are dropped.
 */
final class ChunkRun {
    /** Largest number of bytes of one step: a large chunk is in progress for seconds, and a failure ends it after a step. */
    private static final long PIECE_BYTES = 64 << 20;

    private static final long NONE = -1;

    private final long chunkBytes;
    private final long totalBytes;
    private final Producer producer;
    private final Consumer consumer;
    private final Gate producing;
    private final Gate consuming;
    private final WorkerRun workers;

    private final AtomicLong next = new AtomicLong();
    /** The position at which the run ends: the total length, or the end of a short chunk. */
    private final AtomicLong end;

    private final LongAdder producerNanos = new LongAdder();
    private final LongAdder consumerNanos = new LongAdder();

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
        this.workers = new WorkerRun(this::process, isSequential);
    }

    /**
     * Returns or throws when no worker uses a buffer any more. May be called once, by the thread that created this
     * object.
     */
    Timing run(List<Seat> seats) throws IOException, InterruptedException {
        long start = System.nanoTime();
        int started = workers.run(seats);
        return new Timing(System.nanoTime() - start, producerNanos.sum() / started, consumerNanos.sum() / started);
    }

    /** @return whether there was a chunk */
    private boolean process(MemorySegment buffer) throws IOException, InterruptedException {
        long position;
        long length;
        producing.enter(0);
        try {
            position = take();
            if (position == NONE) {
                return false;
            }
            length = produce(buffer, position);
        } finally {
            producing.leave(0);
        }
        long chunk = position / chunkBytes;
        consuming.enter(chunk);
        try {
            // After a failure, bytes that would follow a gap are dropped; the worker only passes its turn on.
            if (length > 0 && !(consuming.isOrdered() && workers.hasFailed())) {
                consume(buffer, length, position);
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
        boolean hasMore = !workers.hasFailed() && next.get() < end.get();
        long position = hasMore ? next.getAndAdd(chunkBytes) : NONE;
        return position < totalBytes ? position : NONE;
    }

    private long produce(MemorySegment buffer, long position) {
        if (position >= end.get()) {
            return 0; // the turn of this chunk is passed on
        }
        long wanted = Math.min(chunkBytes, totalBytes - position);
        long start = System.nanoTime();
        long done = 0;
        try {
            while (done < wanted && !workers.hasFailed()) {
                MemorySegment piece = piece(buffer, done, wanted);
                long n = producer.fill(piece, position + done);
                done += n;
                if (n < piece.byteSize()) {
                    end.accumulateAndGet(position + done, Math::min);
                    break;
                }
            }
            return done;
        } catch (Throwable e) { // every kind: the turn of this chunk must be passed on
            workers.fail(e);
            return 0;
        } finally {
            producerNanos.add(System.nanoTime() - start);
        }
    }

    private static MemorySegment piece(MemorySegment buffer, long done, long length) {
        return buffer.asSlice(done, Math.min(PIECE_BYTES, length - done));
    }

    private void consume(MemorySegment buffer, long length, long position) throws IOException {
        long start = System.nanoTime();
        try {
            for (long done = 0; done < length && (done == 0 || !workers.hasFailed()); done += PIECE_BYTES) {
                consumer.take(piece(buffer, done, length), position + done);
            }
        } catch (Throwable e) {
            workers.fail(e); // before the next worker's turn
            throw e;
        } finally {
            consumerNanos.add(System.nanoTime() - start);
        }
    }
}
