package io.dgen;

import io.dgen.internal.buffer.Buffers;
import io.dgen.internal.parallel.CacheLinePadding;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Walks a stream from its start to its end, chunk by chunk. The bytes do not depend on the chunk sizes.
 *
 * <p>One thread at a time: a call during another thread's call is refused with {@link IllegalStateException}. For many
 * threads use {@link #split}, or {@link #stream}, which is thread-safe.
 *
 * <p>Cheap: a generator holds no memory and no thread of its own; helper threads are shared by all generators. After
 * {@link #close} every call that makes bytes, moves the position or asks for it throws {@link IllegalStateException}.
 *
 * <p>Buffers and their exceptions are those of {@link DataStream}. A call that throws has not moved the position; what
 * the buffer holds then is undefined.
 */
public final class DataGenerator implements AutoCloseable {
    private static final int RECOMMENDED_CHUNK_BYTES = 32 << 20;

    private DataStream stream;
    /** The part of the stream that this generator walks. */
    private final long start;

    private final long end;

    /** What each call writes. Padded, as those of all parts of a split are made one after the other. */
    private final long[] next = new long[CacheLinePadding.LENGTH];

    private final AtomicReferenceArray<@Nullable Thread> user = new AtomicReferenceArray<>(CacheLinePadding.LENGTH);
    private volatile boolean closed;

    /**
     * Starts at the beginning of the stream that the configuration names.
     *
     * @param config what to make, and how
     * @throws IllegalStateException if the configured engine or tier cannot run here; the message says why
     * @throws IllegalArgumentException if a system property names an engine or a tier that does not exist
     */
    public DataGenerator(GeneratorConfig config) {
        this(new DataStream(config));
    }

    /**
     * Starts at the beginning of a stream that exists.
     *
     * @param stream shared, not copied; any number of generators may walk it
     */
    public DataGenerator(DataStream stream) {
        this(Objects.requireNonNull(stream, "stream"), 0, stream.totalSize());
    }

    private DataGenerator(DataStream stream, long start, long end) {
        this.stream = stream;
        this.start = start;
        this.end = end;
        moveTo(start);
    }

    /**
     * Makes the whole stream in a new buffer.
     *
     * @param config what to make, and how
     * @return a native segment of {@code config.recipe().sizeBytes()} bytes, 64-byte aligned, freed when unreachable
     * @throws OutOfMemoryError if there is not that much memory
     * @throws IllegalStateException if the configured engine or tier cannot run here; the message says why
     */
    public static MemorySegment generateBuffer(GeneratorConfig config) {
        try (DataGenerator generator = new DataGenerator(config)) {
            return generator.getChunk(generator.totalSize());
        }
    }

    /**
     * Fills a buffer from the stream's start. As {@link #fillChunk(MemorySegment)} of a new generator.
     *
     * @param config what to make, and how
     * @param buffer receives the bytes
     * @return number of bytes written: the buffer's size or the stream's, whichever is smaller
     * @throws IllegalStateException if the configured engine or tier cannot run here; the message says why
     */
    public static long generateIntoBuffer(GeneratorConfig config, MemorySegment buffer) {
        try (DataGenerator generator = new DataGenerator(config)) {
            return generator.fillChunk(buffer);
        }
    }

    /**
     * Fills a buffer from the stream's start. As {@link #fillChunk(ByteBuffer)} of a new generator.
     *
     * @param config what to make, and how
     * @param buffer receives the bytes from its position on
     * @return number of bytes written: what remains in the buffer or the stream's size, whichever is smaller
     * @throws IllegalStateException if the configured engine or tier cannot run here; the message says why
     */
    public static int generateIntoBuffer(GeneratorConfig config, ByteBuffer buffer) {
        try (DataGenerator generator = new DataGenerator(config)) {
            return generator.fillChunk(buffer);
        }
    }

    /**
     * Fills a buffer from the stream's start. As {@link #fillChunk(byte[])} of a new generator.
     *
     * @param config what to make, and how
     * @param buffer receives the bytes
     * @return number of bytes written: the array's length or the stream's size, whichever is smaller
     * @throws IllegalStateException if the configured engine or tier cannot run here; the message says why
     */
    public static int generateIntoBuffer(GeneratorConfig config, byte[] buffer) {
        try (DataGenerator generator = new DataGenerator(config)) {
            return generator.fillChunk(buffer);
        }
    }

    /**
     * Writes the next bytes of the stream to the buffer's start and moves on.
     *
     * @param buffer receives the bytes; its size is the most that is written
     * @return number of bytes written: the buffer's size or, at the stream's end, what is left of it, down to 0
     */
    public long fillChunk(MemorySegment buffer) {
        enter();
        try {
            return fillNext(buffer);
        } finally {
            leave();
        }
    }

    /**
     * Writes the next bytes from the buffer's position to at most its limit, and moves its position behind them.
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
     * As {@link #fillChunk(MemorySegment)}, for the whole array.
     *
     * @param buffer receives the bytes
     * @return number of bytes written, 0 at the stream's end
     */
    public int fillChunk(byte[] buffer) {
        return (int) fillChunk(MemorySegment.ofArray(Objects.requireNonNull(buffer, "buffer")));
    }

    /**
     * As {@link #fillChunk(MemorySegment)}, for a range of the array.
     *
     * @param buffer receives the bytes
     * @param offset index of the first byte to write
     * @param length most bytes to write
     * @return number of bytes written, 0 at the stream's end
     * @throws IndexOutOfBoundsException if the range does not lie in the array
     */
    public int fillChunk(byte[] buffer, int offset, int length) {
        Objects.requireNonNull(buffer, "buffer");
        Objects.checkFromIndexSize(offset, length, buffer.length);
        return (int) fillChunk(MemorySegment.ofArray(buffer).asSlice(offset, length));
    }

    /**
     * Makes the next bytes in a new buffer and moves on.
     *
     * @param sizeBytes most bytes wanted, 0 or more
     * @return a native segment of {@code sizeBytes} bytes, fewer at the stream's end, 64-byte aligned, freed when
     *     unreachable
     * @throws IllegalArgumentException if {@code sizeBytes} is negative
     * @throws OutOfMemoryError if there is not that much memory
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
            leave();
        }
    }

    private long fillNext(MemorySegment buffer) {
        Buffers.checkWritable(buffer);
        long offset = next();
        long n = Math.min(buffer.byteSize(), end - offset);
        stream.fillUnchecked(offset, buffer, 0, n);
        moveTo(offset + n);
        return n;
    }

    /** {@return whether the position is the end} */
    public boolean isComplete() {
        checkOpen();
        return next() == end;
    }

    /** {@return the number of bytes walked so far, 0 .. {@link #totalSize}} */
    public long position() {
        checkOpen();
        return next() - start;
    }

    /**
     * Moves to any position.
     *
     * @param position in bytes, 0 .. {@link #totalSize}
     * @throws IllegalArgumentException if it is out of this range
     */
    public void position(long position) {
        if (position < 0 || position > totalSize()) {
            throw new IllegalArgumentException("position " + position + ": expected 0 to " + totalSize());
        }
        enter();
        moveTo(start + position);
        leave();
    }

    /** Moves back to the start. The same bytes follow again. */
    public void reset() {
        position(0);
    }

    /**
     * Goes on with the stream of another seed, from the start. {@link #recipe} and {@link #stream} then are that
     * stream's.
     *
     * @param seed any 64-bit value
     */
    public void setSeed(long seed) {
        enter();
        stream = stream.withRecipe(recipe().withSeed(seed));
        moveTo(start);
        leave();
    }

    /** Goes on with the stream of a random seed, from the start: read the seed from {@link #recipe}. */
    public void setRandomSeed() {
        setSeed(new SecureRandom().nextLong());
    }

    /**
     * {@return the number of bytes that this generator walks: the stream's size or, after {@link #split}, its part's}
     */
    public long totalSize() {
        return end - start;
    }

    /**
     * {@return where in the stream this generator's position 0 lies, in bytes: 0 but for the parts of {@link #split}}
     */
    public long streamOffset() {
        return start;
    }

    /**
     * {@return a chunk size that is fast, in bytes: 32 MiB} Any size gives the same bytes, and costs the same per byte
     * from 64 KiB on.
     */
    public int recommendedChunkSize() {
        return RECOMMENDED_CHUNK_BYTES;
    }

    /**
     * {@return the recipe: all that is needed to make or check these bytes again} Of the whole stream, also after a
     * split.
     */
    public Recipe recipe() {
        return stream.recipe();
    }

    /** {@return random access to the same stream} After a {@link #split}, to the whole stream. */
    public DataStream stream() {
        return stream;
    }

    /**
     * Independent generators for consecutive parts of what this one walks, of whole blocks and nearly equal size: their
     * bytes one after the other are this generator's bytes. Each is filled by its calling thread alone and shares
     * nothing that is written, so any number of threads can run them side by side. This generator is not moved.
     *
     * <p>For data that differs, as for the ranks of a job, take one recipe with as many {@linkplain Recipe#withStreamId
     * stream ids} instead.
     *
     * @param parts number of generators, 1 or more; where there are fewer blocks, the last ones are empty
     * @return the generators, in the order of their parts
     * @throws IllegalArgumentException if {@code parts} is below 1
     * @throws IllegalStateException if this generator is closed
     */
    public List<DataGenerator> split(int parts) {
        if (parts < 1) {
            throw new IllegalArgumentException("parts " + parts + ": expected 1 to " + Integer.MAX_VALUE);
        }
        checkOpen();
        DataStream alone = stream.singleThreaded();
        return split(parts, i -> alone);
    }

    /**
     * One generator per NUMA node, as {@link #split} makes them, each with threads and buffers of its node: what else
     * takes one process per node. There is one node per {@link NumaNode} whose CPUs work for this generator's
     * configuration, and one in all where threads do not stay on nodes. This generator is not moved.
     *
     * @param buffers number of buffers on each node, from 1 on
     * @param bufferBytes size of each buffer in bytes, from 1 on
     * @return one per node, ordered by id, to be closed by the caller
     * @throws IllegalArgumentException if a number is out of range
     * @throws IllegalStateException if this generator is closed
     * @throws NumaException if a node has not enough memory; nothing is allocated then
     */
    public List<NodeGenerator> perNode(int buffers, long bufferBytes) {
        checkOpen();
        List<NodeGenerator.Place> places = NodeGenerator.places(stream.config());
        List<DataGenerator> generators = split(places.size(), i -> places.get(i).apply(stream));
        List<NodeGenerator> made = new ArrayList<>();
        try {
            for (int i = 0; i < places.size(); i++) {
                NodeGenerator.Place place = places.get(i);
                NumaBufferPool pool = NumaBufferPool.allocate(buffers, bufferBytes, place.policy());
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
     * {@return the rest of the stream as an input stream} It moves this generator and closes it when it is closed.
     * Reads of less than a page (4096 bytes) cost as much as a page: wrap it in a {@link java.io.BufferedInputStream}
     * for those.
     */
    public InputStream asInputStream() {
        return new GeneratorInputStream(this);
    }

    /** {@return the rest of the stream as a channel, as {@link #asInputStream}} Fills direct buffers without a copy. */
    public ReadableByteChannel asChannel() {
        return new GeneratorChannel(this);
    }

    /** Ends the use of this generator. Closing again has no effect. */
    @Override
    public void close() {
        closed = true;
    }

    private long next() {
        return next[CacheLinePadding.INDEX];
    }

    private void moveTo(long offset) {
        next[CacheLinePadding.INDEX] = offset;
    }

    private void enter() {
        Thread current = user.compareAndExchange(CacheLinePadding.INDEX, null, Thread.currentThread());
        if (current != null) {
            throw new IllegalStateException("generator is in use by thread " + current.getName());
        }
        if (closed) {
            leave();
            throw closed();
        }
    }

    private void leave() {
        user.set(CacheLinePadding.INDEX, null);
    }

    private void checkOpen() {
        if (closed) {
            throw closed();
        }
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("generator is closed");
    }
}
