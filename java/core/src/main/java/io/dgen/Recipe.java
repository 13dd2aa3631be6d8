package io.dgen;

import io.dgen.internal.plan.DedupPlan;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Everything that determines the bytes of a stream (docs/format.md, "Recipe"). Immutable.
 *
 * <p>The text form, {@link #toString()} and {@link #parse}, is one line:
 * {@code dgen1:seed=42,stream=0,size=10GiB,block=128KiB,dedup=2.5,compress=1}.
 *
 * @param seed the family of streams; all 64-bit values are legal and are written as unsigned numbers
 * @param streamId the member of the family (a rank, a file, an object); as seed
 * @param sizeBytes length of the stream in bytes, 0 .. 2^63 - 1
 * @param blockSizeBytes the unit of deduplication in bytes: a power of two, 4096 .. 33554432
 * @param dedup which blocks repeat; a window is a multiple of the block size, and its ratio at most its blocks
 * @param compression how well the blocks compress
 */
public record Recipe(
        long seed, long streamId, long sizeBytes, long blockSizeBytes, Dedup dedup, Compression compression) {
    /** The format version that the text form starts with. */
    public static final int FORMAT_VERSION = 1;

    /** Smallest block: 4 KiB, a page (docs/format.md, "Page"). */
    public static final long MIN_BLOCK_SIZE_BYTES = 4096;

    /** Largest block: 32 MiB. */
    public static final long MAX_BLOCK_SIZE_BYTES = 32 << 20;

    /** Block size where none is given: 128 KiB, the block of squashfs, of btrfs' compression, and a ZFS record. */
    public static final long DEFAULT_BLOCK_SIZE_BYTES = 128 << 10;

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private static final Pattern HEX = Pattern.compile("0[xX][0-9a-fA-F]{1,16}");

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range; the message names both
     * @throws NullPointerException if a component is null
     */
    public Recipe {
        Objects.requireNonNull(dedup, "dedup");
        Objects.requireNonNull(compression, "compression");
        if (sizeBytes < 0) {
            throw new IllegalArgumentException("size " + sizeBytes + ": expected 0 to " + Long.MAX_VALUE + " bytes");
        }
        if (blockSizeBytes < MIN_BLOCK_SIZE_BYTES
                || blockSizeBytes > MAX_BLOCK_SIZE_BYTES
                || Long.bitCount(blockSizeBytes) != 1) {
            throw new IllegalArgumentException("block size " + blockSizeBytes + ": expected a power of two from "
                    + MIN_BLOCK_SIZE_BYTES + " (4KiB) to " + MAX_BLOCK_SIZE_BYTES + " (32MiB) bytes");
        }
        if (dedup instanceof Dedup.Windowed windowed) {
            checkWindow(windowed, blockSizeBytes);
        }
    }

    /**
     * A recipe of incompressible data with the plain dedup plan.
     *
     * @param seed the family of streams, any 64-bit value
     * @param streamId the member of the family, any 64-bit value
     * @param sizeBytes length of the stream in bytes, 0 .. 2^63 - 1
     * @param blockSizeBytes the unit of deduplication in bytes: a power of two, 4096 .. 33554432
     * @param dedupRatio logical blocks per distinct block, any finite number from 1 on
     * @throws IllegalArgumentException if a value is out of its range; the message names both
     */
    public Recipe(long seed, long streamId, long sizeBytes, long blockSizeBytes, double dedupRatio) {
        this(seed, streamId, sizeBytes, blockSizeBytes, Dedup.of(dedupRatio), Compression.NONE);
    }

    private static void checkWindow(Dedup.Windowed dedup, long blockSizeBytes) {
        long window = dedup.windowBytes();
        if (window % blockSizeBytes != 0) {
            throw new IllegalArgumentException("window " + window + ": expected a multiple of the block size, "
                    + blockSizeBytes + " (" + ByteSize.format(blockSizeBytes) + ") bytes, at least one block");
        }
        long blocks = window / blockSizeBytes;
        if (BigDecimal.valueOf(dedup.ratio()).compareTo(BigDecimal.valueOf(blocks)) > 0) {
            throw new IllegalArgumentException("dedup ratio " + Decimals.plain(dedup.ratio()) + ": expected 1 to "
                    + blocks + ", the blocks of a window of " + window + " bytes");
        }
    }

    /** {@return a builder with every value at its default: no size yet, and a random seed unless one is given} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that starts with the values of this recipe} */
    public Builder toBuilder() {
        return new Builder()
                .seed(seed)
                .streamId(streamId)
                .sizeBytes(sizeBytes)
                .blockSizeBytes(blockSizeBytes)
                .dedup(dedup)
                .compression(compression);
    }

    /** Collects the values of a recipe; {@link #build} checks them. Not thread-safe. */
    public static final class Builder {
        /** Lazy holder: loading the security providers takes milliseconds, which a given seed does not need. */
        private static final class Seeds {
            static final SecureRandom RANDOM = new SecureRandom();
        }

        private @Nullable Long seed;
        private long streamId;
        private long sizeBytes = -1;
        private long blockSizeBytes = DEFAULT_BLOCK_SIZE_BYTES;
        private Dedup dedup = Dedup.NONE;
        private Mixture mixture = Mixture.NONE;
        private CompressFor compressFor = CompressFor.ANY;
        private Texture texture = Texture.COPY;

        private Builder() {}

        /**
         * Sets the seed; random without this call.
         *
         * @param newSeed any 64-bit value
         * @return this builder
         */
        public Builder seed(long newSeed) {
            seed = newSeed;
            return this;
        }

        /**
         * Sets the stream id; 0 without this call.
         *
         * @param newStreamId any 64-bit value
         * @return this builder
         */
        public Builder streamId(long newStreamId) {
            streamId = newStreamId;
            return this;
        }

        /**
         * Sets the length of the stream, which has no default.
         *
         * @param newSizeBytes bytes, 0 .. 2^63 - 1
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder sizeBytes(long newSizeBytes) {
            if (newSizeBytes < 0) {
                throw new IllegalArgumentException(
                        "size " + newSizeBytes + ": expected 0 to " + Long.MAX_VALUE + " bytes");
            }
            sizeBytes = newSizeBytes;
            return this;
        }

        /**
         * Sets the unit of deduplication; 128 KiB without this call.
         *
         * @param newBlockSizeBytes a power of two, 4096 .. 33554432
         * @return this builder
         */
        public Builder blockSizeBytes(long newBlockSizeBytes) {
            blockSizeBytes = newBlockSizeBytes;
            return this;
        }

        /**
         * Sets the dedup plan; no duplicates without this call.
         *
         * @param newDedup the plan
         * @return this builder
         */
        public Builder dedup(Dedup newDedup) {
            dedup = Objects.requireNonNull(newDedup, "dedup");
            return this;
        }

        /**
         * Sets mixture, target and texture at once.
         *
         * @param newCompression all three
         * @return this builder
         */
        public Builder compression(Compression newCompression) {
            Objects.requireNonNull(newCompression, "compression");
            return compress(newCompression.mixture())
                    .compressFor(newCompression.target())
                    .texture(newCompression.texture());
        }

        /**
         * Sets the compression ratios; incompressible without this call.
         *
         * @param newMixture the ratios
         * @return this builder
         */
        public Builder compress(Mixture newMixture) {
            mixture = Objects.requireNonNull(newMixture, "mixture");
            return this;
        }

        /**
         * Sets the compressor that the ratios are exact for; any without this call.
         *
         * @param newCompressFor compressor and block size
         * @return this builder
         */
        public Builder compressFor(CompressFor newCompressFor) {
            compressFor = Objects.requireNonNull(newCompressFor, "compressFor");
            return this;
        }

        /**
         * Sets the texture; {@link Texture#COPY} without this call.
         *
         * @param newTexture what makes a page compressible
         * @return this builder
         */
        public Builder texture(Texture newTexture) {
            texture = Objects.requireNonNull(newTexture, "texture");
            return this;
        }

        /**
         * Sets block size, target and texture to those of a preset.
         *
         * @param preset a storage system
         * @return this builder
         */
        public Builder preset(Preset preset) {
            Objects.requireNonNull(preset, "preset");
            return blockSizeBytes(preset.blockSizeBytes())
                    .compressFor(preset.compressFor())
                    .texture(preset.texture());
        }

        /**
         * {@return the recipe} Each call without a seed draws another one.
         *
         * @throws IllegalArgumentException if a value is out of its range; the message names both
         * @throws IllegalStateException if no size was given
         */
        public Recipe build() {
            if (sizeBytes < 0) {
                throw new IllegalStateException("no size: call sizeBytes with 0 to " + Long.MAX_VALUE);
            }
            long actualSeed = seed != null ? seed : Seeds.RANDOM.nextLong();
            return new Recipe(
                    actualSeed,
                    streamId,
                    sizeBytes,
                    blockSizeBytes,
                    dedup,
                    new Compression(mixture, compressFor, texture));
        }
    }

    /**
     * {@return this recipe with another seed}
     *
     * @param newSeed any 64-bit value
     */
    public Recipe withSeed(long newSeed) {
        return new Recipe(newSeed, streamId, sizeBytes, blockSizeBytes, dedup, compression);
    }

    /**
     * {@return this recipe with another stream id: the next rank's, file's or object's data}
     *
     * @param newStreamId any 64-bit value
     */
    public Recipe withStreamId(long newStreamId) {
        return new Recipe(seed, newStreamId, sizeBytes, blockSizeBytes, dedup, compression);
    }

    /** {@return the dedup ratio asked for: logical blocks per distinct block, on average, 1 or more} */
    public double dedupRatio() {
        return dedup.ratio();
    }

    /** {@return the compression ratio of the whole by matches: the harmonic mean of the mixture, 1 .. 64} */
    public double compressRatio() {
        return compression.ratio();
    }

    /**
     * {@return the number of blocks of the stream, the last one possibly partial: size / block size, rounded up} In
     * docs/format.md, "Content and stream", it is {@code n}.
     */
    public long logicalBlocks() {
        return sizeBytes / blockSizeBytes + (sizeBytes % blockSizeBytes == 0 ? 0 : 1);
    }

    /**
     * {@return the number of distinct blocks, 1 or more} With the plain plan it is
     * {@code max(1, logicalBlocks / dedupRatio)}, rounded half up in exact decimal arithmetic; docs/format.md, "Content
     * and stream", has it for every plan.
     */
    public long contentBlocks() {
        return plan().uniqueBlocks();
    }

    /**
     * {@return what deduplicators and compressors will find in the stream}
     *
     * <p>Costs microseconds, whatever the size of the stream.
     */
    public PredictedRatios predictedRatios() {
        return new PredictedRatios(this);
    }

    DedupPlan plan() {
        return Plans.of(this);
    }

    /**
     * {@return the text form in its canonical spelling: keys in the order of docs/format.md, "Recipe"}
     * {@code parse(r.toString())} equals r.
     */
    @Override
    public String toString() {
        return RecipeText.format(this);
    }

    /**
     * Reads the text form (docs/format.md, "Recipe"). {@code seed} and {@code size} are required, all other keys have
     * defaults. Keys may stand in any order.
     *
     * @param text one recipe; white space around it is ignored
     * @return the recipe, defaults filled in
     * @throws IllegalArgumentException if the text is no recipe of this version: unknown version, unknown, repeated or
     *     missing key, value out of range
     */
    public static Recipe parse(String text) {
        return RecipeText.parse(Objects.requireNonNull(text, "text"));
    }

    /**
     * Reads a seed or a stream id: an unsigned decimal number, or hexadecimal after {@code 0x}.
     *
     * @param name what to call the value in an error message
     * @param text digits only, without sign or white space
     * @return the 64 bits; values from 2^63 on are negative as a {@code long}
     * @throws IllegalArgumentException unless it is in 0 .. 2^64 - 1
     */
    public static long parseWord(String name, String text) {
        Objects.requireNonNull(text, "text");
        try {
            if (HEX.matcher(text).matches()) {
                return Long.parseUnsignedLong(text.substring(2), 16);
            }
            if (DIGITS.matcher(text).matches()) {
                return Long.parseUnsignedLong(text);
            }
        } catch (NumberFormatException e) {
            // falls through to the message that names the range
        }
        throw new IllegalArgumentException(name + " '" + text + "': expected 0 to " + Long.toUnsignedString(-1)
                + ", or 0x and up to 16 hex digits");
    }

    /**
     * Reads a ratio in plain decimal notation, as {@code 2.5}.
     *
     * @param name what to call the value in an error message
     * @param text digits with at most one point between them, without sign, exponent or white space
     * @return the nearest {@code double}, finite, 1 or more
     * @throws IllegalArgumentException unless it is a finite number from 1 on
     */
    public static double parseRatio(String name, String text) {
        BigDecimal exact = Decimals.parse(Objects.requireNonNull(text, "text"));
        // Compared before it is rounded to a double: 0.99999999999999999999 is below 1.
        boolean legal = exact != null && exact.compareTo(BigDecimal.ONE) >= 0;
        double ratio = legal ? Double.parseDouble(text) : Double.NaN;
        if (!Double.isFinite(ratio)) {
            throw new IllegalArgumentException(
                    name + " ratio '" + text + "': expected a decimal number, 1 or more, such as 2.5");
        }
        return ratio;
    }
}
