// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.container.Frame;
import io.dgen.internal.buffer.Buffers;
import io.dgen.internal.container.FramedBytes;
import io.dgen.internal.engine.EngineSelection;
import io.dgen.internal.engine.PageEngine;
import io.dgen.internal.format.Content;
import io.dgen.internal.format.Mismatch;
import io.dgen.internal.plan.StreamMap;
import io.dgen.internal.stream.ByteSource;
import io.dgen.internal.stream.StreamRanges;
import io.dgen.internal.stream.WrongSlices;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Random access to the stream of a recipe: fills a buffer with any range of it, or checks a buffer that was read back
 * (docs/format.md).
 *
 * <p>If the recipe has a {@link FileFormat}, the stream is the whole file, with the framing, and all positions are those in
 * the file.
 *
 * <p>Immutable and thread-safe; calls share no state. Cheap to create: it holds no memory and no thread. Calls on large
 * buffers are processed by at most {@link GeneratorConfig#maxThreads} threads and return when all have finished.
 *
 * <p>A buffer is any {@link MemorySegment}: native memory at any address, a heap array or a mapped file. A segment of a
 * confined arena must belong to the calling thread. If a shared arena is closed during a call, either the close or the
 * call throws an exception; the JVM does not crash. Whatever a call throws, no thread uses the buffer any more when it
 * returns or throws. The JDK's {@link java.lang.foreign.Arena#close} can leave the interrupt status of a thread set that
 * is copying bytes of the segment at that moment: this may be the calling thread or a helper thread, and the calling
 * thread's next blocking call then throws {@link InterruptedException}.
 *
 * <p>Calls on a mapped file throw {@link InternalError} if the file is shorter than its mapping, for example because it
 * was truncated; the content of the buffer is then undefined. This includes memory that does not show by Java means that
 * it is mapped: segments of typed views ({@code asLongBuffer()} and others), and {@link MemorySegment#reinterpret} of an
 * address. The native engine asks the system about the memory at the address, and keeps the answer while the arena of the
 * segment is open, for 16 MiB of data on average. Two cases are left in which the JVM crashes. Before Linux 6.11, only
 * mapped segments and views of a {@link java.nio.MappedByteBuffer} that was not mapped into an {@link
 * java.lang.foreign.Arena} are recognised. And an answer that is kept may be wrong for a typed view or a raw address of a
 * file that is mapped to a place in which, or next to which, the same arena or a raw address had ordinary memory before.
 * The Java engines have no such cases.
 *
 * <p>Every call throws {@link NullPointerException} if an argument is null, {@link IllegalArgumentException} if the
 * range exceeds the stream, a buffer exceeds 1 PiB or a buffer to be filled is read-only, {@link IllegalStateException} if
 * the buffer's arena is closed, {@link WrongThreadException} if it belongs to another thread, and {@link
 * java.util.concurrent.CancellationException} if the calling thread is interrupted while a large buffer is processed
 * (the interrupt status stays set).
 */
public final class DataStream {
    private static final int READ_BYTES = 4 << 20;

    private final GeneratorConfig config;
    private final StreamRanges ranges;
    private final @Nullable Frame frame;
    private final ByteSource bytes;

    /**
     * Chooses the engine and derives the key (docs/format.md, "Stream key"). Makes no bytes.
     *
     * @param config the recipe and how to make its bytes
     * @throws IllegalStateException if the configured engine or tier cannot run here; the message has the reason
     * @throws IllegalArgumentException if a system property names an engine or a tier that does not exist; or if the format
     *     of the recipe is unknown, or cannot hold such data
     */
    public DataStream(GeneratorConfig config) {
        this(
                Objects.requireNonNull(config, "config"),
                EngineSelection.select(config.engine().kind(), config.tier().selected()));
    }

    DataStream(GeneratorConfig config, PageEngine engine) {
        this(config, engine, config.recipe().frame(), null);
    }

    /** @param summed makes the payload for checksums of long ranges; null for the ranges of this stream */
    private DataStream(GeneratorConfig config, PageEngine engine, @Nullable Frame frame, @Nullable ByteSource summed) {
        Recipe recipe = config.recipe();
        Content content = recipe.content();
        StreamMap map = new StreamMap(recipe.plan(), recipe.literals());
        this.config = config;
        this.ranges = new StreamRanges(
                engine, content, map, config.maxThreads(), config.numaMode().workers(config.numaNode()));
        this.frame = frame;
        this.bytes = frame == null ? ranges : new FramedBytes(frame, ranges, summed == null ? ranges : summed);
    }

    /** The same configuration with another recipe. */
    DataStream withRecipe(Recipe recipe) {
        return new DataStream(config.withRecipe(recipe), ranges.engine());
    }

    /** The same stream; threads of that node process large buffers. */
    DataStream onNode(int node, int threads) {
        return new DataStream(config.onNode(node, threads), ranges.engine(), frame, ranges);
    }

    /** The same stream; only the calling thread processes the buffer, except for checksums of long ranges. */
    DataStream singleThreaded() {
        return new DataStream(config.singleThreaded(), ranges.engine(), frame, ranges);
    }

    /** A file with framing around other bytes, made in the same way. */
    DataStream framed(Frame ofFile, ByteSource payload) {
        return new DataStream(config, ranges, ofFile, new FramedBytes(ofFile, payload, payload));
    }

    private DataStream(GeneratorConfig config, StreamRanges ranges, Frame frame, ByteSource bytes) {
        this.config = config;
        this.ranges = ranges;
        this.frame = frame;
        this.bytes = bytes;
    }

    /** The ranges of the payload. */
    StreamRanges ranges() {
        return ranges;
    }

    /** The bytes of the stream, with those of the framing. */
    ByteSource bytes() {
        return bytes;
    }

    /** {@return the layout of the file if the recipe has a format; otherwise empty} */
    public Optional<Frame> frame() {
        return Optional.ofNullable(frame);
    }

    /** {@return the recipe, which is sufficient to make or check these bytes again} */
    public Recipe recipe() {
        return config.recipe();
    }

    /** {@return the configuration that this stream was created with} */
    public GeneratorConfig config() {
        return config;
    }

    /** {@return the engine that makes the bytes; never {@link Engine#AUTO}} */
    public Engine engine() {
        return Engine.of(ranges.engine().kind());
    }

    /** {@return the SIMD level of the native engine, never {@link Tier#AUTO}; null with the other engines} */
    public @Nullable Tier tier() {
        return Tier.of(ranges.engine().tier());
    }

    /** {@return the length of the stream in bytes: the size of the recipe, and with a format, the length of the file} */
    public long totalSize() {
        return frame == null ? recipe().sizeBytes() : frame.lengthBytes();
    }

    /** {@return the whole stream in the forms that other libraries take} */
    public DataRange range() {
        return range(0, totalSize());
    }

    /**
     * {@return a range of the stream in the forms that other libraries take}
     *
     * @param offset position in the stream, in bytes
     * @param lengthBytes at most the rest of the stream
     */
    public DataRange range(long offset, long lengthBytes) {
        return new DataRange(this, offset, lengthBytes);
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
        checkBuffer(offset, buffer.byteSize());
        fillUnchecked(offset, buffer);
    }

    /**
     * Fills the buffer from its position to its limit, as {@link #fill(long, MemorySegment)} does, and moves its
     * position to the limit.
     *
     * @param offset position in the stream, in bytes
     * @param buffer direct or on the heap; its byte order does not matter
     */
    public void fill(long offset, ByteBuffer buffer) {
        fill(offset, MemorySegment.ofBuffer(Objects.requireNonNull(buffer, "buffer")));
        buffer.position(buffer.limit());
    }

    /**
     * Fills the whole array, as {@link #fill(long, MemorySegment)} does.
     *
     * @param offset position in the stream, in bytes
     * @param array receives the bytes; no longer than the rest of the stream
     */
    public void fill(long offset, byte[] array) {
        fill(offset, MemorySegment.ofArray(Objects.requireNonNull(array, "array")));
    }

    /**
     * Fills the buffer without checks: the range must be within the stream, and the calling thread must be allowed to
     * write the buffer.
     */
    void fillUnchecked(long offset, MemorySegment buffer) {
        Buffers.checkSize(buffer.byteSize());
        bytes.fill(offset, buffer, config.storeMode().ordinal());
    }

    /**
     * Compares the whole buffer with the stream's bytes {@code [offset, offset + buffer.byteSize())}. Differences are a
     * result, not an exception. See the class text for buffers and exceptions.
     *
     * @param offset position in the stream, in bytes
     * @param buffer only read; no larger than the rest of the stream
     * @return the result; its positions are those of the stream, not of the buffer
     */
    public Verification verify(long offset, MemorySegment buffer) {
        return verify(offset, buffer, null);
    }

    /** Does the same, and passes on the slices with wrong bytes unless {@code slices} is null. */
    Verification verify(long offset, MemorySegment buffer, @Nullable WrongSlices slices) {
        Buffers.checkReadable(buffer);
        long length = buffer.byteSize();
        checkBuffer(offset, length);
        Buffers.checkSize(length);
        Mismatch wrong = bytes.verify(offset, buffer, slices);
        return wrong.count() == 0 ? Verification.ok(length) : Verification.of(offset, length, wrong);
    }

    /**
     * Checks the buffer from its position to its limit, as {@link #verify(long, MemorySegment)} does, and moves its
     * position to the limit.
     *
     * @param offset position in the stream, in bytes
     * @param buffer direct or on the heap; its byte order does not matter
     * @return the result, in positions of the stream
     */
    public Verification verify(long offset, ByteBuffer buffer) {
        Verification result = verify(offset, MemorySegment.ofBuffer(Objects.requireNonNull(buffer, "buffer")));
        buffer.position(buffer.limit());
        return result;
    }

    /**
     * Checks the whole array, as {@link #verify(long, MemorySegment)} does.
     *
     * @param offset position in the stream, in bytes
     * @param array only read; no longer than the rest of the stream
     * @return the result, in positions of the stream
     */
    public Verification verify(long offset, byte[] array) {
        return verify(offset, MemorySegment.ofArray(Objects.requireNonNull(array, "array")));
    }

    /**
     * Reads the whole stream from its start and checks it; one more byte is requested to find out whether the input is
     * longer. Does not close the input.
     *
     * @param input the bytes to check; an early end is a result, not an exception
     * @return the result, which includes the length of the input
     * @throws IOException if the input throws it
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
                return result.withExpected(totalSize());
            }
        }
        return input.read() < 0 ? result : result.withExcess();
    }

    /**
     * Reads and checks the whole stream, as {@link #verify(InputStream)} does, from a channel.
     *
     * @param input the bytes to check; a channel in blocking mode, which stays open
     * @return the result, which includes the length of the input
     * @throws IOException if the channel throws it
     */
    public Verification verify(ReadableByteChannel input) throws IOException {
        return verify(Channels.newInputStream(Objects.requireNonNull(input, "input")));
    }

    /** @throws IllegalArgumentException if the range exceeds the stream */
    void checkRange(long offset, long lengthBytes) {
        checkOffset(offset);
        long rest = totalSize() - offset;
        if (lengthBytes < 0 || lengthBytes > rest) {
            throw new IllegalArgumentException("length " + lengthBytes + " at offset " + offset + ": expected 0 to "
                    + rest + ", the rest of the stream");
        }
    }

    private void checkOffset(long offset) {
        if (offset < 0 || offset > totalSize()) {
            throw new IllegalArgumentException(
                    "offset " + offset + ": expected 0 to " + totalSize() + ", the stream's size");
        }
    }

    private void checkBuffer(long offset, long length) {
        checkOffset(offset);
        if (length > totalSize() - offset) {
            throw new IllegalArgumentException("buffer of " + length + " bytes at offset " + offset
                    + ": expected at most " + (totalSize() - offset) + " bytes, the rest of the stream");
        }
    }
}
