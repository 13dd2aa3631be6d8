// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

import io.dgen.NumaBuffer;
import io.dgen.NumaException;
import io.dgen.NumaPolicy;
import io.dgen.cli.exit.Failure;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets a producer thread fill a chunk while the calling thread, the consumer, empties the chunk before it. A few native
 * buffers circulate between the two threads.
 */
public final class ChunkRing implements AutoCloseable {
    /** One buffer is filled, one is emptied, and a third one compensates for delays of either thread. */
    public static final int MAX_BUFFERS = 3;

    private static final long PAGE_BYTES = 4096;

    /** Smaller chunks take longer than their system calls and the hand-over between the threads. */
    private static final long MIN_CHUNK_BYTES = 64 << 10;

    private final Arena arena = Arena.ofShared();
    private final List<NumaBuffer> placed = new ArrayList<>();
    private final long chunkBytes;
    private final long totalBytes;
    private final BlockingQueue<MemorySegment> free = new ArrayBlockingQueue<>(MAX_BUFFERS);
    private final BlockingQueue<Filled> filled = new ArrayBlockingQueue<>(MAX_BUFFERS + 1);

    /** Fills buffers, on the producer thread. */
    @FunctionalInterface
    interface Producer {
        /** @return number of bytes; less than the buffer's size ends the run */
        long fill(MemorySegment buffer, long position) throws IOException;
    }

    /** Empties buffers, on the calling thread. */
    @FunctionalInterface
    interface Consumer {
        void take(MemorySegment bytes, long position) throws IOException;
    }

    /**
     * Busy time of each thread; in the rest of the time it waited for the other thread.
     *
     * @param elapsedNanos from the start of the run to its end
     * @param producerNanos time in {@link Producer#fill}
     * @param consumerNanos time in {@link Consumer#take}
     */
    public record Timing(long elapsedNanos, long producerNanos, long consumerNanos) {}

    /**
     * A buffer with bytes for the consumer. The last one is empty, and contains the exception if the producer has
     * failed.
     */
    private record Filled(
            MemorySegment buffer,
            long length,
            long position,
            @Nullable Throwable failure) {}

    /**
     * @param chunkBytes size of a chunk; buffers are smaller if the run is shorter than a chunk
     * @param totalBytes length of the run
     * @param alignment smallest alignment of the buffers in bytes: a power of two, or 0; they are always aligned to a
     *     page
     * @param policy the NUMA nodes of the buffers
     * @param memory that is available
     * @throws Failure if there is not enough memory
     */
    public ChunkRing(long chunkBytes, long totalBytes, long alignment, NumaPolicy policy, MemoryShare memory)
            throws Failure {
        this.chunkBytes = chunkBytes;
        this.totalBytes = totalBytes;
        long count = bufferCount(chunkBytes, totalBytes);
        long bytes = Math.min(chunkBytes, totalBytes);
        try {
            // Linux allocates more address space than it has memory, and kills a process that uses too much of it.
            if (count * bytes > memory.mostBytes()) {
                throw new OutOfMemoryError(memory.text());
            }
            for (long i = 0; i < count; i++) {
                free.add(allocate(bytes, Math.max(PAGE_BYTES, alignment), policy));
            }
        } catch (OutOfMemoryError | NumaException e) {
            close();
            throw Failure.io("chunk size " + chunkBytes + ": not enough memory for " + count + " buffers of " + bytes
                    + " bytes: " + e.getMessage());
        }
    }

    /**
     * {@return a ring with chunks of the wanted size, or smaller ones where the buffers would take more than a usual part
     * of the memory}
     *
     * @param wantedBytes largest size of a chunk: a power of two of at least 64 KiB
     * @param alignment as for the constructor
     * @throws Failure if there is not enough memory for the smallest chunks
     */
    public static ChunkRing fitting(
            long wantedBytes, long totalBytes, long alignment, NumaPolicy policy, MemoryShare memory) throws Failure {
        long least = Math.max(MIN_CHUNK_BYTES, alignment);
        long chunkBytes = memory.fitting(wantedBytes, least, bytes -> ringBytes(bytes, totalBytes));
        while (true) {
            try {
                return new ChunkRing(chunkBytes, totalBytes, alignment, policy, memory);
            } catch (Failure e) {
                if (chunkBytes <= least) {
                    throw e;
                }
                chunkBytes /= 2; // a limit that is not known, such as that of the JVM
            }
        }
    }

    /** {@return total size of the buffers in bytes} */
    public static long ringBytes(long chunkBytes, long totalBytes) {
        return bufferCount(chunkBytes, totalBytes) * Math.min(chunkBytes, totalBytes);
    }

    private static long bufferCount(long chunkBytes, long totalBytes) {
        return Math.min(MAX_BUFFERS, totalBytes / chunkBytes + (totalBytes % chunkBytes == 0 ? 0 : 1));
    }

    /** {@return size of a chunk in bytes} */
    public long chunkBytes() {
        return chunkBytes;
    }

    private MemorySegment allocate(long bytes, long alignment, NumaPolicy policy) {
        if (policy.kind() == NumaPolicy.Kind.LOCAL) {
            return arena.allocate(bytes, alignment);
        }
        NumaBuffer buffer = NumaBuffer.allocate(bytes + alignment - PAGE_BYTES, policy);
        placed.add(buffer);
        long start = -buffer.segment().address() & (alignment - 1);
        return buffer.segment().asSlice(start, bytes);
    }

    /**
     * Moves all bytes from the producer to the consumer. May be called once. An exception of either ends the run, and
     * is thrown after the producer has stopped. If the system refuses the producer's thread, the calling thread does the
     * work of both.
     */
    Timing run(Producer producer, Consumer consumer) throws IOException, InterruptedException {
        return run(
                producer,
                consumer,
                task -> Thread.ofPlatform().daemon().name("dgen-producer").start(task));
    }

    /** @param starter starts the producer's thread; throws OutOfMemoryError if it cannot */
    Timing run(Producer producer, Consumer consumer, Function<Runnable, Thread> starter)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        Production production = new Production(producer);
        Thread thread;
        try {
            thread = starter.apply(production);
        } catch (OutOfMemoryError e) {
            return runAlone(producer, consumer);
        }
        try {
            long consumerNanos = consume(consumer);
            return new Timing(System.nanoTime() - start, production.busyNanos, consumerNanos);
        } finally {
            thread.interrupt();
            join(thread);
        }
    }

    private Timing runAlone(Producer producer, Consumer consumer) throws IOException, InterruptedException {
        MemorySegment buffer = free.isEmpty() ? MemorySegment.NULL : free.take();
        long start = System.nanoTime();
        long producerNanos = 0;
        for (long position = 0; position < totalBytes; ) {
            long wanted = Math.min(chunkBytes, totalBytes - position);
            long before = System.nanoTime();
            long n = producer.fill(buffer.asSlice(0, wanted), position);
            producerNanos += System.nanoTime() - before;
            if (n > 0) {
                consumer.take(buffer.asSlice(0, n), position);
            }
            position += n;
            if (n < wanted) {
                break;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        long elapsed = System.nanoTime() - start;
        return new Timing(elapsed, producerNanos, elapsed - producerNanos);
    }

    private long consume(Consumer consumer) throws IOException, InterruptedException {
        long busyNanos = 0;
        while (true) {
            Filled chunk = filled.take();
            if (chunk.length == 0) {
                rethrow(chunk.failure);
                return busyNanos;
            }
            long start = System.nanoTime();
            consumer.take(chunk.buffer.asSlice(0, chunk.length), chunk.position);
            busyNanos += System.nanoTime() - start;
            free.put(chunk.buffer);
        }
    }

    private static void rethrow(@Nullable Throwable failure) throws IOException {
        switch (failure) {
            case null -> {}
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
    }

    /**
     * Waits for the producer and ignores interrupts, because the buffers must not be freed while the producer uses
     * them.
     */
    private static void join(Thread thread) {
        boolean isInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Production implements Runnable {
        private final Producer producer;
        /** The queue publishes it to the consumer together with the last chunk. */
        private long busyNanos;

        Production(Producer producer) {
            this.producer = producer;
        }

        @Override
        public void run() {
            Throwable failure = null;
            long position = 0;
            try {
                position = produce();
            } catch (InterruptedException e) {
                return; // the consumer has ended
            } catch (IOException | RuntimeException | Error e) {
                failure = e;
            }
            filled.add(new Filled(MemorySegment.NULL, 0, position, failure));
        }

        private long produce() throws IOException, InterruptedException {
            long position = 0;
            while (position < totalBytes) {
                MemorySegment buffer = free.take();
                long wanted = Math.min(chunkBytes, totalBytes - position);
                long start = System.nanoTime();
                long n = producer.fill(buffer.asSlice(0, wanted), position);
                busyNanos += System.nanoTime() - start;
                if (n > 0) {
                    filled.add(new Filled(buffer, n, position, null));
                }
                position += n;
                if (n < wanted) {
                    break;
                }
            }
            return position;
        }
    }

    @Override
    public void close() {
        placed.forEach(NumaBuffer::close);
        arena.close();
    }
}
