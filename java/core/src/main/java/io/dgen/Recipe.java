// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.container.Frame;
import io.dgen.container.Framing;
import io.dgen.internal.container.CheckedFrame;
import io.dgen.internal.format.Content;
import io.dgen.internal.format.Domain;
import io.dgen.internal.format.Layout;
import io.dgen.internal.format.Seeds;
import io.dgen.internal.format.StreamKey;
import io.dgen.internal.plan.ChangedBlocks;
import io.dgen.internal.plan.ContentClasses;
import io.dgen.internal.plan.ContentVersions;
import io.dgen.internal.plan.DedupPlan;
import io.dgen.internal.plan.GenerationPlan;
import io.dgen.internal.plan.GenerationSeries;
import io.dgen.internal.plan.LiteralPlan;
import io.dgen.internal.plan.NeighbourPlan;
import io.dgen.internal.plan.RoundRobinPlan;
import io.dgen.internal.plan.ScatteredPlan;
import io.dgen.internal.plan.WindowedPlan;
import io.dgen.internal.prediction.PlannedStream;
import io.dgen.internal.prediction.SectorMixture;
import io.dgen.internal.text.Decimals;
import io.dgen.internal.text.KeyValues;
import io.dgen.internal.text.Quote;
import io.dgen.internal.text.Words;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * All values that determine the bytes of a stream (docs/format.md, "Recipe"). Immutable.
 *
 * <p>The text form, {@link #toString()} and {@link #parse}, is one line:
 * {@code dgen1:seed=42,stream=0,size=10GiB,block=128KiB,dedup=2.5,compress=1}.
 *
 * @param seed the family of streams; all 64-bit values are legal and are written as unsigned numbers
 * @param streamId the member of the family (a rank, a file, an object); as seed
 * @param sizeBytes length of the stream in bytes, 0 .. 2^63 - 1
 * @param blockSizeBytes the unit of deduplication in bytes: a power of two, 4096 .. 33554432
 * @param dedup which blocks repeat; a window is a multiple of the block size, and its ratio is at most its blocks
 * @param compression how well the blocks compress
 * @param generation which of the generations of the stream; its last one depends on the number of distinct blocks
 * @param numbers the numbers that the stream consists of, in whole rows; they exclude compression
 * @param format the format of the file; the other components are those of its payload
 */
public record Recipe(
        long seed,
        long streamId,
        long sizeBytes,
        long blockSizeBytes,
        Dedup dedup,
        Compression compression,
        Generation generation,
        Numbers numbers,
        FileFormat format) {
    /** The format version that the text form starts with. */
    public static final int FORMAT_VERSION = 1;

    /** Smallest block: 4 KiB, a page (docs/format.md, "Page"). */
    public static final long MIN_BLOCK_SIZE_BYTES = 4096;

    /** Largest block: 32 MiB. */
    public static final long MAX_BLOCK_SIZE_BYTES = 32 << 20;

    /**
     * Default block: 128 KiB, the default block of squashfs and of btrfs compression, and the default record of ZFS.
     */
    public static final long DEFAULT_BLOCK_SIZE_BYTES = 128 << 10;

    /** Simulations of chunkers take time for each generation. */
    private static final int MAX_PREDICTED_GENERATIONS = 1000;

    private static final String PREFIX = "dgen" + FORMAT_VERSION + ":";

    /**
     * Keys that belong to the value of {@code dedup}. {@link Dedup#parse} reads them with it and accepts no others: without
     * its key here, a plan has no text form at all.
     */
    static final List<String> DEDUP_KEYS = List.of(Dedup.Windowed.KEY, Dedup.HotSet.KEY);

    private static final List<String> KEYS = Stream.of(
                    List.of("seed", "stream", "size", "block", "dedup"),
                    DEDUP_KEYS,
                    List.of(
                            "compress",
                            "for",
                            "texture",
                            Reach.KEY,
                            Generation.KEY,
                            Generation.CHANGE_KEY,
                            Numbers.KEY),
                    Numbers.OTHER_KEYS,
                    FileFormat.keys())
            .flatMap(List::stream)
            .toList();

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range; the message names both
     * @throws NullPointerException if a component is null
     */
    public Recipe {
        Objects.requireNonNull(dedup, "dedup");
        Objects.requireNonNull(compression, "compression");
        Objects.requireNonNull(generation, "generation");
        Objects.requireNonNull(numbers, "numbers");
        Objects.requireNonNull(format, "format");
        checkSize(sizeBytes);
        ByteSize.checkPowerOfTwo("block size", blockSizeBytes, MIN_BLOCK_SIZE_BYTES, MAX_BLOCK_SIZE_BYTES);
        if (dedup instanceof Dedup.Windowed windowed) {
            windowed.checkBlocks(blockSizeBytes);
        }
        compression.reach().checkBlock(blockSizeBytes);
        if (generation.number() > 0) {
            Recipe first = new Recipe(seed, streamId, sizeBytes, blockSizeBytes, dedup, compression);
            generation.checkContents(first.contentBlocks(), blockSizeBytes);
        }
        numbers.checkRecipe(sizeBytes, blockSizeBytes, dedup, compression, generation);
    }

    /**
     * A recipe of a stream of bytes, without framing.
     *
     * @param seed the family of streams, any 64-bit value
     * @param streamId the member of the family, any 64-bit value
     * @param sizeBytes length of the stream in bytes, 0 .. 2^63 - 1
     * @param blockSizeBytes the unit of deduplication in bytes: a power of two, 4096 .. 33554432
     * @param dedup which blocks repeat
     * @param compression how well the blocks compress
     * @param generation which of the generations of the stream
     * @throws IllegalArgumentException if a value is out of its range; the message names both
     */
    public Recipe(
            long seed,
            long streamId,
            long sizeBytes,
            long blockSizeBytes,
            Dedup dedup,
            Compression compression,
            Generation generation) {
        this(seed, streamId, sizeBytes, blockSizeBytes, dedup, compression, generation, Numbers.NONE, FileFormat.NONE);
    }

    /**
     * A recipe of a stream that has no generations.
     *
     * @param seed the family of streams, any 64-bit value
     * @param streamId the member of the family, any 64-bit value
     * @param sizeBytes length of the stream in bytes, 0 .. 2^63 - 1
     * @param blockSizeBytes the unit of deduplication in bytes: a power of two, 4096 .. 33554432
     * @param dedup which blocks repeat
     * @param compression how well the blocks compress
     * @throws IllegalArgumentException if a value is out of its range; the message names both
     */
    public Recipe(long seed, long streamId, long sizeBytes, long blockSizeBytes, Dedup dedup, Compression compression) {
        this(seed, streamId, sizeBytes, blockSizeBytes, dedup, compression, Generation.NONE);
    }

    /**
     * A recipe of incompressible data with the plan {@link Dedup.RoundRobin}.
     *
     * @param seed the family of streams, any 64-bit value
     * @param streamId the member of the family, any 64-bit value
     * @param sizeBytes length of the stream in bytes, 0 .. 2^63 - 1
     * @param blockSizeBytes the unit of deduplication in bytes: a power of two, 4096 .. 33554432
     * @param dedupRatio logical blocks per distinct block, a finite number of at least 1
     * @throws IllegalArgumentException if a value is out of its range; the message names both
     */
    public Recipe(long seed, long streamId, long sizeBytes, long blockSizeBytes, double dedupRatio) {
        this(seed, streamId, sizeBytes, blockSizeBytes, Dedup.of(dedupRatio), Compression.NONE);
    }

    private static void checkSize(long sizeBytes) {
        if (sizeBytes < 0) {
            throw new IllegalArgumentException("size " + sizeBytes + ": expected 0 to " + Long.MAX_VALUE + " bytes");
        }
    }

    /** {@return the keys that the text form can have, in its order} */
    public static List<String> keys() {
        return KEYS;
    }

    /** {@return a builder with default values, except for the size, which has none} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder with the values of this recipe} */
    public Builder toBuilder() {
        return builder()
                .seed(seed)
                .streamId(streamId)
                .sizeBytes(sizeBytes)
                .blockSizeBytes(blockSizeBytes)
                .dedup(dedup)
                .compression(compression)
                .generation(generation)
                .numbers(numbers)
                .format(format);
    }

    /** Collects the values of a recipe; {@link #build} checks them. Not thread-safe. */
    public static final class Builder {
        private @Nullable Long seed;
        private long streamId;
        private long sizeBytes = -1;
        private long blockSizeBytes = DEFAULT_BLOCK_SIZE_BYTES;
        private Dedup dedup = Dedup.NONE;
        private Compression compression = Compression.NONE;
        private Generation generation = Generation.NONE;
        private Numbers numbers = Numbers.NONE;
        private FileFormat format = FileFormat.NONE;
        private @Nullable Preset preset;

        private Builder() {}

        /**
         * {@return this builder} Sets the seed; random by default.
         *
         * @param newSeed any 64-bit value
         */
        public Builder seed(long newSeed) {
            seed = newSeed;
            return this;
        }

        /**
         * {@return this builder} Sets the stream id; 0 by default.
         *
         * @param newStreamId any 64-bit value
         */
        public Builder streamId(long newStreamId) {
            streamId = newStreamId;
            return this;
        }

        /**
         * {@return this builder} Sets the length of the stream, which has no default.
         *
         * @param newSizeBytes bytes, 0 .. 2^63 - 1
         * @throws IllegalArgumentException if it is negative
         */
        public Builder sizeBytes(long newSizeBytes) {
            checkSize(newSizeBytes);
            sizeBytes = newSizeBytes;
            return this;
        }

        /**
         * {@return this builder} Sets the unit of deduplication; 128 KiB by default.
         *
         * @param newBlockSizeBytes a power of two, 4096 .. 33554432
         */
        public Builder blockSizeBytes(long newBlockSizeBytes) {
            blockSizeBytes = newBlockSizeBytes;
            return this;
        }

        /**
         * {@return this builder} Sets the dedup plan; no duplicates by default.
         *
         * @param newDedup the plan
         */
        public Builder dedup(Dedup newDedup) {
            dedup = Objects.requireNonNull(newDedup, "dedup");
            return this;
        }

        /**
         * {@return this builder} Sets mixture, target and texture. The ratio stays as it is, also if a preset was set before.
         *
         * @param newCompression the three values
         */
        public Builder compression(Compression newCompression) {
            preset = null;
            return set(newCompression);
        }

        private Builder set(Compression newCompression) {
            compression = Objects.requireNonNull(newCompression, "compression");
            return this;
        }

        /**
         * {@return this builder} Sets the compression ratios; incompressible by default.
         *
         * @param newMixture the ratios
         */
        public Builder compress(Mixture newMixture) {
            return set(new Compression(newMixture, compression.target(), compression.texture(), compression.reach()));
        }

        /**
         * {@return this builder} Sets the compressor for which the ratios are exact; any by default. A texture that is
         * the default becomes the {@linkplain Texture#defaultFor default for this compressor}.
         *
         * @param newCompressFor compressor and block size
         * @throws IllegalArgumentException if the texture does not {@linkplain Texture#suits suit} it, or does not allow
         *     the reach
         */
        public Builder compressFor(CompressFor newCompressFor) {
            Objects.requireNonNull(newCompressFor, "compressFor");
            Texture texture = compression.texture() == Texture.defaultFor(compression.target())
                    ? Texture.defaultFor(newCompressFor)
                    : compression.texture();
            return set(new Compression(compression.mixture(), newCompressFor, texture, compression.reach()));
        }

        /**
         * {@return this builder} Sets the texture. Default: {@link Texture#defaultFor} the compressor.
         *
         * @param newTexture the structure of compressible pages
         * @throws IllegalArgumentException if it does not {@linkplain Texture#suits suit} the compressor, or does not
         *     allow the reach
         */
        public Builder texture(Texture newTexture) {
            return set(new Compression(compression.mixture(), compression.target(), newTexture, compression.reach()));
        }

        /**
         * {@return this builder} Sets what pages have in common with earlier ones; nothing by default.
         *
         * @param newReach groups that are not larger than the block
         * @throws IllegalArgumentException if the texture does not allow it
         */
        public Builder reach(Reach newReach) {
            Objects.requireNonNull(newReach, "reach");
            return set(new Compression(compression.mixture(), compression.target(), compression.texture(), newReach));
        }

        /**
         * {@return this builder} Sets the generation; a stream without generations by default.
         *
         * @param newGeneration number and change
         */
        public Builder generation(Generation newGeneration) {
            generation = Objects.requireNonNull(newGeneration, "generation");
            return this;
        }

        /**
         * {@return this builder} Sets the format of the file; none by default.
         *
         * @param newFormat name and options
         */
        public Builder format(FileFormat newFormat) {
            format = Objects.requireNonNull(newFormat, "format");
            return this;
        }

        /**
         * {@return this builder} Sets the numbers that the stream consists of; bytes by default.
         *
         * @param newNumbers type, distribution and rows
         */
        public Builder numbers(Numbers newNumbers) {
            numbers = Objects.requireNonNull(newNumbers, "numbers");
            return this;
        }

        /**
         * {@return this builder} Sets block size, target and texture to those of a preset. With {@link Preset#BTRFS},
         * {@link #build} replaces a compression ratio by a mixture of the same ratio.
         *
         * @param newPreset a storage system
         * @throws IllegalArgumentException if its texture does not allow the reach
         */
        public Builder preset(Preset newPreset) {
            preset = Objects.requireNonNull(newPreset, "preset");
            return blockSizeBytes(newPreset.blockSizeBytes())
                    .set(new Compression(
                            compression.mixture(), newPreset.compressFor(), newPreset.texture(), compression.reach()));
        }

        /**
         * {@return the recipe} Without a seed, each call draws a new one.
         *
         * @throws IllegalArgumentException if a value is out of its range; the message names both
         * @throws IllegalStateException if no size was given
         */
        public Recipe build() {
            if (sizeBytes < 0) {
                throw new IllegalStateException("no size: call sizeBytes with 0 to " + Long.MAX_VALUE);
            }
            long actualSeed = seed != null ? seed : Seeds.random();
            return new Recipe(
                    actualSeed,
                    streamId,
                    sizeBytes,
                    blockSizeBytes,
                    dedup,
                    roundedCompression(),
                    generation,
                    numbers,
                    format);
        }

        private Compression roundedCompression() {
            Mixture mixture = compression.mixture();
            boolean isExactRatio =
                    mixture.isPlainRatio() && !compression.target().isAny();
            if (preset == null || preset.sectors() == 0 || !isExactRatio || blockSizeBytes < preset.blockSizeBytes()) {
                return compression;
            }
            List<Mixture.Component> parts = SectorMixture.of(mixture.ratio(), preset.sectors()).stream()
                    .map(part -> new Mixture.Component(part.ratio(), part.weight()))
                    .toList();
            return new Compression(
                    new Mixture(parts), compression.target(), compression.texture(), compression.reach());
        }
    }

    /**
     * {@return this recipe with another seed}
     *
     * @param newSeed any 64-bit value
     */
    public Recipe withSeed(long newSeed) {
        return new Recipe(
                newSeed, streamId, sizeBytes, blockSizeBytes, dedup, compression, generation, numbers, format);
    }

    /**
     * {@return this recipe with another stream id, for the data of another rank, file or object}
     *
     * @param newStreamId any 64-bit value
     */
    public Recipe withStreamId(long newStreamId) {
        return new Recipe(
                seed, newStreamId, sizeBytes, blockSizeBytes, dedup, compression, generation, numbers, format);
    }

    /** {@return the recipe of the payload: this recipe without {@link #format}} */
    public Recipe payload() {
        return toBuilder().format(FileFormat.NONE).build();
    }

    /**
     * {@return another generation of this recipe}
     *
     * @param number 0 .. 2^31 - 1
     * @throws IllegalArgumentException if the recipe has no generations except 0, or the number is out of range
     */
    public Recipe withGeneration(int number) {
        Generation other = new Generation(number, generation.change());
        return new Recipe(seed, streamId, sizeBytes, blockSizeBytes, dedup, compression, other, numbers, format);
    }

    /**
     * {@return the ranges of bytes that differ between two generations of the stream, in ascending order} The generation of
     * this recipe does not matter. The ranges consist of whole blocks, except at the end of the stream; adjacent blocks are
     * in one range. The result is lazy and needs no memory; it takes tens of nanoseconds for each block of the stream.
     *
     * @param from number of a generation
     * @param to number of a generation; if it is less than {@code from}, the ranges are the same
     * @throws IllegalArgumentException if the recipe has no such generation
     */
    public Stream<ByteRange> changedRanges(int from, int to) {
        return changedRanges(from, to, 0, sizeBytes);
    }

    /**
     * {@return the ranges of bytes that differ between two generations in a part of the stream} As {@link
     * #changedRanges(int, int)}, cut at both ends of the part. Takes time only for the blocks of the part.
     *
     * @param from number of a generation
     * @param to number of a generation
     * @param offset start of the part in the stream, in bytes: 0 .. size of the stream
     * @param length length of the part in bytes, at most up to the end of the stream
     * @throws IllegalArgumentException if the recipe has no such generation
     * @throws IndexOutOfBoundsException if the range is not part of the stream
     */
    public Stream<ByteRange> changedRanges(int from, int to, long offset, long length) {
        Objects.checkFromIndexSize(offset, length, sizeBytes);
        Recipe last = withGeneration(Math.min(from, to)).withGeneration(Math.max(from, to));
        DedupPlan first = last.firstPlan();
        ChangedBlocks<ByteRange> changed = new ChangedBlocks<>(
                first, last.versions(first), from, to, blockSizeBytes, offset, offset + length, ByteRange::new);
        int properties = Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL | Spliterator.IMMUTABLE;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(changed, properties), false);
    }

    /** {@return the requested dedup ratio: logical blocks per distinct block, on average; at least 1} */
    public double dedupRatio() {
        return dedup.ratio();
    }

    /**
     * {@return the compression ratio of the whole stream without entropy coding, in blocks of the block size: the harmonic
     * mean of the mixture, with the gain by the reach}
     */
    public double compressRatio() {
        return compression.ratio(blockSizeBytes);
    }

    /** {@return the number of blocks, the last one possibly partial: size / block size, rounded up} */
    public long logicalBlocks() {
        return sizeBytes / blockSizeBytes + (sizeBytes % blockSizeBytes == 0 ? 0 : 1);
    }

    /**
     * {@return the number of distinct blocks, at least 1} Close to {@code logicalBlocks / dedupRatio}; docs/format.md,
     * "Content and stream", defines it exactly for every plan.
     */
    public long contentBlocks() {
        return firstPlan().uniqueBlocks();
    }

    /**
     * {@return the ratios that deduplicators and compressors reach on this stream} Takes microseconds for streams of
     * any size.
     */
    public PredictedRatios predictedRatios() {
        return predictedRatios(1);
    }

    /**
     * {@return the ratios that deduplicators and compressors reach on several generations that are kept together} These are
     * the generation of this recipe and those that follow it.
     *
     * @param generations number of generations, 1 .. 1000
     * @throws IllegalArgumentException if the number is out of range, or the stream has no such generations
     */
    public PredictedRatios predictedRatios(int generations) {
        if (generations < 1 || generations > MAX_PREDICTED_GENERATIONS) {
            throw new IllegalArgumentException(
                    "generations " + generations + ": expected 1 to " + MAX_PREDICTED_GENERATIONS);
        }
        if (generations > 1 && generation.change() == 0) {
            throw new IllegalArgumentException("generations " + generations
                    + ": expected 1 for a recipe without a change of generations, such as change=5%");
        }
        return new PredictedRatios(this, generations);
    }

    PlannedStream planned(int generations) {
        long last = (long) generation.number() + generations - 1;
        withGeneration(Generation.checkNumber(last));
        GenerationSeries series = new GenerationSeries(
                key(Domain.GENERATION), BigDecimal.valueOf(generation.change()), generation.number(), generations);
        return new PlannedStream(sizeBytes, blockSizeBytes, firstPlan(), series);
    }

    StreamKey key(Domain domain) {
        return StreamKey.derive(domain, seed, streamId);
    }

    /** The layout of the file; null without a format. */
    @Nullable
    Frame frame() {
        Framing framing = framing();
        return framing == null ? null : framing.frame(sizeBytes);
    }

    /** The framing of files with this recipe and any size; null without a format. */
    @Nullable
    Framing framing() {
        if (format.isNone()) {
            return null;
        }
        Framing framing = format.provider().framing(this);
        return payloadBytes -> new CheckedFrame(framing.frame(payloadBytes));
    }

    Content content() {
        return new Content(
                key(Domain.CONTENT),
                numbers.isPresent() ? Layout.COPIES : compression.texture().layout(this),
                compression.reach().lines(),
                numbers.layout(this));
    }

    DedupPlan plan() {
        DedupPlan first = firstPlan();
        int number = generation.number();
        return number == 0 ? first : GenerationPlan.of(first, versions(first), number, blockSizeBytes);
    }

    private ContentVersions versions(DedupPlan first) {
        return new ContentVersions(
                key(Domain.GENERATION), first.uniqueBlocks(), BigDecimal.valueOf(generation.change()));
    }

    LiteralPlan literals() {
        LiteralPlan first = compression.literals(this);
        return generation.number() == 0 ? first : LiteralPlan.Versions.of(first, contentBlocks() * blockSizeBytes);
    }

    /** The plan of generation 0. */
    private DedupPlan firstPlan() {
        long n = logicalBlocks();
        long block = blockSizeBytes;
        if (numbers.neighbours().rows() > 0) {
            return neighbours();
        }
        return switch (dedup) {
            case Dedup.RoundRobin(double ratio) -> RoundRobinPlan.of(n, ratio, block);
            case Dedup.Windowed(double ratio, long window) -> WindowedPlan.of(n, window / block, ratio, block);
            case Dedup.Copies copies -> scattered(ContentClasses.ofCopies(n, copies.counts(), copies.shares()));
            case Dedup.HotSet(double ratio, double contents, double writes) ->
                scattered(ContentClasses.ofHotSet(n, ratio, contents, writes));
        };
    }

    NeighbourPlan neighbours() {
        StreamKey key = key(Domain.DEDUP);
        return new NeighbourPlan(key, numbers.neighbours().rows(), numbers.rowBytes(), logicalBlocks(), blockSizeBytes);
    }

    private DedupPlan scattered(ContentClasses classes) {
        return ScatteredPlan.of(key(Domain.DEDUP), classes, blockSizeBytes);
    }

    /** {@return the text form in its canonical spelling} {@link #parse} reads it back. */
    @Override
    public String toString() {
        return text(",size=" + ByteSize.format(sizeBytes));
    }

    /** The text form without the key {@code size}, which {@link #parseUnsized} reads back. */
    String unsizedText() {
        return text("");
    }

    private String text(String size) {
        return PREFIX + "seed=" + Long.toUnsignedString(seed) + ",stream=" + Long.toUnsignedString(streamId) + size
                + ",block=" + ByteSize.format(blockSizeBytes) + ",dedup=" + dedup + "," + compression.text()
                + generation.text() + numbers.text() + format.text();
    }

    /**
     * Reads the text form (docs/format.md, "Recipe"). {@code seed} and {@code size} are required, all other keys have
     * defaults. The order of the keys does not matter.
     *
     * @param text one recipe; blanks, tabs and line ends around it are ignored
     * @return the recipe, with the defaults of missing keys
     * @throws IllegalArgumentException if the text is not a recipe of this version: unknown version, unknown, duplicate
     *     or missing key, value out of range
     */
    public static Recipe parse(String text) {
        String line = KeyValues.stripped(Objects.requireNonNull(text, "text"));
        try {
            KeyValues values = values(line);
            return read(values, ByteSize.parse(values.take("size")));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("recipe " + Quote.of(text) + ": " + e.getMessage(), e);
        }
    }

    /** Reads the text form of a recipe in which the size must be missing; the result has size 0. */
    static Recipe parseUnsized(String line) {
        KeyValues values = values(line);
        if (values.has("size")) {
            throw new IllegalArgumentException("size " + Quote.of(values.take("size"))
                    + ": expected a recipe without size, which the files determine");
        }
        return read(values, 0);
    }

    private static KeyValues values(String line) {
        if (!line.startsWith(PREFIX)) {
            throw new IllegalArgumentException(
                    "expected it to start with '" + PREFIX + "', the only version that this release supports");
        }
        return KeyValues.withLists(line.substring(PREFIX.length()), KEYS);
    }

    private static Recipe read(KeyValues values, long sizeBytes) {
        Builder builder = builder()
                .seed(parseWord("seed", values.take("seed")))
                .streamId(parseWord("stream", values.take("stream", "0")))
                .sizeBytes(sizeBytes)
                .blockSizeBytes(ByteSize.parse(values.take("block", "128KiB")))
                .dedup(Dedup.parse(values.take("dedup", "1") + values.takePairs(DEDUP_KEYS)))
                .compression(Compression.parse(values))
                .generation(Generation.parse(values))
                .numbers(Numbers.read(values))
                .format(FileFormat.parse(values));
        return builder.build();
    }

    /**
     * Reads a seed or a stream id: an unsigned decimal number, or hexadecimal after {@code 0x}.
     *
     * @param name name of the value in an error message
     * @param text digits only, without sign or white space
     * @return the 64 bits; values of at least 2^63 are negative as a {@code long}
     * @throws IllegalArgumentException unless it is in 0 .. 2^64 - 1
     */
    public static long parseWord(String name, String text) {
        return Words.parse(Objects.requireNonNull(name, "name"), Objects.requireNonNull(text, "text"));
    }

    /**
     * Reads a ratio in plain decimal notation, such as {@code 2.5}.
     *
     * @param name name of the value in an error message
     * @param text digits with at most one point between them, without sign, exponent or white space
     * @return the nearest {@code double}
     * @throws IllegalArgumentException unless it is a finite number of at least 1
     */
    public static double parseRatio(String name, String text) {
        return Decimals.parseRatio(Objects.requireNonNull(name, "name"), Objects.requireNonNull(text, "text"));
    }
}
