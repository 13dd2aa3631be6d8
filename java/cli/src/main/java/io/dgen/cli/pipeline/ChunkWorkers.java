// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

import io.dgen.DataGenerator;
import io.dgen.DataStream;
import io.dgen.NodeGenerator;
import io.dgen.NumaBuffer;
import io.dgen.NumaException;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.pipeline.WorkerRun.Seat;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;

/**
 * Threads that each process one chunk after the other in a buffer of their own: a chunk stays in the cache of the CPU
 * that generates and writes it, or reads and verifies it. On a machine of several NUMA nodes, the workers are divided
 * among the nodes, and the buffer of a worker is on its node.
 */
public final class ChunkWorkers implements AutoCloseable {
    private static final long PAGE_BYTES = 4096;

    /** Smaller chunks take longer than their system calls. */
    private static final long MIN_CHUNK_BYTES = 64 << 10;

    private final Parallelism parallelism;
    private final Gate computing;
    private final ChunkPlan plan;
    private final List<NumaBuffer> buffers = new ArrayList<>();
    private final List<Seat> seats = new ArrayList<>();

    /** A node and its workers. */
    private static final class Place {
        private final NodeGenerator node;
        private final ThreadFactory threads;
        private int workers;

        Place(NodeGenerator node) {
            this.node = node;
            this.threads = node.threadFactory();
        }

        double load() {
            return workers / (double) node.cpus();
        }
    }

    /** Fills buffers. */
    @FunctionalInterface
    interface Producer {
        /** @return number of bytes; less than the buffer's size ends the run */
        long fill(MemorySegment buffer, long position) throws IOException;
    }

    /** Empties buffers. */
    @FunctionalInterface
    interface Consumer {
        void take(MemorySegment bytes, long position) throws IOException;
    }

    /** Work that is not divided into chunks of one stream. Used by several threads at the same time. */
    @FunctionalInterface
    public interface Step {
        /**
         * Does the next piece of the work.
         *
         * @param buffer of the worker, of the size of a chunk
         * @return whether there was one
         */
        boolean process(MemorySegment buffer) throws IOException, InterruptedException;
    }

    private ChunkWorkers(DataStream stream, Parallelism parallelism, ChunkPlan plan, long alignment) {
        this.parallelism = parallelism;
        this.computing = parallelism.computing();
        this.plan = plan;
        try {
            allocate(stream, Math.max(PAGE_BYTES, alignment));
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /**
     * {@return workers with chunks of a requested size} There are fewer of them where their buffers would take more than
     * the largest part of the memory.
     *
     * @param stream to generate or to verify; its configuration has the NUMA nodes
     * @param totalBytes length of the run
     * @param alignment smallest alignment of the buffers in bytes: a power of two, or 0; they are always aligned to a
     *     page
     * @throws Failure if there is not enough memory for one chunk
     */
    public static ChunkWorkers of(
            DataStream stream,
            Parallelism parallelism,
            long chunkBytes,
            long totalBytes,
            long alignment,
            MemoryShare memory)
            throws Failure {
        ChunkPlan plan = ChunkPlan.of(parallelism.workers(), chunkBytes, chunkBytes, totalBytes)
                .fitting(memory.mostBytes());
        return allocating(stream, parallelism, plan, alignment, memory);
    }

    /**
     * {@return workers with chunks of the wanted size} There are fewer of them, and then they have smaller chunks, where
     * the buffers would take more than a usual part of the memory.
     *
     * @param wantedBytes largest size of a chunk: a power of two of at least 64 KiB
     * @throws Failure if there is not enough memory for one chunk of the smallest size
     */
    public static ChunkWorkers fitting(
            DataStream stream,
            Parallelism parallelism,
            long wantedBytes,
            long totalBytes,
            long alignment,
            MemoryShare memory)
            throws Failure {
        long least = Math.max(MIN_CHUNK_BYTES, alignment);
        ChunkPlan plan = ChunkPlan.of(parallelism.workers(), wantedBytes, least, totalBytes)
                .fitting(memory.usualBytes());
        return allocating(stream, parallelism, plan, alignment, memory);
    }

    private static ChunkWorkers allocating(
            DataStream stream, Parallelism parallelism, ChunkPlan wanted, long alignment, MemoryShare memory)
            throws Failure {
        ChunkPlan plan = wanted;
        while (true) {
            try {
                // Linux allocates more address space than it has memory, and kills a process that uses too much of it.
                if (!plan.fits(memory.mostBytes())) {
                    throw new OutOfMemoryError(memory.text());
                }
                return new ChunkWorkers(stream, parallelism, plan, alignment);
            } catch (OutOfMemoryError | NumaException e) {
                Optional<ChunkPlan> smaller = plan.smaller();
                if (smaller.isEmpty()) {
                    throw Failure.io("chunk size " + plan.chunkBytes() + ": not enough memory for a buffer of "
                            + plan.bufferBytes() + " bytes: " + e.getMessage());
                }
                plan = smaller.get(); // a limit that is not known, such as that of the JVM
            }
        }
    }

    /** {@return total size of the buffers in bytes, if memory does not limit it} */
    public static long bytes(Parallelism parallelism, long chunkBytes, long totalBytes) {
        ChunkPlan plan = ChunkPlan.of(parallelism.workers(), chunkBytes, chunkBytes, totalBytes);
        return plan.workers() * plan.bufferBytes();
    }

    private void allocate(DataStream stream, long alignment) {
        List<NodeGenerator> nodes = new DataGenerator(stream).perNode(1, 1);
        try {
            List<Place> places = nodes.stream().map(Place::new).toList();
            while (seats.size() < plan.workers()) {
                Place place = places.stream()
                        .min(Comparator.comparingDouble(Place::load))
                        .orElseThrow();
                place.workers++;
                seats.add(new Seat(allocate(place.node, alignment), place.threads));
            }
        } finally {
            nodes.forEach(NodeGenerator::close);
        }
    }

    private MemorySegment allocate(NodeGenerator node, long alignment) {
        NumaBuffer buffer = NumaBuffer.allocate(plan.bufferBytes() + alignment - PAGE_BYTES, node.bufferPolicy());
        buffers.add(buffer);
        long start = -buffer.segment().address() & (alignment - 1);
        return buffer.segment().asSlice(start, plan.bufferBytes());
    }

    /** {@return size of a chunk in bytes} */
    public long chunkBytes() {
        return plan.chunkBytes();
    }

    /** {@return the number of workers, if the system permits that many threads} */
    public int workers() {
        return plan.workers();
    }

    /** Generates chunks and writes them. Returns, or throws, when no thread uses a buffer any more. */
    Timing write(Producer generator, Consumer writer) throws IOException, InterruptedException {
        return run(generator, parallelism.computing(), writer, parallelism.writing());
    }

    /** Reads chunks and verifies them. Returns, or throws, when no thread uses a buffer any more. */
    Timing read(Producer reader, Consumer verifier) throws IOException, InterruptedException {
        return run(reader, parallelism.reading(), verifier, parallelism.computing());
    }

    /**
     * Repeats a step with each worker until it finds nothing to do. Returns, or throws, when no thread uses a buffer any
     * more.
     *
     * @param isInterrupting whether a failure interrupts the others: a step may block for long; interrupts would close files
     */
    public void repeat(Step step, boolean isInterrupting) throws IOException, InterruptedException {
        new WorkerRun(step, isInterrupting).run(seats);
    }

    /** Makes or compares bytes in a step, when at most the permitted number of other workers does so. */
    public void compute(Runnable action) {
        computing.enter(0);
        try {
            action.run();
        } finally {
            computing.leave(0);
        }
    }

    /** {@return the result of a comparison} As {@link #compute}. */
    public boolean check(BooleanSupplier test) {
        computing.enter(0);
        try {
            return test.getAsBoolean();
        } finally {
            computing.leave(0);
        }
    }

    private Timing run(Producer producer, Gate producing, Consumer consumer, Gate consuming)
            throws IOException, InterruptedException {
        return new ChunkRun(
                        plan.chunkBytes(),
                        plan.totalBytes(),
                        producer,
                        producing,
                        consumer,
                        consuming,
                        parallelism.isSequential())
                .run(seats);
    }

    @Override
    public void close() {
        buffers.forEach(NumaBuffer::close);
    }
}
