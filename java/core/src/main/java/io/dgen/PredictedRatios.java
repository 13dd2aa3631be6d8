// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.plan.UnitCount;
import io.dgen.internal.prediction.ChunkPrediction;
import io.dgen.internal.prediction.Chunking;
import io.dgen.internal.prediction.FixedChunking;
import io.dgen.internal.prediction.FixedUnitPrediction;
import io.dgen.internal.prediction.PlannedStream;
import io.dgen.internal.prediction.RangePrediction;
import io.dgen.internal.text.EnumNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Predicts the ratios that deduplicators, for each size of unit, and compressors reach on a stream. Immutable.
 *
 * <p>For deduplicators with units of a fixed size, aligned to the start of the stream, {@link #fixed(long)} is exact,
 * except for units larger than the block, where the real ratio may be slightly higher. For deduplicators that cut
 * chunks by content, {@link #contentDefined(Chunker)} simulates the chunker with the blocks of the plan.
 *
 * <p>{@link Recipe#predictedRatios(int)} predicts what deduplicators find in several generations of the stream that they
 * keep, such as backups of one file. Then the dedup ratios and unique bytes are those of all generations together; ranges and compression ratios
 * are those of each generation.
 */
public final class PredictedRatios {
    /** Smallest fixed unit, a sector: 512 bytes. */
    public static final long MIN_UNIT_BYTES = 512;

    /** Largest fixed unit: 1 GiB. */
    public static final long MAX_UNIT_BYTES = 1 << 30;

    /** Largest fixed unit of {@link #fixed()}: 4 MiB. */
    private static final long MAX_LISTED_UNIT_BYTES = 4 << 20;

    /** Relative error of the simulation of a chunker (docs/accuracy.md, "Predictions"). */
    static final double MODEL_ERROR = 0.02;

    /** Smallest relative difference between the predicted and the requested ratio that gets a note. */
    static final double FAR_FROM_REQUESTED = 0.02;

    private final Recipe recipe;
    private final PlannedStream stream;

    /** @param generations number of generations, of which that of the recipe is the first */
    PredictedRatios(Recipe recipe, int generations) {
        this.recipe = recipe;
        this.stream = recipe.planned(generations);
    }

    /** Certainty of a prediction. */
    public enum Accuracy {
        /** The exact number. */
        EXACT,
        /** The number of unique bytes is an upper bound: the real ratio is equal or higher. */
        AT_LEAST,
        /** The result of a model of a chunker. */
        ESTIMATE
    }

    /**
     * Prediction for a deduplicator.
     *
     * @param unitBytes its unit: the size, or the configured average of its chunker, in bytes
     * @param uniqueBytes bytes that it stores
     * @param ratio bytes of the stream over bytes that it stores; 1 for the empty stream
     * @param accuracy certainty of the prediction
     * @param errorBound largest relative error of the ratio that is expected, such as 0.03; 0 unless it is an estimate.
     *     Streams with few chunks have larger ones, because their ratio depends on the hash.
     * @param note why the ratio differs from the requested one; null if it does not
     */
    public record Unit(
            long unitBytes,
            long uniqueBytes,
            double ratio,
            Accuracy accuracy,
            double errorBound,
            @Nullable String note) {
        /** Checks that the accuracy is not null. */
        public Unit {
            Objects.requireNonNull(accuracy, "accuracy");
        }
    }

    /**
     * Ratios of the data of a range, or of a whole stream.
     *
     * @param offset start of the range in the stream, in bytes
     * @param length length of the range in bytes
     * @param uniqueBytes bytes that a deduplicator stores if its units are the blocks of the stream; a block that is only
     *     partly in the range counts as unique
     * @param dedupRatio length over unique bytes; 1 for the empty range
     * @param compressRatio size over compressed size without entropy coding: the harmonic mean of the ratios that the
     *     blocks of the range have drawn, each copy of a block counted, with incomplete pages at both ends taken into
     *     account. If the range has more than 65536 blocks, 65536 evenly spaced ones are counted.
     * @param accuracy certainty of {@code uniqueBytes} and {@code dedupRatio}: {@link Accuracy#ESTIMATE} for the
     *     expected values of a scattered plan ({@link Dedup.Copies}, {@link Dedup.HotSet}), if both the range and the
     *     rest of the stream have more than 2^20 blocks; otherwise {@link Accuracy#EXACT}
     */
    public record Range(
            long offset, long length, long uniqueBytes, double dedupRatio, double compressRatio, Accuracy accuracy) {
        /** Checks that the accuracy is not null. */
        public Range {
            Objects.requireNonNull(accuracy, "accuracy");
        }
    }

    /**
     * {@return the ratios that the data of a range has} They differ from the requested ones if the range has few blocks.
     *
     * @param offset start of the range in the stream, in bytes: 0 .. size of the stream
     * @param length length of the range in bytes, at most up to the end of the stream
     * @throws IndexOutOfBoundsException if the range is not part of the stream
     */
    public Range range(long offset, long length) {
        Objects.checkFromIndexSize(offset, length, recipe.sizeBytes());
        if (length == 0) {
            return new Range(offset, 0, 0, 1, compressRatio(), Accuracy.EXACT);
        }
        RangePrediction prediction = rangePrediction();
        UnitCount unique = prediction.uniqueBytes(offset, length);
        return new Range(
                offset,
                length,
                unique.value(),
                (double) length / unique.value(),
                prediction.compressRatio(offset, length),
                unique.isExact() ? Accuracy.EXACT : Accuracy.ESTIMATE);
    }

    private RangePrediction rangePrediction() {
        Compression compression = recipe.compression();
        double[] ratios = compression.mixture().components().stream()
                .mapToDouble(c -> compression.ratio(c, recipe.blockSizeBytes()))
                .toArray();
        long cellBytes = Recipe.MIN_BLOCK_SIZE_BYTES / compression.texture().cells();
        return new RangePrediction(stream, compression.literals(recipe), ratios, cellBytes);
    }

    /** {@return the predictions for fixed units of each power of two from 512 B to 4 MiB} */
    public List<Unit> fixed() {
        return LongStream.iterate(MIN_UNIT_BYTES, unit -> unit <= MAX_LISTED_UNIT_BYTES, unit -> unit * 2)
                .mapToObj(this::fixed)
                .toList();
    }

    /**
     * {@return the prediction for one fixed unit} A last, partial unit counts as unique.
     *
     * @param unitBytes a power of two, 512 .. 2^30
     * @throws IllegalArgumentException if it is not
     */
    public Unit fixed(long unitBytes) {
        ByteSize.checkPowerOfTwo("unit", unitBytes, MIN_UNIT_BYTES, MAX_UNIT_BYTES);
        String block = ByteSize.format(recipe.blockSizeBytes());
        if (unitBytes > recipe.blockSizeBytes() && generations() > 1) {
            return simulated(unitBytes, 0, "the unit is larger than the block of " + block);
        }
        UnitCount unique = FixedUnitPrediction.uniqueBytes(stream, unitBytes);
        if (unitBytes < Recipe.MIN_BLOCK_SIZE_BYTES && sectorsMayRepeat()) {
            String note = "parts of a page may be equal in texture "
                    + EnumNames.of(recipe.compression().texture()) + " at compress="
                    + recipe.compression().mixture() + ": units below 4KiB find more";
            return new Unit(unitBytes, unique.value(), ratio(unique.value()), Accuracy.AT_LEAST, 0, note);
        }
        String note = unitBytes > recipe.blockSizeBytes()
                ? "the unit is larger than the block of " + block
                        + ": it is a duplicate only if the same blocks follow one another again"
                : "the stream has " + recipe.logicalBlocks()
                        + (recipe.logicalBlocks() == 1 ? " block of " : " blocks of ") + block
                        + ": too few for the requested ratio";
        return unit(unitBytes, unique.value(), unique.isExact() ? Accuracy.EXACT : Accuracy.AT_LEAST, 0, note);
    }

    private boolean sectorsMayRepeat() {
        Compression compression = recipe.compression();
        double largest = compression.mixture().components().getLast().ratio();
        return largest > compression.texture().maxRatioOfUniqueSectors();
    }

    /** {@return the estimates for content-defined chunks of 8 KiB, 64 KiB and 1 MiB on average} */
    public List<Unit> contentDefined() {
        return List.of(contentDefined(8 << 10), contentDefined(64 << 10), contentDefined(1 << 20));
    }

    /**
     * {@return the estimate for chunks of FastCDC of one average} The same as {@link #contentDefined(Chunker)} for {@link
     * Chunker#fastCdc}.
     *
     * @param averageBytes average of the chunker, in bytes: 256 .. 2^30
     * @throws IllegalArgumentException if it is out of range
     */
    public Unit contentDefined(long averageBytes) {
        return contentDefined(Chunker.fastCdc(averageBytes));
    }

    /**
     * {@return the estimate for chunks that a chunker cuts by content} A simulation of the chunker with the blocks of the
     * recipe. It takes less than a second
     * and some 50 MB.
     *
     * @param chunker the chunker
     */
    public Unit contentDefined(Chunker chunker) {
        ChunkPrediction prediction =
                chunks(Objects.requireNonNull(chunker, "chunker").chunking());
        String note = "chunks of " + ByteSize.format(chunker.averageBytes()) + " that span two blocks of "
                + ByteSize.format(recipe.blockSizeBytes()) + " are duplicates only if both blocks are adjacent again";
        return unit(
                chunker.averageBytes(),
                Math.round(prediction.uniqueBytes()),
                Accuracy.ESTIMATE,
                MODEL_ERROR + 2 * prediction.deviation(),
                note);
    }

    private ChunkPrediction chunks(Chunking chunking) {
        Compression compression = recipe.compression();
        return ChunkPrediction.of(
                stream, compression.literals(recipe), compression.texture().layout(recipe), chunking);
    }

    /**
     * {@return the prediction for one fixed unit in data that does not start at the start of a unit, such as a file in a
     * tar archive or in an image} A unit that spans two blocks is a duplicate only if both blocks are adjacent again. The
     * bytes of the first unit that precede the stream are not counted.
     *
     * @param unitBytes a power of two, 512 .. 2^30
     * @param shiftBytes distance in bytes from a multiple of the unit to the start of the stream, 0 .. 2^30
     * @throws IllegalArgumentException if a value is out of its range
     */
    public Unit fixed(long unitBytes, long shiftBytes) {
        Unit aligned = fixed(unitBytes);
        long shift = checkShift(shiftBytes) % unitBytes;
        if (shift == 0) {
            return aligned;
        }
        return simulated(
                unitBytes,
                shift,
                "units that start " + (unitBytes - shift) + " bytes after the start of a block span two blocks");
    }

    private Unit simulated(long unitBytes, long shift, String note) {
        ChunkPrediction prediction = chunks(new FixedChunking(unitBytes, shift));
        Accuracy accuracy = !prediction.isComplete()
                ? Accuracy.ESTIMATE
                : unitBytes < Recipe.MIN_BLOCK_SIZE_BYTES ? Accuracy.AT_LEAST : Accuracy.EXACT;
        double error = prediction.isComplete() ? 0 : MODEL_ERROR;
        return unit(unitBytes, Math.round(prediction.uniqueBytes()), accuracy, error, note);
    }

    /** A deduplicator of files, not of parts of a file. */
    Unit wholeFile() {
        long size = recipe.sizeBytes();
        double files = Math.min(generations() - 1, stream.changes()) + 1; // that differ
        String note = dedupRatio() == 1 ? null : "only equal files are duplicates, not parts of a file";
        long unique = (long) (files * size);
        return new Unit(Math.max(1, size), unique, ratio(unique), Accuracy.EXACT, 0, note);
    }

    private static long checkShift(long shiftBytes) {
        if (shiftBytes < 0 || shiftBytes > MAX_UNIT_BYTES) {
            throw new IllegalArgumentException(
                    "shift " + shiftBytes + ": expected 0 to " + MAX_UNIT_BYTES + " (1GiB) bytes");
        }
        return shiftBytes;
    }

    /**
     * {@return the ratios that a system finds in the stream} It takes less than a second
     * and some 50 MB.
     *
     * @param system the system
     * @param shiftBytes distance in bytes from the start of a block of the system to the start of the stream, as in a tar
     *     archive or in an image: 0 .. 2^30; chunks that are cut by content do not depend on it
     * @throws IllegalArgumentException if the shift is out of range
     */
    public SystemRatios on(StorageSystem system, long shiftBytes) {
        Objects.requireNonNull(system, "system");
        return SystemRatios.of(recipe, this, system, checkShift(shiftBytes));
    }

    private int generations() {
        return stream.generations().count();
    }

    /**
     * {@return the requested dedup ratio} For N generations, of which each one changes a share c, and a ratio r of a
     * generation: N r / (1 + (N - 1) c).
     */
    public double dedupRatio() {
        double changes = (generations() - 1) * recipe.generation().change();
        return generations() * recipe.dedupRatio() / (1 + changes);
    }

    /**
     * {@return size over compressed size of the unique blocks without entropy coding: the harmonic mean of the mixture}
     * Entropy coding increases the ratio if literals have fewer than 8 bits.
     */
    public double compressRatio() {
        return recipe.compressRatio();
    }

    /**
     * {@return the mixture with the weights that it has among the blocks of this stream} The seed determines which
     * component each distinct block draws, so that the shares deviate from the weights in a short stream, and in a
     * stream in which a few contents have many copies. Each copy of a block counts, and a partial last block counts as
     * a whole one. If the stream has more than 65536 blocks, 65536 evenly spaced ones are counted. Components that no
     * counted block has drawn are omitted.
     */
    public Mixture drawnMixture() {
        Mixture mixture = recipe.compression().mixture();
        if (recipe.sizeBytes() == 0) {
            return mixture;
        }
        double[] shares = rangePrediction().drawnShares(0, recipe.sizeBytes());
        List<Mixture.Component> drawn = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] > 0) {
                Mixture.Component component = mixture.components().get(i);
                drawn.add(new Mixture.Component(component.ratio(), component.bits(), shares[i]));
            }
        }
        return new Mixture(drawn);
    }

    /** {@return size over stored size: the dedup ratio for units of the block size, times the compression ratio} */
    public double combinedRatio() {
        return fixed(recipe.blockSizeBytes()).ratio() * compressRatio();
    }

    /** @param note for ratios that differ from the requested one */
    private Unit unit(long unitBytes, long uniqueBytes, Accuracy accuracy, double errorBound, String note) {
        double ratio = ratio(uniqueBytes);
        boolean isFar = Math.abs(ratio / dedupRatio() - 1) > FAR_FROM_REQUESTED;
        return new Unit(unitBytes, uniqueBytes, ratio, accuracy, errorBound, isFar ? note : null);
    }

    private double ratio(long uniqueBytes) {
        return uniqueBytes == 0 ? 1 : (double) generations() * recipe.sizeBytes() / uniqueBytes;
    }
}
