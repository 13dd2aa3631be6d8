package io.dgen;

import io.dgen.internal.buffer.Buffers;
import io.dgen.internal.engine.Engines;
import io.dgen.internal.engine.MappedMemory;
import io.dgen.internal.engine.PageEngine;
import io.dgen.internal.format.Content;
import io.dgen.internal.format.Spans;
import io.dgen.internal.kernel.Mismatch;
import io.dgen.internal.numa.NodeWorkers;
import io.dgen.internal.parallel.SliceTask;
import io.dgen.internal.parallel.Slices;
import io.dgen.internal.parallel.Workers;
import io.dgen.internal.plan.StreamMap;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Random access to the stream that a recipe names: fill a buffer with any range of it, or check a buffer that was read
 * back (docs/format.md).
 *
 * <p>Immutable and thread-safe; calls share no state. Cheap to create: it holds no memory and no thread. Calls on large
 * buffers are shared out among up to {@link GeneratorConfig#maxThreads} threads and return when all have finished.
 *
 * <p>Buffers. Any {@link MemorySegment}: native memory at any address, heap arrays, mapped files. A segment of a
 * confined arena must belong to the calling thread. Whoever closes a shared arena during a call gets an exception or
 * the call does, and neither crashes.
 *
 * <p>Every call throws {@link NullPointerException} if an argument is null, {@link IllegalArgumentException} if the
 * range does not lie in the stream or a buffer to be filled is read-only, {@link IllegalStateException} if the buffer's
 * arena is closed, {@link WrongThreadException} if it belongs to another thread, and
 * {@link java.util.concurrent.CancellationException} if the calling thread is interrupted while a large buffer is
 * worked on (the interrupt status stays set).
 */
public final class DataStream {
    /** What one thread does between two looks at the rest of the world. A multiple of every page and engine batch. */
    private static final long PART_BYTES = 1 << 20;

    /** Below, waking a helper costs more than it gives. */
    private static final long MIN_SHARED_BYTES = 4 << 20;

    private static final int READ_BYTES = 4 << 20;

    private static final ThreadLocal<Spans> SPANS = new ThreadLocal<>() {
        @Override
        protected Spans initialValue() {
            return new Spans();
        }
    };

    private final GeneratorConfig config;
    private final PageEngine engine;
    private final Content content;
    private final StreamMap map;
    /** Threads that stay on their nodes; null for the helpers that run anywhere. */
    private final @Nullable NodeWorkers nodeWorkers;

    /**
     * Chooses the engine and derives the key (docs/format.md, "Stream key"). Makes no bytes.
     *
     * @param config what to make, and how
     * @throws IllegalStateException if the configured engine or tier cannot run here; the message says why
     * @throws IllegalArgumentException if a system property names an engine or a tier that does not exist
     */
    public DataStream(GeneratorConfig config) {
        this(Objects.requireNonNull(config, "config"), Engines.select(config.engine(), config.tier()));
    }

    private DataStream(GeneratorConfig config, PageEngine engine) {
        Recipe recipe = config.recipe();
        this.config = config;
        this.engine = engine;
        this.content = Layouts.content(recipe);
        this.map = new StreamMap(recipe.plan(), Layouts.literals(recipe));
        this.nodeWorkers = config.numaMode().workers(config.numaNode());
    }

    /** The same configuration with another recipe. */
    DataStream withRecipe(Recipe recipe) {
        return new DataStream(config.withRecipe(recipe), engine);
    }

    /** The same stream, large calls made by threads of that node. */
    DataStream onNode(int node, int threads) {
        return new DataStream(config.onNode(node, threads), engine);
    }

    /** The same stream, each call made by its calling thread alone. */
    DataStream singleThreaded() {
        return new DataStream(config.singleThreaded(), engine);
    }

    /** {@return the recipe: all that is needed to make or check these bytes again} */
    public Recipe recipe() {
        return config.recipe();
    }

    /** {@return the configuration that this stream was made from} */
    public GeneratorConfig config() {
        return config;
    }

    /** {@return the engine that makes the bytes; never {@link Engine#AUTO}} */
    public Engine engine() {
        return engine.kind();
    }

    /** {@return the SIMD level of the native engine, never {@link Tier#AUTO}; null with the other engines} */
    public @Nullable Tier tier() {
        return engine.tier();
    }

    /** {@return the length of the stream in bytes} */
    public long totalSize() {
        return recipe().sizeBytes();
    }

    /**
     * Writes the stream's bytes {@code [offset, offset + buffer.byteSize())} to the whole buffer (docs/format.md,
     * "Content and stream"). See the class text for buffers and exceptions.
     *
     * @param offset position in the stream, in bytes
     * @param buffer receives the bytes; no larger than the rest of the stream
     */
    public void fill(long offset, MemorySegment buffer) {
        Buffers.checkWritable(buffer);
        checkRange(offset, buffer.byteSize());
        fillUnchecked(offset, buffer, 0, buffer.byteSize());
    }

    /**
     * Fills the buffer from its position to its limit and moves its position there. As
     * {@link #fill(long, MemorySegment)}.
     *
     * @param offset position in the stream, in bytes
     * @param buffer direct or on the heap; its byte order does not matter
     */
    public void fill(long offset, ByteBuffer buffer) {
        fill(offset, MemorySegment.ofBuffer(Objects.requireNonNull(buffer, "buffer")));
        buffer.position(buffer.limit());
    }

    /**
     * Fills the whole array. As {@link #fill(long, MemorySegment)}.
     *
     * @param offset position in the stream, in bytes
     * @param array receives the bytes; no longer than the rest of the stream
     */
    public void fill(long offset, byte[] array) {
        fill(offset, MemorySegment.ofArray(Objects.requireNonNull(array, "array")));
    }

    /** Without the checks: the range lies in the stream and in the buffer, which is writable by this thread. */
    void fillUnchecked(long offset, MemorySegment buffer, long at, long length) {
        PageEngine pages = engineFor(buffer);
        if (length <= PART_BYTES) {
            fillPart(pages, offset, buffer, at, length, config.storeMode());
            return;
        }
        StoreMode stores = engine.resolve(config.storeMode(), length);
        MemorySegment shared = forHelpers(buffer, length);
        if (shared != null) {
            Slices parts = new Slices(offset, length, PART_BYTES);
            share(
                    shared,
                    at,
                    parts,
                    i -> fillPart(
                            pages, parts.start(i), shared, at + (parts.start(i) - offset), parts.length(i), stores));
        } else {
            fillAlone(pages, offset, buffer, at, length, stores);
        }
    }

    /** Works on the parts of a segment from {@code at} on with several threads. */
    private void share(MemorySegment segment, long at, Slices parts, SliceTask part) {
        long address = segment.isNative() ? segment.address() + at : 0;
        if (nodeWorkers == null || !nodeWorkers.run(address, parts, config.maxThreads(), part)) {
            Workers.run(Math.toIntExact(parts.count()), config.maxThreads(), part);
        }
    }

    /** What {@link Workers#run} does with one thread, but without an object for the job. */
    private void fillAlone(
            PageEngine pages, long offset, MemorySegment buffer, long at, long length, StoreMode stores) {
        for (long done = 0; done < length; ) {
            if (done > 0) {
                Workers.checkInterrupted();
            }
            long n = Math.min(PART_BYTES - (offset + done) % PART_BYTES, length - done);
            fillPart(pages, offset + done, buffer, at + done, n, stores);
            done += n;
        }
    }

    private void fillPart(
            PageEngine pages, long offset, MemorySegment segment, long at, long length, StoreMode stores) {
        long callBytes = pages.callBytes(segment);
        StoreMode mode = length > callBytes ? pages.resolve(stores, length) : stores;
        Spans spans = SPANS.get();
        for (long done = 0; done < length; done += spans.bytes()) {
            gather(offset + done, length - done, callBytes, spans);
            pages.fill(content, spans, segment, at + done, mode);
        }
    }

    private void gather(long offset, long length, long callBytes, Spans spans) {
        map.gather(offset, Math.min(callBytes - offset % callBytes, length), spans);
    }

    /**
     * Compares the whole buffer with the stream's bytes {@code [offset, offset + buffer.byteSize())}. Differences are a
     * result, not an exception. See the class text for buffers and exceptions.
     *
     * @param offset position in the stream, in bytes
     * @param buffer only read; no larger than the rest of the stream
     * @return what was found; its positions are the stream's, not the buffer's
     */
    public Verification verify(long offset, MemorySegment buffer) {
        Buffers.checkReadable(buffer);
        long length = buffer.byteSize();
        checkRange(offset, length);
        PageEngine pages = engineFor(buffer);
        if (length <= PART_BYTES) {
            long wrong = verifyPart(pages, offset, buffer, 0, length).count();
            return result(buffer, wrong, ranges -> ranges.scan(offset, buffer, 0, length));
        }
        Slices parts = new Slices(offset, length, PART_BYTES);
        MemorySegment shared = forHelpers(buffer, length);
        MemorySegment segment = shared != null ? shared : buffer;
        long[] wrong = new long[Math.toIntExact(parts.count())];
        SliceTask part = i -> {
            long start = parts.start(i);
            wrong[i] = verifyPart(pages, start, segment, start - offset, parts.length(i))
                    .count();
        };
        if (shared != null) {
            share(shared, 0, parts, part);
        } else {
            Workers.run(wrong.length, 1, part);
        }
        return result(buffer, LongStream.of(wrong).sum(), ranges -> {
            for (int i = 0; i < wrong.length && !ranges.isFull(); i++) {
                if (wrong[i] > 0) {
                    ranges.scan(parts.start(i), buffer, parts.start(i) - offset, parts.length(i));
                }
            }
        });
    }

    private Verification result(MemorySegment buffer, long wrongBytes, Consumer<WrongRanges> scan) {
        long length = buffer.byteSize();
        if (wrongBytes == 0) {
            return Verification.ok(length);
        }
        WrongRanges ranges = new WrongRanges(this);
        scan.accept(ranges);
        return new Verification(length, length, false, wrongBytes, ranges.list());
    }

    /**
     * Checks from the buffer's position to its limit and moves its position there. As
     * {@link #verify(long, MemorySegment)}.
     *
     * @param offset position in the stream, in bytes
     * @param buffer direct or on the heap; its byte order does not matter
     * @return what was found, in positions of the stream
     */
    public Verification verify(long offset, ByteBuffer buffer) {
        Verification result = verify(offset, MemorySegment.ofBuffer(Objects.requireNonNull(buffer, "buffer")));
        buffer.position(buffer.limit());
        return result;
    }

    /**
     * Checks the whole array. As {@link #verify(long, MemorySegment)}.
     *
     * @param offset position in the stream, in bytes
     * @param array only read; no longer than the rest of the stream
     * @return what was found, in positions of the stream
     */
    public Verification verify(long offset, byte[] array) {
        return verify(offset, MemorySegment.ofArray(Objects.requireNonNull(array, "array")));
    }

    /**
     * Reads the whole stream from its start and checks it; one byte more is asked for to see whether the input is
     * longer. Does not close the input.
     *
     * @param input what should hold the stream; an early end is a result, not an exception
     * @return what was found, the input's length included
     * @throws IOException if the input does
     */
    public Verification verify(InputStream input) throws IOException {
        Objects.requireNonNull(input, "input");
        byte[] chunk = new byte[(int) Math.min(READ_BYTES, Math.max(1, totalSize()))];
        Verification result = Verification.ok(0);
        while (result.checkedBytes() < totalSize()) {
            int wanted = (int) Math.min(chunk.length, totalSize() - result.checkedBytes());
            int n = input.readNBytes(chunk, 0, wanted);
            result = result.then(
                    verify(result.checkedBytes(), MemorySegment.ofArray(chunk).asSlice(0, n)));
            if (n < wanted) {
                return result.withLength(totalSize(), false);
            }
        }
        return result.withLength(totalSize(), input.read() >= 0);
    }

    /**
     * As {@link #verify(InputStream)}, for a channel.
     *
     * @param input in blocking mode; stays open
     * @return what was found, the input's length included
     * @throws IOException if the channel does
     */
    public Verification verify(ReadableByteChannel input) throws IOException {
        return verify(Channels.newInputStream(Objects.requireNonNull(input, "input")));
    }

    private Mismatch verifyPart(PageEngine pages, long offset, MemorySegment segment, long at, long length) {
        long callBytes = pages.callBytes(segment);
        Spans spans = SPANS.get();
        Mismatch found = Mismatch.NONE;
        for (long done = 0; done < length; done += spans.bytes()) {
            gather(offset + done, length - done, callBytes, spans);
            found = found.then(done, pages.verify(content, spans, segment, at + done));
        }
        return found;
    }

    /** For the caller's own segment: the one that helpers get instead may not say any more that it is mapped. */
    private PageEngine engineFor(MemorySegment segment) {
        return segment.isMapped() ? new MappedMemory(engine) : engine;
    }

    private void checkRange(long offset, long length) {
        if (offset < 0 || offset > totalSize()) {
            throw new IllegalArgumentException(
                    "offset " + offset + ": expected 0 to " + totalSize() + ", the stream's size");
        }
        if (length > totalSize() - offset) {
            throw new IllegalArgumentException("buffer of " + length + " bytes at offset " + offset
                    + ": expected at most " + (totalSize() - offset) + " bytes, the rest of the stream");
        }
    }

    /** The buffer as helpers may use it; null if the caller should work alone. */
    private @Nullable MemorySegment forHelpers(MemorySegment buffer, long length) {
        boolean isAlone = config.maxThreads() == 1 && nodeWorkers == null;
        return isAlone || length < MIN_SHARED_BYTES ? null : Buffers.shared(buffer);
    }
}
