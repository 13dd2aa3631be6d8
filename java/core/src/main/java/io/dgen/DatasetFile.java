// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.container.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file of a {@link Dataset}: its path, its size, and where the bytes of its payload are in two streams. Without a format,
 * the payload is the file. Its first bytes are whole blocks
 * of {@link Dataset#body()}, the others the start of one block of {@link Dataset#tails()}. Immutable.
 */
public final class DatasetFile {
    private final Dataset dataset;
    private final long index;
    private final long payloadBytes;
    private final long bodyOffset;
    private final long tailOffset;
    private volatile @Nullable Frame frame;

    DatasetFile(Dataset dataset, long index, long payloadBytes, long bodyOffset, long tailOffset) {
        this.dataset = dataset;
        this.index = index;
        this.payloadBytes = payloadBytes;
        this.bodyOffset = bodyOffset;
        this.tailOffset = tailOffset;
    }

    /**
     * A part of a file, and where it is in a stream.
     *
     * @param recipe the stream
     * @param offset position of the first byte in the stream, in bytes
     * @param length number of bytes, above 0 in the parts of a file
     */
    public record Piece(Recipe recipe, long offset, long length) {
        /** Checks that the recipe is not null. */
        public Piece {
            Objects.requireNonNull(recipe, "recipe");
        }
    }

    /** {@return the number of the file, 0 .. number of files - 1} */
    public long index() {
        return index;
    }

    /** {@return the path, relative to the root of the set, with {@code /} between its components} */
    public String path() {
        return dataset.path(index);
    }

    /** {@return the length of the file in bytes, with the framing of its format} */
    public long sizeBytes() {
        return dataset.length(payloadBytes);
    }

    /** {@return the size of the payload in bytes; without a format, {@link #sizeBytes}} */
    public long payloadBytes() {
        return payloadBytes;
    }

    /** {@return the layout of the file if the set has a format; otherwise empty} */
    public Optional<Frame> frame() {
        Frame known = frame;
        if (known == null) {
            known = dataset.frame(payloadBytes);
            frame = known; // it keeps checksums of the payload
        }
        return Optional.ofNullable(known);
    }

    /** {@return the position in {@link Dataset#body()} of the first byte, a multiple of the block size} */
    public long bodyOffset() {
        return bodyOffset;
    }

    /** {@return the number of bytes that are in {@link Dataset#body()}: whole blocks, possibly none} */
    public long bodyBytes() {
        return payloadBytes - tailBytes();
    }

    /** {@return the position in {@link Dataset#tails()} of the bytes after the whole blocks, a multiple of the block size} */
    public long tailOffset() {
        return tailOffset;
    }

    /** {@return the number of bytes that are in {@link Dataset#tails()}: less than a block, possibly none} */
    public long tailBytes() {
        return payloadBytes & dataset.body().blockSizeBytes() - 1;
    }

    /** {@return the parts of the payload of the file, in their order: none for the empty file, at most two} */
    public List<Piece> pieces() {
        List<Piece> pieces = new ArrayList<>(2);
        if (bodyBytes() > 0) {
            pieces.add(new Piece(dataset.body(), bodyOffset, bodyBytes()));
        }
        if (tailBytes() > 0) {
            pieces.add(new Piece(dataset.tails(), tailOffset, tailBytes()));
        }
        return List.copyOf(pieces);
    }

    /**
     * {@return the ranges of bytes of the payload that differ between two generations of its set, in ascending order} The
     * generation of the set does not matter. As {@link #changedRanges(int, int, long, long)} for the whole file; {@code
     * findAny().isPresent()} shows whether the file changes at all.
     *
     * @param from number of a generation
     * @param to number of a generation; if it is less than {@code from}, the ranges are the same
     * @throws IllegalArgumentException if the set has no such generation
     */
    public Stream<ByteRange> changedRanges(int from, int to) {
        return changedRanges(from, to, 0, payloadBytes);
    }

    /**
     * {@return the ranges of bytes that differ between two generations in a part of the payload, in ascending order} Offsets are
     * positions in the payload. The ranges consist of whole blocks, cut at both ends of the part and at the end of the file. Adjacent
     * blocks are in one range, except that the last, partial block of the file is always in a range of its own. The result is lazy and
     * needs no memory; it takes tens of nanoseconds for each block of the part.
     *
     * @param from number of a generation
     * @param to number of a generation
     * @param offset start of the part in the payload, in bytes: 0 .. its size
     * @param length length of the part in bytes, at most up to the end of the payload
     * @throws IllegalArgumentException if the set has no such generation
     * @throws IndexOutOfBoundsException if the range is not part of the file
     */
    public Stream<ByteRange> changedRanges(int from, int to, long offset, long length) {
        Objects.checkFromIndexSize(offset, length, payloadBytes);
        long inBody = Math.clamp(bodyBytes() - offset, 0, length);
        long start = tailOffset - bodyBytes();
        return Stream.concat(
                dataset.body()
                        .changedRanges(from, to, bodyOffset + Math.min(offset, bodyBytes()), inBody)
                        .map(range -> new ByteRange(range.offset() - bodyOffset, range.length())),
                dataset.tails()
                        .changedRanges(from, to, start + Math.max(offset, bodyBytes()), length - inBody)
                        .map(range -> new ByteRange(range.offset() - start, range.length())));
    }

    boolean isOf(Dataset other) {
        return dataset == other || dataset.equals(other);
    }

    /** {@return whether the other object is the same file of an equal set} */
    @Override
    public boolean equals(Object other) {
        return other instanceof DatasetFile file && file.index == index && file.dataset.equals(dataset);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(index);
    }

    /** {@return the path} */
    @Override
    public String toString() {
        return path();
    }
}
