// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze;

import io.dgen.Compression;
import io.dgen.Dedup;
import io.dgen.PredictedRatios;
import io.dgen.Recipe;
import io.dgen.analyze.internal.fit.CompressionGoal;
import io.dgen.analyze.internal.fit.CopiesFit;
import io.dgen.analyze.internal.fit.CopiesFit.CopiesGroup;
import io.dgen.analyze.internal.fit.GeneratedSample;
import io.dgen.analyze.internal.fit.MixtureFit;
import io.dgen.analyze.internal.fit.ReachFit;
import io.dgen.analyze.internal.json.JsonFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.jr.ob.JSON;

/**
 * The part of an {@link Analysis} that is needed to generate data with the same ratios: for one unit, the numbers of
 * copies of the contents, and the compressibility of blocks. Immutable. {@link #toJson} and {@link #parse} write and
 * read the file format; {@link #fit} finds a recipe.
 *
 * <p>Chunks of zeros count as one content with many copies. The numbers of copies do not include repetitions of parts
 * smaller than the unit.
 *
 * @param unitBytes the unit of deduplication and the size of the compressed blocks, in bytes
 * @param bytes size of the analysed data
 * @param chunks number of chunks of the unit's size
 * @param zeroChunks number of those that are all zeros
 * @param dedupRatio bytes of the data per byte that must be stored, N:1
 * @param isDedupExact whether that ratio was counted; otherwise it is an estimate
 * @param copies the distinct contents by their number of copies, fewest first, except chunks of zeros
 * @param compression compressibility of the blocks, including blocks of zeros, by the compressor's name
 * @param ratios the ratios by all compressors and at all block sizes that were measured, in the order of the analysis.
 *     {@link #fit} uses those of {@link #CODECS} up to the unit
 * @param dedup the deduplication ratios with all fixed units and all content-defined chunks that were measured, smallest
 *     first. {@link #fit} does not use them; {@link #dedupDifferences} compares them with those of a recipe
 */
public record Profile(
        long unitBytes,
        long bytes,
        long chunks,
        long zeroChunks,
        double dedupRatio,
        boolean isDedupExact,
        List<CopiesClass> copies,
        Map<String, Compressibility> compression,
        List<BlockRatio> ratios,
        List<ChunkRatio> dedup) {
    /** Version of the JSON format. */
    public static final int VERSION = 1;

    /** A compressor that only finds matches: determines the ratios of the mixture. */
    private static final Codec MATCHES = Codec.parse("lz4");

    /** A compressor that also codes literals: determines the random bits of the literals. */
    private static final Codec ENTROPY = Codec.parse("zstd-3");

    /** The compressors that a profile needs. */
    public static final List<Codec> CODECS = List.of(MATCHES, ENTROPY);

    /** Largest number of bytes, chunks or copies in the JSON format. */
    static final long MAX_COUNT = 1L << 62;

    /** Largest number of entries in a list of ratios in the text of a profile. */
    private static final int MAX_RATIOS = 1000;

    /** Bytes of generated data that {@link #differences} compresses: 16 blocks of the largest chosen unit. */
    private static final int SAMPLE_BYTES = 16 << 20;

    private static final long MIN_UNIT_BYTES = 4 << 10;
    private static final long MAX_UNIT_BYTES = 4 << 20;

    /** Largest unit that {@link #of(Analysis)} chooses. Matches do not reach farther than a unit. */
    private static final long MAX_CHOSEN_UNIT_BYTES = 1 << 20;

    /** Largest distance of a match of LZ4, rounded up. */
    private static final long LZ4_WINDOW_BYTES = 64 << 10;

    /**
     * Smallest fraction of the ratio at the smallest unit with which a unit counts as one that finds nearly all
     * duplicates. Not nearer to 1: the generated data has no duplicates in units larger than the profile's, and a
     * few duplicates of 4 KiB, such as pages of zeros, must not cost all others.
     */
    private static final double NEARLY_ALL = 0.95;

    private static final String NO_UNIT =
            "units and block sizes: expected one size from 4096 (4KiB) to 1048576 (1MiB) in both, compressed with lz4"
                    + " and zstd-3";

    /** Keeps copies of the collections. */
    public Profile {
        copies = List.copyOf(copies);
        compression = Map.copyOf(compression);
        ratios = List.copyOf(ratios);
        dedup = List.copyOf(dedup);
    }

    /**
     * {@return the profile of an analysis at an automatically chosen unit} The unit is the largest one up to 1 MiB at
     * which the deduplication ratio is at least 95 % of the ratio at the smallest unit.
     *
     * @param analysis with {@link #CODECS} at one or more block sizes, 4 KiB .. 1 MiB, that are fixed units too
     * @throws IllegalArgumentException if the analysis lacks what is needed, or is of an empty input
     */
    public static Profile of(Analysis analysis) {
        List<DedupResult> candidates = analysis.fixed().stream()
                .filter(d -> d.chunkBytes() >= MIN_UNIT_BYTES && d.chunkBytes() <= MAX_CHOSEN_UNIT_BYTES)
                .filter(d -> CODECS.stream().allMatch(c -> isCompressed(analysis, c, d.chunkBytes())))
                .toList();
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException(NO_UNIT);
        }
        double least = NEARLY_ALL * candidates.getFirst().ratio();
        DedupResult largest = candidates.reversed().stream()
                .filter(d -> d.ratio() >= least)
                .findFirst()
                .orElseThrow();
        return of(analysis, largest.chunkBytes());
    }

    private static boolean isCompressed(Analysis analysis, Codec codec, long blockBytes) {
        return analysis.compression().stream().anyMatch(c -> c.isOf(codec, blockBytes));
    }

    /**
     * {@return the profile of an analysis at a unit}
     *
     * @param analysis with this fixed unit, and with {@link #CODECS} at this block size
     * @param unitBytes in bytes, 4 KiB .. 4 MiB
     * @throws IllegalArgumentException if the analysis lacks what is needed, or is of an empty input
     */
    public static Profile of(Analysis analysis, long unitBytes) {
        if (analysis.bytes() == 0 || analysis.sampledBytes() == 0) {
            throw new IllegalArgumentException("profile of 0 bytes: expected an input that is not empty");
        }
        if (!isUnit(unitBytes)) {
            throw new IllegalArgumentException(
                    "profile unit " + unitBytes + ": expected " + MIN_UNIT_BYTES + " to " + MAX_UNIT_BYTES + " bytes");
        }
        DedupResult dedup = analysis.fixed(unitBytes);
        Map<String, Compressibility> compression = new LinkedHashMap<>();
        for (Codec codec : CODECS) {
            compression.put(codec.toString(), Compressibility.of(analysis.compression(codec, unitBytes)));
        }
        return new Profile(
                unitBytes,
                analysis.bytes(),
                dedup.chunks(),
                dedup.zeroChunks(),
                dedup.ratio(),
                dedup.isExact(),
                CopiesClass.joined(dedup.copies()),
                compression,
                analysis.compression().stream().map(BlockRatio::of).toList(),
                Stream.concat(
                                analysis.fixed().stream().map(ChunkRatio::fixed),
                                analysis.contentDefined().stream().map(ChunkRatio::contentDefined))
                        .toList());
    }

    private static boolean isUnit(long bytes) {
        return bytes >= MIN_UNIT_BYTES && bytes <= MAX_UNIT_BYTES;
    }

    /**
     * Checks, before the analysis, whether an analyzer measures what {@link #of(Analysis)} needs.
     *
     * @param analyzer the analyzer
     * @throws IllegalArgumentException if it does not; the message names what is missing
     */
    public static void check(Analyzer analyzer) {
        checkCodecs(analyzer);
        for (long unit = MIN_UNIT_BYTES; unit <= MAX_CHOSEN_UNIT_BYTES; unit *= 2) {
            if (analyzer.measures(unit)) {
                return;
            }
        }
        throw new IllegalArgumentException(NO_UNIT);
    }

    /**
     * Checks, before the analysis, whether an analyzer measures what {@link #of(Analysis, long)} needs.
     *
     * @param analyzer the analyzer
     * @param unitBytes the profile's unit in bytes
     * @throws IllegalArgumentException if it does not; the message names what is missing
     */
    public static void check(Analyzer analyzer, long unitBytes) {
        checkCodecs(analyzer);
        if (!isUnit(unitBytes) || !analyzer.measures(unitBytes)) {
            throw new IllegalArgumentException("profile unit " + unitBytes + ": expected " + MIN_UNIT_BYTES + " to "
                    + MAX_UNIT_BYTES + " bytes, one of both the units and the block sizes");
        }
    }

    private static void checkCodecs(Analyzer analyzer) {
        if (!analyzer.codecs().containsAll(CODECS)) {
            throw new IllegalArgumentException(
                    "compressors " + analyzer.codecs() + ": expected lz4 and zstd-3 among them");
        }
    }

    /**
     * {@return the recipe of a stream that is like the data of this profile} The search takes some seconds, because
     * it compresses generated blocks. The result is the same with the same versions of the compressors.
     *
     * <p>If the stream has fewer blocks than the profile has chunks, the number of contents of a rare class may be less
     * than one: such a class becomes one content with the same share of the blocks. A content that would be more than
     * 1/64 of the stream, such as zeros, becomes several contents; this adds at most 2 % to the number of contents. The
     * mixture is fitted to the ratios that blocks draw with this seed and stream id.
     *
     * <p>The generated data has the LZ4 ratio of the profile. It has the zstd ratio if that is between the LZ4 ratio
     * and about twice the LZ4 ratio; otherwise it has the nearest possible ratio, which the result contains.
     *
     * @param seed the family of streams, any 64-bit value
     * @param streamId the member of the family, any 64-bit value
     * @param sizeBytes length of the stream in bytes, 0 .. 2^63 - 1
     * @throws IllegalArgumentException if the size is out of range
     */
    public FittedRecipe fit(long seed, long streamId, long sizeBytes) {
        Recipe empty = new Recipe(seed, streamId, sizeBytes, unitBytes, Dedup.NONE, Compression.NONE);
        long blocks = empty.logicalBlocks();
        Dedup dedup = blocks == 0 ? Dedup.NONE : CopiesFit.of(blocks, dedupRatio, copiesGroups());
        Recipe incompressible = empty.toBuilder().dedup(dedup).build();
        MixtureFit.FittedMixture fit = ReachFit.of(
                incompressible,
                goal(MATCHES),
                goal(ENTROPY),
                List.of(curve(MATCHES, LZ4_WINDOW_BYTES), curve(ENTROPY, MAX_UNIT_BYTES)));
        return new FittedRecipe(
                fit.recipe(),
                blocks == 0 ? 1 : (double) blocks / incompressible.contentBlocks(),
                Map.of(MATCHES.toString(), fit.matchRatio(), ENTROPY.toString(), fit.entropyRatio()));
    }

    /**
     * {@return how far data of a recipe is like this profile, by the compressors and at the block sizes of {@link #ratios}
     * except {@link #CODECS} at the unit} The first 16 MiB of the data are compressed. Without compressors that are not available on this machine, and without
     * block sizes that are larger than the data.
     *
     * @param recipe the recipe that {@link #fit} has found, or any other
     */
    public List<RatioDifference> differences(Recipe recipe) {
        GeneratedSample sample = new GeneratedSample(recipe, SAMPLE_BYTES);
        return ratios.stream()
                .filter(r -> r.blockBytes() != unitBytes || !CODECS.contains(r.codec()))
                .filter(r -> r.blockBytes() <= sample.length() && r.codec().isAvailable())
                .map(r -> new RatioDifference(
                        r.codec(),
                        r.blockBytes(),
                        r.ratio(),
                        1 / sample.sizeBy(r.codec().compressor(), Math.toIntExact(r.blockBytes()))))
                .toList();
    }

    /**
     * {@return how far the duplicates of a recipe are like those of this profile, with the chunks of {@link #dedup} except
     * the unit} The ratios of the recipe are {@linkplain Recipe#predictedRatios predicted}. Without chunks that are larger
     * than the data.
     *
     * @param recipe the recipe that {@link #fit} has found, or any other
     */
    public List<DedupDifference> dedupDifferences(Recipe recipe) {
        PredictedRatios generated = recipe.predictedRatios();
        return dedup.stream()
                .filter(d -> d.isContentDefined() || d.chunkBytes() != unitBytes)
                .filter(d -> d.chunkBytes() <= recipe.sizeBytes())
                .map(d -> d.comparedWith(generated))
                .toList();
    }

    private ReachFit.Curve curve(Codec codec, long windowBytes) {
        Map<Long, Double> sizes = new HashMap<>();
        ratios.stream().filter(r -> r.codec().equals(codec)).forEach(r -> sizes.put(r.blockBytes(), 1 / r.ratio()));
        return new ReachFit.Curve(codec.compressor(), windowBytes, sizes);
    }

    private List<CopiesGroup> copiesGroups() {
        List<CopiesGroup> groups = new ArrayList<>();
        CopiesClass.joined(copies).forEach(c -> groups.add(c.group()));
        if (zeroChunks > 0) {
            groups.add(new CopiesGroup(1, (double) zeroChunks));
        }
        return groups;
    }

    private CompressionGoal goal(Codec codec) {
        return Objects.requireNonNull(compression.get(codec.toString())).goal(codec);
    }

    /** {@return the profile as a JSON object} {@link #parse} reads it back. */
    public String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("profile", VERSION);
        json.put("unitBytes", unitBytes);
        json.put("bytes", bytes);
        json.put("chunks", chunks);
        json.put("zeroChunks", zeroChunks);
        json.put("dedupRatio", dedupRatio);
        json.put("dedupExact", isDedupExact);
        json.put("copies", copies);
        json.put("compression", new TreeMap<>(compression));
        json.put("ratios", ratios.stream().map(BlockRatio::toJson).toList());
        json.put("dedup", dedup.stream().map(ChunkRatio::toJson).toList());
        return JSON.std
                        .with(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_RECORD_FIELDS_IN_DECLARATION_ORDER)
                        .asString(json)
                + "\n";
    }

    /**
     * Reads a profile that {@link #toJson} has written.
     *
     * @param json the text
     * @return the profile
     * @throws IllegalArgumentException if the text is not a profile of this version; the message names field, value and
     *     range
     */
    public static Profile parse(String json) {
        JsonFields fields = JsonFields.parse("profile", json);
        if (!(fields.value("profile") instanceof Number n) || n.doubleValue() != VERSION) {
            throw new IllegalArgumentException(
                    "profile version " + fields.value("profile") + ": expected \"profile\": " + VERSION);
        }
        long unitBytes = fields.whole("unitBytes", MIN_UNIT_BYTES, MAX_UNIT_BYTES);
        if (Long.bitCount(unitBytes) != 1) {
            throw fields.wrong("unitBytes", unitBytes, "a power of two");
        }
        long chunks = fields.whole("chunks", 1, MAX_COUNT);
        Map<String, Compressibility> compression = new LinkedHashMap<>();
        for (Codec codec : CODECS) {
            String name = codec.toString();
            compression.put(
                    name, Compressibility.read(fields.object("compression").object(name)));
        }
        return new Profile(
                unitBytes,
                fields.whole("bytes", 1, MAX_COUNT),
                chunks,
                fields.whole("zeroChunks", 0, chunks),
                fields.number("dedupRatio", 1, MAX_COUNT),
                fields.isTrue("dedupExact"),
                CopiesClass.read(fields, chunks),
                compression,
                optional(fields, "ratios", BlockRatio::read),
                optional(fields, "dedup", ChunkRatio::read));
    }

    /** Profiles of earlier versions have no lists of ratios. */
    private static <T> List<T> optional(JsonFields fields, String name, Function<JsonFields, T> read) {
        return fields.value(name) == null
                ? List.of()
                : fields.objects(name, 0, MAX_RATIOS).stream().map(read).toList();
    }
}
