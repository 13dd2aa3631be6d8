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
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a producer thread fill a chunk while the calling thread, the consumer, empties the chunk before it. A few native
 * buffers circulate between the two threads.
 */
public final class ChunkRing implements AutoCloseable {
    /** One buffer is filled, one is emptied, and a third one compensates for delays of either thread. */
    public static final int MAX_BUFFERS = 3;

    private static final long PAGE_BYTES = 4096;

    /**
     * Buffers of at most this total size are allocated without a check, because querying the size of the memory takes
     * too long.
     */
    private static final long UNCHECKED_BYTES = 1L << 29;

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
     * @throws Failure if there is not enough memory
     */
    public ChunkRing(long chunkBytes, long totalBytes, long alignment, NumaPolicy policy) throws Failure {
        this(chunkBytes, totalBytes, alignment, policy, PhysicalMemory::bytes);
    }

    /** @param memoryBytes size of the machine's or the container's memory; called for large buffers only */
    ChunkRing(long chunkBytes, long totalBytes, long alignment, NumaPolicy policy, LongSupplier memoryBytes)
            throws Failure {
        this.chunkBytes = chunkBytes;
        this.totalBytes = totalBytes;
        long count = Math.min(MAX_BUFFERS, totalBytes / chunkBytes + (totalBytes % chunkBytes == 0 ? 0 : 1));
        long bytes = Math.min(chunkBytes, totalBytes);
        try {
            // Linux allocates more address space than it has memory, and kills a process that uses too much of it.
            if (count * bytes > UNCHECKED_BYTES && count * bytes > memoryBytes.getAsLong()) {
                throw new OutOfMemoryError("there are " + memoryBytes.getAsLong());
            }
            for (long i = 0; i < count; i++) {
                free.add(allocate(bytes, Math.max(PAGE_BYTES, alignment), policy));
            }
        } catch (OutOfMemoryError | NumaException e) {
            close();
            throw Failure.usage("chunk size " + chunkBytes + ": not enough memory for " + count + " buffers of " + bytes
                    + " bytes: " + e.getMessage());
        }
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
     * is thrown after the producer has stopped.
     */
    Timing run(Producer producer, Consumer consumer) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Production production = new Production(producer);
        Thread thread = new Thread(production, "dgen-producer");
        thread.setDaemon(true);
        thread.start();
        try {
            long consumerNanos = consume(consumer);
            return new Timing(System.nanoTime() - start, production.busyNanos, consumerNanos);
        } finally {
            thread.interrupt();
            join(thread);
        }
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
