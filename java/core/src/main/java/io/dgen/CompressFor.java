// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.text.EnumNames;
import io.dgen.internal.text.Quote;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The compressor for which a compression ratio is exact, and the size of the blocks that it compresses independently.
 * For {@link #ANY}, the ratio is a compromise that is approximately right for all compressors. Immutable.
 *
 * <p>Its text, {@link #toString()} and {@link #parse}: {@code any}, {@code zstd@128KiB}.
 *
 * @param compressor the compressor; null for any
 * @param blockBytes size of the compressor's blocks in bytes: a power of two, 4096 .. 16777216; 0 for any
 */
public record CompressFor(@Nullable Compressor compressor, long blockBytes) {
    /** Any compressor. */
    public static final CompressFor ANY = new CompressFor(null, 0);

    /** Smallest block: 4 KiB. */
    public static final long MIN_BLOCK_BYTES = 4096;

    /** Largest block: 16 MiB. */
    public static final long MAX_BLOCK_BYTES = 16 << 20;

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the block size is out of its range
     */
    public CompressFor {
        if (compressor == null) {
            if (blockBytes != 0) {
                throw new IllegalArgumentException(
                        "compressor block size " + blockBytes + " for any compressor: expected 0");
            }
        } else {
            ByteSize.checkPowerOfTwo("compressor block size", blockBytes, MIN_BLOCK_BYTES, MAX_BLOCK_BYTES);
        }
    }

    /**
     * {@return the target of a compressor}
     *
     * @param compressor the compressor
     * @param blockBytes size of its blocks in bytes: a power of two, 4096 .. 16777216
     * @throws IllegalArgumentException if the block size is out of its range
     */
    public static CompressFor of(Compressor compressor, long blockBytes) {
        return new CompressFor(Objects.requireNonNull(compressor, "compressor"), blockBytes);
    }

    /**
     * Reads the text form.
     *
     * @param text {@code any}, or compressor {@code @} block size
     * @return the target
     * @throws IllegalArgumentException if the text is not a target, or a value is out of its range; the message
     *     contains the value and the range
     */
    public static CompressFor parse(String text) {
        if (Objects.requireNonNull(text, "text").equals("any")) {
            return ANY;
        }
        int at = text.indexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException("compress target " + Quote.of(text)
                    + ": expected any, or lz4, zstd, gzip, snappy or lzo with a block size, such as zstd@128KiB");
        }
        return of(Compressor.parse(text.substring(0, at)), ByteSize.parse(text.substring(at + 1)));
    }

    /** {@return whether this is {@link #ANY}} */
    public boolean isAny() {
        return compressor == null;
    }

    /** {@return the text form in its canonical spelling} {@link #parse} reads it back. */
    @Override
    public String toString() {
        return compressor == null ? "any" : EnumNames.of(compressor) + "@" + ByteSize.format(blockBytes);
    }
}
