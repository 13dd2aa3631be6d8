// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.buffer.Buffers;
import io.dgen.internal.format.Seeds;
import io.dgen.internal.numa.MemoryDemand;
import io.dgen.internal.parallel.CacheLinePadding;
import io.dgen.internal.stream.ChunkChannel;
import io.dgen.internal.stream.ChunkInputStream;
import io.dgen.internal.stream.ChunkSource;
import io.dgen.internal.topology.CacheChunk;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes a stream from its start to its end, chunk by chunk. The bytes do not depend on the chunk sizes.
 *
 * <p>Only one thread at a time may use a generator: a call during a call of another thread throws {@link
 * IllegalStateException}. Several threads can use {@link #split}, or {@link #stream}, which is thread-safe.
 *
 * <p>A generator is cheap to create: it owns no buffer and no thread; all generators share the helper threads. After
 * {@link #close} every call that makes bytes, moves the position or returns it throws {@link IllegalStateException}.
 *
 * <p>{@link DataStream} describes the legal buffers. A call that gets a buffer throws, as there, {@link
 * IllegalArgumentException} if it is read-only, {@link IllegalStateException} if its arena is closed, {@link
 * WrongThreadException} if it belongs to another thread, and {@link java.util.concurrent.CancellationException} if the
 * calling thread is interrupted, {@link InternalError} if a mapped file is truncated. A call that throws does not move
 * the position; the content of the buffer is then undefined.
 */
public final class DataGenerator implements AutoCloseable {
    /** Each part takes about 600 bytes of the Java heap. */
    private static final int MAX_PARTS = 1 << 16;

    private DataStream stream;
    /** Offsets in the stream of the first byte of this generator's part and of the byte after its last one. */
    private final long start;

    private final long end;

    /**
     * The offset of the next byte; each call writes it. Padded, because the generators of a split are allocated one
     * after the other.
     */
    private final long[] next = new long[CacheLinePadding.LENGTH];

    private static final VarHandle USER = MethodHandles.arrayElementVarHandle(Thread[].class);

    /**
     * The thread that uses the generator. Each call ends with a write of null that makes no call, because the stack may
     * be exhausted: the generator would otherwise stay in use.
     */
    private final @Nullable Thread[] user = new Thread[CacheLinePadding.LENGTH];

    private volatile boolean isClosed;

    /**
     * Starts at the beginning of the stream of a configuration.
     *
     * @param config the recipe and how to make its bytes
     * @throws IllegalStateException if the configured engine or tier cannot run here; the message has the reason
     * @throws IllegalArgumentException if a system property names an engine or a tier that does not exist
     */
    public DataGenerator(GeneratorConfig config) {
        this(new DataStream(config));
    }

    /**
     * Starts at the beginning of an existing stream.
     *
     * @param stream shared, not copied; any number of generators may use it
     */
    public DataGenerator(DataStream stream) {
        this(Objects.requireNonNull(stream, "stream"), 0, stream.totalSize());
    }

    /** Makes the range {@code [start, end)} of the stream. */
    DataGenerator(DataStream stream, long start, long end) {
        this.stream = stream;
        this.start = start;
        this.end = end;
        moveTo(start);
    }

    /**
     * Makes the whole stream in a new buffer.
     *
     * @param config the recipe and how to make its bytes
     * @return a native segment of {@code config.recipe().sizeBytes()} bytes, 64-byte aligned, freed when unreachable
     * @throws OutOfMemoryError if there is not enough memory
     * @throws IllegalStateException if the configured engine or tier cannot run here; the message has the reason
     */
    public static MemorySegment generateBuffer(GeneratorConfig config) {
        try (DataGenerator generator = new DataGenerator(config)) {
            return generator.getChunk(generator.totalSize());
        }
    }

    /**
     * Fills a buffer from the stream's start, as {@link #fillChunk(MemorySegment)} of a new generator does.
     *
     * @param config the recipe and how to make its bytes
     * @param buffer receives the bytes
     * @return number of bytes written: the buffer's size or the stream's, whichever is smaller
     * @throws IllegalStateException if the configured engine or tier cannot run here; the message has the reason
     */
    public static long generateIntoBuffer(GeneratorConfig config, MemorySegment buffer) {
        try (DataGenerator generator = new DataGenerator(config)) {
            return generator.fillChunk(buffer);
        }
    }

    /**
     * Fills a buffer from the stream's start, as {@link #fillChunk(ByteBuffer)} of a new generator does.
     *
     * @param config the recipe and how to make its bytes
     * @param buffer receives the bytes, beginning at its position
     * @return number of bytes written: the buffer's remaining bytes or the stream's size, whichever is smaller
     * @throws IllegalStateException if the configured engine or tier cannot run here; the message has the reason
     */
    public static int generateIntoBuffer(GeneratorConfig config, ByteBuffer buffer) {
        try (DataGenerator generator = new DataGenerator(config)) {
            return generator.fillChunk(buffer);
        }
    }

    /**
     * Fills a buffer from the stream's start, as {@link #fillChunk(byte[])} of a new generator does.
     *
     * @param config the recipe and how to make its bytes
     * @param buffer receives the bytes
     * @return number of bytes written: the array's length or the stream's size, whichever is smaller
     * @throws IllegalStateException if the configured engine or tier cannot run here; the message has the reason
     */
    public static int generateIntoBuffer(GeneratorConfig config, byte[] buffer) {
        try (DataGenerator generator = new DataGenerator(config)) {
            return generator.fillChunk(buffer);
        }
    }

    /**
     * Writes the next bytes of the stream to the start of the buffer and advances the position by their number.
     *
     * @param buffer receives at most as many bytes as its size
     * @return number of bytes written: the buffer's size or, at the stream's end, the bytes that are left, down to 0
     */
    public long fillChunk(MemorySegment buffer) {
        enter();
        try {
            return fillNext(buffer);
        } finally {
            user[CacheLinePadding.INDEX] = null;
        }
    }

    /**
     * Writes the next bytes from the buffer's position to at most its limit, and advances both positions by their
     * number.
     *
     * @param buffer direct or on the heap; its byte order does not matter
     * @return number of bytes written, as {@link #fillChunk(MemorySegment)}
     */
    public int fillChunk(ByteBuffer buffer) {
        int n = (int) fillChunk(MemorySegment.ofBuffer(Objects.requireNonNull(buffer, "buffer")));
        buffer.position(buffer.position() + n);
        return n;
    }

    /**
     * Writes the next bytes to the whole array, as {@link #fillChunk(MemorySegment)} does.
     *
     * @param buffer receives the bytes
     * @return number of bytes written, 0 at the stream's end
     */
    public int fillChunk(byte[] buffer) {
        return (int) fillChunk(MemorySegment.ofArray(Objects.requireNonNull(buffer, "buffer")));
    }

    /**
     * Writes the next bytes to a range of the array, as {@link #fillChunk(MemorySegment)} does.
     *
     * @param buffer receives the bytes
     * @param offset index of the first byte to write
     * @param length largest number of bytes to write
     * @return number of bytes written, 0 at the stream's end
     * @throws IndexOutOfBoundsException if the range exceeds the array
     */
    public int fillChunk(byte[] buffer, int offset, int length) {
        Objects.requireNonNull(buffer, "buffer");
        Objects.checkFromIndexSize(offset, length, buffer.length);
        return (int) fillChunk(MemorySegment.ofArray(buffer).asSlice(offset, length));
    }

    /**
     * Makes the next bytes in a new buffer and advances the position by their number.
     *
     * @param sizeBytes largest number of bytes to make, at least 0
     * @return a native segment of {@code sizeBytes} bytes, fewer at the stream's end, 64-byte aligned, freed when
     *     unreachable
     * @throws IllegalArgumentException if {@code sizeBytes} is negative
     * @throws OutOfMemoryError if there is not enough memory
     */
    public MemorySegment getChunk(long sizeBytes) {
        if (sizeBytes < 0) {
            throw new IllegalArgumentException(
                    "chunk size " + sizeBytes + ": expected 0 to " + Long.MAX_VALUE + " bytes");
        }
        enter();
        try {
            MemorySegment chunk = Arena.ofAuto().allocate(Math.min(sizeBytes, end - next()), 64);
            fillNext(chunk);
            return chunk;
        } finally {
            user[CacheLinePadding.INDEX] = null;
        }
    }

    private long fillNext(MemorySegment buffer) {
        Buffers.checkWritable(buffer);
        long offset = next();
        long n = Math.min(buffer.byteSize(), end - offset);
        stream.fillUnchecked(offset, n == buffer.byteSize() ? buffer : buffer.asSlice(0, n));
        moveTo(offset + n);
        return n;
    }

    /** {@return whether the position is the end} */
    public boolean isComplete() {
        checkOpen();
        return next() == end;
    }

    /** {@return the position in bytes, counted from the start of this generator's part: 0 .. {@link #totalSize}} */
    public long position() {
        checkOpen();
        return next() - start;
    }

    /**
     * Moves the position.
     *
     * @param position in bytes, 0 .. {@link #totalSize}
     * @throws IllegalArgumentException if it is out of this range
     */
    public void position(long position) {
        if (position < 0 || position > totalSize()) {
            throw new IllegalArgumentException("position " + position + ": expected 0 to " + totalSize());
        }
        enter();
        try {
            moveTo(start + position);
        } finally {
            user[CacheLinePadding.INDEX] = null;
        }
    }

    /** Moves back to the start. The same bytes follow again. */
    public void reset() {
        position(0);
    }

    /**
     * Continues with the stream of another seed, from the start. {@link #recipe} and {@link #stream} then refer to that
     * stream.
     *
     * @param seed any 64-bit value
     */
    public void setSeed(long seed) {
        enter();
        try {
            stream = stream.withRecipe(recipe().withSeed(seed));
            moveTo(start);
        } finally {
            user[CacheLinePadding.INDEX] = null;
        }
    }

    /** Continues with the stream of a random seed, from the start. The seed is in {@link #recipe}. */
    public void setRandomSeed() {
        setSeed(Seeds.random());
    }

    /**
     * {@return the number of bytes of this generator: the size of the stream or, after {@link #split}, of its part}
     */
    public long totalSize() {
        return end - start;
    }

    /**
     * {@return the offset in the stream of this generator's position 0, in bytes: 0, except for the parts of
     * {@link #split}}
     */
    public long streamOffset() {
        return start;
    }

    /**
     * {@return a fast chunk size in bytes: half of the L2 cache of a CPU, as a power of two from 256 KiB to 4 MiB} A
     * chunk of this size is still in the cache of the CPU that made it when the same thread uses it. The bytes are the
     * same with every size.
     */
    public int recommendedChunkSize() {
        return CacheChunk.bytes();
    }

    /**
     * {@return the recipe, which is sufficient to make or check these bytes again} After a split, it is still the
     * recipe of the whole stream.
     */
    public Recipe recipe() {
        return stream.recipe();
    }

    /** {@return random access to the stream} After a {@link #split}, it is still the whole stream. */
    public DataStream stream() {
        return stream;
    }

    /**
     * Creates independent generators for consecutive parts of this generator. The parts consist of whole blocks and
     * have nearly equal sizes; concatenated, their bytes are the bytes of this generator. Each generator makes bytes
     * only in the thread that calls it and shares no mutable state, so that any number of threads can use them at the
     * same time. The position of this generator does not change.
     *
     * <p>If each part needs different data, for example each rank of a job, use one recipe with a different {@linkplain
     * Recipe#withStreamId stream id} for each instead.
     *
     * @param parts number of generators, 1 .. 65,536; if there are fewer blocks, the last generators are empty. For more
     *     parts, use ranges of {@link #stream}, which take no memory.
     * @return the generators, in the order of their parts
     * @throws IllegalArgumentException if {@code parts} is out of range
     * @throws IllegalStateException if this generator is closed
     */
    public List<DataGenerator> split(int parts) {
        if (parts < 1 || parts > MAX_PARTS) {
            throw new IllegalArgumentException("parts " + parts + ": expected 1 to " + MAX_PARTS);
        }
        checkOpen();
        DataStream alone = stream.singleThreaded();
        return split(parts, i -> alone);
    }

    /**
     * Creates one generator per NUMA node, as {@link #split} does, each with threads and buffers of its node. There is
     * one generator for each {@link NumaNode} that the configuration uses and that has CPUs, or a single one if threads
     * do not stay on nodes. The position of this generator does not change. This method makes one process per node
     * unnecessary.
     *
     * @param buffers number of buffers on each node, at least 1
     * @param bufferBytes size of each buffer in bytes, at least 1
     * @return one generator per node, ordered by the id of the node, to be closed by the caller
     * @throws IllegalArgumentException if a number is out of range
     * @throws IllegalStateException if this generator is closed
     * @throws NumaException if the nodes, the machine or the container do not have enough memory for all buffers;
     *     nothing is allocated then
     */
    public List<NodeGenerator> perNode(int buffers, long bufferBytes) {
        checkOpen();
        List<NodeGenerator.Place> places = NodeGenerator.places(stream.config());
        List<DataGenerator> generators = split(places.size(), i -> places.get(i).apply(stream));
        if (buffers < 1) {
            throw new IllegalArgumentException("buffers " + buffers + ": expected 1 to " + Integer.MAX_VALUE);
        }
        MemoryDemand demand = new MemoryDemand();
        places.forEach(place -> NumaBuffer.demand(demand, buffers, bufferBytes, place.policy(), PageKind.BASE));
        NumaBuffer.check(demand);
        List<NodeGenerator> made = new ArrayList<>();
        try {
            for (int i = 0; i < places.size(); i++) {
                NodeGenerator.Place place = places.get(i);
                NumaBufferPool pool =
                        NumaBufferPool.allocateChecked(buffers, bufferBytes, place.policy(), PageKind.BASE);
                made.add(new NodeGenerator(place, generators.get(i), pool));
            }
        } catch (RuntimeException | Error e) {
            made.forEach(NodeGenerator::close);
            throw e;
        }
        return made;
    }

    private List<DataGenerator> split(int parts, IntFunction<DataStream> streams) {
        long block = recipe().blockSizeBytes();
        long blocks = totalSize() / block + (totalSize() % block == 0 ? 0 : 1);
        List<DataGenerator> generators = new ArrayList<>(parts);
        long from = start;
        for (int i = 0; i < parts; i++) {
            long share = blocks / parts + (i < blocks % parts ? 1 : 0);
            long to = share > (end - from) / block ? end : from + share * block;
            generators.add(new DataGenerator(streams.apply(i), from, to));
            from = to;
        }
        return generators;
    }

    /**
     * {@return the rest of the stream as an input stream} Reading moves this generator's position, and closing closes
     * this generator. The input stream is not thread-safe.
     *
     * <p>{@code skip}, {@code mark} and {@code reset} make no bytes; {@code mark} ignores its limit, and without a mark,
     * {@code reset} returns to the position at the time of this call. {@code available} is the number of bytes that are
     * left, at most 2^31 - 1. Reads of less than a page (4096 bytes) cost as much as a page: for those, wrap the input
     * stream in a {@link java.io.BufferedInputStream}.
     */
    public InputStream asInputStream() {
        return new ChunkInputStream(new Rest());
    }

    /**
     * {@return this generator as a channel that is only read} Its position is that of this generator, and its size is
     * {@link #totalSize}; closing closes this generator. The channel fills direct buffers without a copy. A position
     * behind the end is the end for reads. Calls of several threads wait for each other. {@code write} and {@code
     * truncate} throw {@link java.nio.channels.NonWritableChannelException}.
     */
    public SeekableByteChannel asChannel() {
        return new ChunkChannel(new Rest());
    }

    /** Adapts this generator to the readers in {@code internal.stream}, which do not depend on this class. */
    private final class Rest implements ChunkSource {
        @Override
        public long fill(MemorySegment target) {
            return fillChunk(target);
        }

        @Override
        public long size() {
            return totalSize();
        }

        @Override
        public long position() {
            return DataGenerator.this.position();
        }

        @Override
        public void position(long position) {
            DataGenerator.this.position(position);
        }

        @Override
        public void close() {
            DataGenerator.this.close();
        }
    }

    /** Closes this generator. Closing it again has no effect. */
    @Override
    public void close() {
        isClosed = true;
    }

    private long next() {
        return next[CacheLinePadding.INDEX];
    }

    /** The last step of a call: the next one, perhaps on another thread, sees all that it wrote. */
    private void moveTo(long offset) {
        next[CacheLinePadding.INDEX] = offset;
        VarHandle.releaseFence();
    }

    private void enter() {
        Thread current =
                (Thread) USER.compareAndExchange(user, CacheLinePadding.INDEX, (Thread) null, Thread.currentThread());
        if (current != null) {
            throw new IllegalStateException("generator is in use by thread " + current.getName());
        }
        if (isClosed) {
            user[CacheLinePadding.INDEX] = null;
            throw closed();
        }
    }

    private void checkOpen() {
        if (isClosed) {
            throw closed();
        }
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("generator is closed");
    }
}
