package io.dgen.analyze;

import io.dgen.Dedup;
import io.dgen.Recipe;
import io.dgen.analyze.Analysis.Compression;
import io.dgen.analyze.Analysis.RatioClass;
import io.dgen.analyze.internal.like.CopiesFit;
import io.dgen.analyze.internal.like.MixtureFit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/**
 * What of an {@link Analysis} is needed to make data like it: at one unit, how often contents occur, and how compressible
 * blocks are. Immutable. {@link #toJson} and {@link #parse} are its form in a file, {@link #plan} says what to make.
 *
 * <p>Chunks of zeros are one content that occurs often. A unit's copies say nothing of smaller repetitions inside of it.
 *
 * @param unitBytes the unit of deduplication and the size of the compressed blocks, in bytes
 * @param bytes size of what was analysed
 * @param chunks number of chunks of the unit's size
 * @param zeroChunks number of those that are all zeros
 * @param dedupRatio how many bytes there are for each that must be stored, N:1
 * @param dedupExact whether that was counted; otherwise it is an estimate
 * @param copies how often the contents occur, fewest copies first, without zeros
 * @param compression of the blocks, by the compressor's name; zeros included
 */
public record Profile(
        long unitBytes,
        long bytes,
        long chunks,
        long zeroChunks,
        double dedupRatio,
        boolean dedupExact,
        List<Analysis.Copies> copies,
        Map<String, Compressibility> compression) {
    /** Version of the file's format. */
    public static final int VERSION = 1;

    /** The compressors that a profile must have. */
    public static final List<Codec> CODECS = List.of(Codec.parse("lz4"), Codec.parse("zstd-3"));

    /** Units that a profile may have. The largest is what generated data has by default. */
    private static final long MIN_UNIT_BYTES = 4 << 10;

    private static final long MAX_UNIT_BYTES = 4 << 20;
    private static final long MAX_CHOSEN_UNIT_BYTES = 128 << 10;

    /** Of the ratio at the smallest unit: at the chosen one nearly all duplicates are seen. */
    private static final double NEARLY_ALL = 0.99;

    /** Most classes of copies; with zeros one more, each may become two numbers of copies, and recipes take 64. */
    private static final int MAX_COPIES_CLASSES = 30;

    private static final int MAX_RATIO_CLASSES = 48;

    private static final String NO_UNIT =
            "units and block sizes: expected one size from 4096 (4KiB) to 131072 (128KiB) in both, compressed with lz4"
                    + " and zstd-3";

    /** What generators can make. */
    private static final double MAX_RATIO = 64;

    private static final double RATIO_STEPS = 100;

    /** Keeps copies of the collections. */
    public Profile {
        copies = List.copyOf(copies);
        compression = Map.copyOf(compression);
    }

    /**
     * How compressible blocks are.
     *
     * @param ratio of all together, N:1, 1 .. 64: the harmonic mean of the mixture
     * @param mixture ratios and the shares of the bytes that have them, lowest first; at most 64, their weights sum up to 1
     */
    public record Compressibility(double ratio, List<RatioWeight> mixture) {
        /** Keeps a copy of the list. */
        public Compressibility {
            mixture = List.copyOf(mixture);
        }
    }

    /**
     * A ratio and how much has it.
     *
     * @param ratio N:1, 1 .. 64 in steps of 0.01
     * @param weight share of the blocks, above 0, at most 1
     */
    public record RatioWeight(double ratio, double weight) {}

    /**
     * What to make, and what an analysis of it will find.
     *
     * @param recipe of data like that of the profile
     * @param dedupRatio at the profile's unit, N:1
     * @param compressionRatios of blocks of the unit, N:1, by the compressor's name
     */
    public record Plan(Recipe recipe, double dedupRatio, Map<String, Double> compressionRatios) {
        /** Keeps a copy of the map. */
        public Plan {
            compressionRatios = Map.copyOf(compressionRatios);
        }
    }

    /**
     * {@return the profile of an analysis at the unit that suits} That is the largest one up to 128 KiB at which the
     * deduplication ratio is at least 99 % of that at 4 KiB, or the smallest one there is.
     *
     * @param analysis with {@link #CODECS} at one block size at least that is a fixed unit too, 4 KiB .. 4 MiB
     * @throws IllegalArgumentException if the analysis lacks what is needed, or is of an empty input
     */
    public static Profile of(Analysis analysis) {
        List<Analysis.Dedup> candidates = analysis.fixed().stream()
                .filter(d -> d.chunkBytes() >= MIN_UNIT_BYTES && d.chunkBytes() <= MAX_CHOSEN_UNIT_BYTES)
                .filter(d -> CODECS.stream().allMatch(c -> find(analysis, c, d.chunkBytes()) != null))
                .toList();
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException(NO_UNIT);
        }
        double most = candidates.getFirst().ratio();
        Analysis.Dedup chosen = candidates.getFirst();
        for (Analysis.Dedup candidate : candidates) {
            if (candidate.ratio() >= NEARLY_ALL * most) {
                chosen = candidate;
            }
        }
        return of(analysis, chosen.chunkBytes());
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
        if (unitBytes < MIN_UNIT_BYTES || unitBytes > MAX_UNIT_BYTES) {
            throw new IllegalArgumentException(
                    "profile unit " + unitBytes + ": expected " + MIN_UNIT_BYTES + " to " + MAX_UNIT_BYTES + " bytes");
        }
        Analysis.Dedup dedup = analysis.fixed(unitBytes);
        Map<String, Compressibility> compression = new LinkedHashMap<>();
        for (Codec codec : CODECS) {
            compression.put(codec.toString(), compressibility(analysis.compression(codec, unitBytes)));
        }
        return new Profile(
                unitBytes,
                analysis.bytes(),
                dedup.chunks(),
                dedup.zeroChunks(),
                dedup.ratio(),
                dedup.exact(),
                merged(dedup.copies()),
                compression);
    }

    /**
     * Checks, before the work, whether an analyzer measures what a profile needs.
     *
     * @param analyzer what will be asked
     * @param unitBytes the profile's unit; null for the one that suits
     * @throws IllegalArgumentException if it does not; the message names what is missing
     */
    public static void check(Analyzer analyzer, @Nullable Long unitBytes) {
        for (Codec codec : CODECS) {
            if (!analyzer.codecs().contains(codec)) {
                throw new IllegalArgumentException(
                        "compressors " + analyzer.codecs() + ": expected lz4 and zstd-3 among them");
            }
        }
        if (unitBytes != null
                && (unitBytes < MIN_UNIT_BYTES || unitBytes > MAX_UNIT_BYTES || !analyzer.measures(unitBytes))) {
            throw new IllegalArgumentException("profile unit " + unitBytes + ": expected " + MIN_UNIT_BYTES + " to "
                    + MAX_UNIT_BYTES + " bytes, one of both the units and the block sizes");
        }
        boolean isChoice = false;
        for (long unit = MIN_UNIT_BYTES; unit <= MAX_CHOSEN_UNIT_BYTES; unit *= 2) {
            isChoice |= analyzer.measures(unit);
        }
        if (unitBytes == null && !isChoice) {
            throw new IllegalArgumentException(NO_UNIT);
        }
    }

    private static @Nullable Compression find(Analysis analysis, Codec codec, long blockBytes) {
        return analysis.compression().stream()
                .filter(c -> c.codec().equals(codec) && c.blockBytes() == blockBytes)
                .findFirst()
                .orElse(null);
    }

    /** Joins the neighbours that together have the fewest contents, until there are few enough classes. */
    private static List<Analysis.Copies> merged(List<Analysis.Copies> copies) {
        List<Analysis.Copies> classes = new ArrayList<>(copies);
        while (classes.size() > MAX_COPIES_CLASSES) {
            int at = 0;
            for (int i = 1; i + 1 < classes.size(); i++) {
                if (chunksOf(classes, i) < chunksOf(classes, at)) {
                    at = i;
                }
            }
            Analysis.Copies low = classes.get(at);
            Analysis.Copies high = classes.remove(at + 1);
            classes.set(
                    at,
                    new Analysis.Copies(low.from(), low.contents() + high.contents(), low.chunks() + high.chunks()));
        }
        return classes;
    }

    private static double chunksOf(List<Analysis.Copies> classes, int i) {
        return classes.get(i).chunks() + classes.get(i + 1).chunks();
    }

    /** A block that becomes longer is stored as it is: its ratio is 1. */
    private static Compressibility compressibility(Compression compression) {
        double bytes = compression.bytes();
        double stored = compression.ratios().stream()
                .mapToLong(c -> Math.min(c.bytes(), c.compressedBytes()))
                .sum();
        TreeMap<Double, Double> weights = new TreeMap<>();
        double classBytes = 0;
        double classStored = 0;
        for (RatioClass c : compression.ratios()) {
            classBytes += c.bytes();
            classStored += Math.min(c.bytes(), c.compressedBytes());
            if (classBytes * MAX_RATIO_CLASSES >= bytes) {
                weights.merge(inSteps(classBytes / classStored), classBytes / bytes, Double::sum);
                classBytes = 0;
                classStored = 0;
            }
        }
        if (classBytes > 0) {
            weights.merge(inSteps(classBytes / classStored), classBytes / bytes, Double::sum);
        }
        double ratio = Math.clamp(bytes / stored, 1, MAX_RATIO);
        adjust(weights, r -> 1 / r, 1 / ratio, 1 / RATIO_STEPS, MAX_RATIO);
        return new Compressibility(ratio, weightsOf(weights));
    }

    private static double inSteps(double ratio) {
        return Math.clamp(Math.rint(ratio * RATIO_STEPS) / RATIO_STEPS, 1, MAX_RATIO);
    }

    private static List<RatioWeight> weightsOf(Map<Double, Double> weights) {
        return weights.entrySet().stream()
                .map(e -> new RatioWeight(e.getKey(), e.getValue()))
                .toList();
    }

    /**
     * Moves weight between the lowest value and the ones above it until the mean is as wanted.
     *
     * @param values with weights that sum up to 1
     * @param term what of a value the mean is of
     * @param step how far from a lone value the next one is
     * @param max largest value
     */
    private static void adjust(
            TreeMap<Double, Double> values, Function<Double, Double> term, double mean, double step, double max) {
        double missing = mean;
        for (Map.Entry<Double, Double> e : values.entrySet()) {
            missing -= e.getValue() * term.apply(e.getKey());
        }
        double lowest = values.firstKey();
        if (values.size() == 1) {
            boolean isUp = missing > 0 == term.apply(lowest + step) > term.apply(lowest);
            double next = Math.clamp(Math.rint((lowest + (isUp ? step : -step)) / step) * step, 1, max);
            values.putIfAbsent(Math.rint(next * RATIO_STEPS) / RATIO_STEPS, 0.0);
        }
        double base = values.firstKey();
        for (double value : List.copyOf(values.keySet())) {
            if (value != base) {
                double difference = term.apply(value) - term.apply(base);
                double baseWeight = values.getOrDefault(base, 0.0);
                double weight = values.getOrDefault(value, 0.0);
                double moved = Math.clamp(missing / difference, -weight, baseWeight);
                values.put(base, baseWeight - moved);
                values.put(value, weight + moved);
                missing -= moved * difference;
            }
        }
        values.values().removeIf(w -> w < 1e-12);
    }

    /**
     * {@return the recipe of a stream that is like the data of this profile} Compressors spend about a second on generated
     * blocks to find it; the same compressors find the same recipe.
     *
     * <p>Of contents of which less than one would be left, because the stream has fewer blocks than the profile has
     * chunks, one is kept with as large a share of the blocks as before. A content that would be more than 1/64 of the
     * stream, such as zeros, is made as several, up to 2 % of the contents. The mixture is found for the blocks that this
     * seed and stream id give their ratios to.
     *
     * <p>LZ4's ratio is reached as it is. zstd's can be the same, up to twice as high: what is beyond is left out, and the
     * plan says what is reached.
     *
     * @param seed the family of streams, any 64-bit value
     * @param streamId the member of the family, any 64-bit value
     * @param sizeBytes length of the stream in bytes, 0 .. 2^63 - 1
     * @throws IllegalArgumentException if the size is out of range
     */
    public Plan plan(long seed, long streamId, long sizeBytes) {
        Recipe empty = new Recipe(seed, streamId, sizeBytes, unitBytes, Dedup.NONE, io.dgen.Compression.NONE);
        long blocks = empty.logicalBlocks();
        Dedup dedup = blocks == 0 ? Dedup.NONE : CopiesFit.of(blocks, dedupRatio, rows());
        Recipe unique = new Recipe(seed, streamId, sizeBytes, unitBytes, dedup, empty.compression());
        MixtureFit.Fit fit = MixtureFit.of(
                unique,
                target(CODECS.getFirst()),
                target(CODECS.getLast()),
                CODECS.getFirst().maker().get(),
                CODECS.getLast().maker().get());
        return new Plan(
                fit.recipe(),
                blocks == 0 ? 1 : (double) blocks / unique.contentBlocks(),
                Map.of(
                        CODECS.getFirst().toString(), fit.matchRatio(),
                        CODECS.getLast().toString(), fit.entropyRatio()));
    }

    private List<CopiesFit.Row> rows() {
        List<CopiesFit.Row> rows = new ArrayList<>();
        merged(copies).forEach(c -> rows.add(new CopiesFit.Row(c.contents(), Math.max(c.contents(), c.chunks()))));
        if (zeroChunks > 0) {
            rows.add(new CopiesFit.Row(1, (double) zeroChunks));
        }
        return rows;
    }

    private MixtureFit.Target target(Codec codec) {
        Compressibility measured = Objects.requireNonNull(compression.get(codec.toString()));
        return new MixtureFit.Target(
                measured.ratio,
                measured.mixture.stream()
                        .map(w -> new MixtureFit.Share(w.weight, 1 / w.ratio))
                        .toList());
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
        json.put("dedupExact", dedupExact);
        json.put(
                "copies",
                copies.stream()
                        .map(c -> fields("from", c.from(), "contents", c.contents(), "chunks", c.chunks()))
                        .toList());
        Map<String, Object> codecs = new TreeMap<>();
        compression.forEach((name, c) -> codecs.put(
                name,
                fields(
                        "ratio",
                        c.ratio(),
                        "mixture",
                        c.mixture().stream()
                                .map(w -> fields("ratio", w.ratio(), "weight", w.weight()))
                                .toList())));
        json.put("compression", codecs);
        return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(json) + "\n";
    }

    private static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @param json the text
     * @return the profile
     * @throws IllegalArgumentException if it is no profile, or of another version; the message names value and range
     */
    public static Profile parse(String json) {
        Map<String, @Nullable Object> map;
        try {
            map = JSON.std.mapFrom(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("profile: expected a JSON object: " + e.getOriginalMessage(), e);
        }
        if (map == null) {
            throw new IllegalArgumentException("profile: expected a JSON object, found nothing");
        }
        return ProfileReader.read(map);
    }
}
