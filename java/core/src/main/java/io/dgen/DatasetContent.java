// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.buffer.Buffers;
import io.dgen.internal.stream.JoinedRanges;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;

/**
 * Fills and verifies ranges of the files of a {@link Dataset}. Thread-safe, and cheap to create: it holds no memory and no
 * thread. {@link DataStream} describes the buffers and the threads of large ones, which are the same here.
 *
 * <p>Every call with a buffer throws {@link NullPointerException} if an argument is null, {@link IllegalStateException} if the
 * buffer's arena is closed, {@link WrongThreadException} if it belongs to another thread, {@link InternalError} if it is a
 * mapped file that is shorter than its mapping, and {@link java.util.concurrent.CancellationException} if the calling thread
 * is interrupted while a large buffer is processed.
 */
public final class DatasetContent {
    private final Dataset dataset;
    private final DataStream body;
    private final DataStream tails;

    /**
     * Chooses the engine. Makes no bytes.
     *
     * @param dataset the set
     * @param config how to make its bytes; the recipe has no meaning
     * @throws IllegalStateException if the configured engine or tier cannot run here; the message has the reason
     * @throws IllegalArgumentException if a system property names an engine or a tier that does not exist
     */
    public DatasetContent(Dataset dataset, GeneratorConfig config) {
        this.dataset = Objects.requireNonNull(dataset, "dataset");
        Objects.requireNonNull(config, "config");
        this.body = new DataStream(config.withRecipe(dataset.body()));
        this.tails = body.withRecipe(dataset.tails());
    }

    /** {@return the set} */
    public Dataset dataset() {
        return dataset;
    }

    /** {@return the stream of the whole blocks of the files} */
    public DataStream body() {
        return body;
    }

    /** {@return the stream of which blocks start with the last, partial blocks of the files} */
    public DataStream tails() {
        return tails;
    }

    /**
     * Writes the bytes {@code [offset, offset + buffer.byteSize())} of a file to the whole buffer.
     *
     * @param file a file of this set
     * @param offset position in the file, in bytes
     * @param buffer receives the bytes; no larger than the rest of the file
     * @throws IllegalArgumentException if the file belongs to another set, the range exceeds the file, the buffer exceeds
     *     1 PiB or is read-only
     */
    public void fill(DatasetFile file, long offset, MemorySegment buffer) {
        checkFile(file);
        Buffers.checkWritable(buffer);
        if (file.frame().isPresent()) {
            checkRange(file, offset, buffer.byteSize());
            framed(file).fillUnchecked(offset, buffer);
            return;
        }
        long inBody = checkRange(file, offset, buffer.byteSize());
        if (inBody > 0) {
            body.fill(file.bodyOffset() + offset, buffer.asSlice(0, inBody));
        }
        if (inBody < buffer.byteSize()) {
            tails.fill(inTails(file, offset + inBody), buffer.asSlice(inBody));
        }
    }

    /**
     * Compares the whole buffer with the bytes {@code [offset, offset + buffer.byteSize())} of a file. Differences are a
     * result, not an exception.
     *
     * @param file a file of this set
     * @param offset position in the file, in bytes
     * @param buffer only read; no larger than the rest of the file
     * @return the result; its positions are those of the file
     * @throws IllegalArgumentException if the file belongs to another set, the range exceeds the file, or the buffer exceeds
     *     1 PiB
     */
    public Verification verify(DatasetFile file, long offset, MemorySegment buffer) {
        checkFile(file);
        Buffers.checkReadable(buffer);
        if (file.frame().isPresent()) {
            checkRange(file, offset, buffer.byteSize());
            return framed(file).verify(offset, buffer);
        }
        long inBody = checkRange(file, offset, buffer.byteSize());
        Verification result = Verification.ok(0);
        if (inBody > 0) {
            result = body.verify(file.bodyOffset() + offset, buffer.asSlice(0, inBody))
                    .moved(-file.bodyOffset());
        }
        if (inBody < buffer.byteSize()) {
            long at = inTails(file, offset + inBody);
            Verification tail = tails.verify(at, buffer.asSlice(inBody));
            result = result.then(tail.moved(offset + inBody - at));
        }
        return result;
    }

    /**
     * {@return the bytes of a file, in forms for clients that upload them}
     *
     * @param file a file of this set
     * @throws IllegalArgumentException if the file belongs to another set
     */
    public DataRanges ranges(DatasetFile file) {
        checkFile(file);
        if (file.frame().isPresent()) {
            return new DataRanges(List.of(framed(file).range()));
        }
        return new DataRanges(List.of(
                body.range(file.bodyOffset(), file.bodyBytes()), tails.range(file.tailOffset(), file.tailBytes())));
    }

    /** A file with framing as a stream. */
    private DataStream framed(DatasetFile file) {
        JoinedRanges payload =
                new JoinedRanges(body.ranges(), file.bodyOffset(), file.bodyBytes(), tails.ranges(), file.tailOffset());
        return body.framed(file.frame().orElseThrow(), payload);
    }

    private static long inTails(DatasetFile file, long offset) {
        return file.tailOffset() + offset - file.bodyBytes();
    }

    private void checkFile(DatasetFile file) {
        if (!Objects.requireNonNull(file, "file").isOf(dataset)) {
            throw new IllegalArgumentException("file " + file + ": expected a file of this set, not of another one");
        }
    }

    /** {@return the number of bytes of the range that are in the body} */
    private static long checkRange(DatasetFile file, long offset, long length) {
        if (offset < 0 || offset > file.sizeBytes()) {
            throw new IllegalArgumentException(
                    "offset " + offset + ": expected 0 to " + file.sizeBytes() + ", the size of the file");
        }
        if (length > file.sizeBytes() - offset) {
            throw new IllegalArgumentException("buffer of " + length + " bytes at offset " + offset
                    + ": expected at most " + (file.sizeBytes() - offset) + " bytes, the rest of the file");
        }
        return Math.clamp(file.bodyBytes() - offset, 0, length);
    }
}
