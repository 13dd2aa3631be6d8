package io.dgen;

import io.dgen.internal.plan.DedupPlan;
import io.dgen.internal.plan.LiteralPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What deduplicators and compressors will find in a stream, by their unit. Immutable.
 *
 * <p>Deduplicators with units of a fixed size, aligned to the start of the stream, find exactly what
 * {@link #fixed(long)} says, but for units larger than the block, where it may be a little more. What those find that
 * cut chunks by content depends on their chunker: {@link #contentDefined(long)} estimates it for FastCDC with normalised
 * chunking of level 2 and chunks of a quarter to eight times the average.
 */
public final class PredictedRatios {
    /** Smallest fixed unit, a sector: 512 bytes. */
    public static final long MIN_UNIT_BYTES = 512;

    /** Largest fixed unit: 1 GiB. */
    public static final long MAX_UNIT_BYTES = 1 << 30;

    /** Largest fixed unit of {@link #fixed()}: 4 MiB. */
    private static final long MAX_LISTED_UNIT_BYTES = 4 << 20;

    private static final double FAR_FROM_ASKED = 0.02;

    /** Most blocks whose draws are looked at. */
    private static final long MAX_DRAWS = 1 << 16;

    private final Recipe recipe;
    private final DedupPlan plan;

    PredictedRatios(Recipe recipe) {
        this.recipe = recipe;
        this.plan = recipe.plan();
    }

    /** How sure a prediction is. */
    public enum Accuracy {
        /** Counted. */
        EXACT,
        /** There may be fewer unique bytes, never more: the real ratio is this or higher. */
        AT_LEAST,
        /** From a model of a chunker. */
        ESTIMATE
    }

    /**
     * What a deduplicator finds.
     *
     * @param unitBytes its unit: the size, or the average that its chunker is set to, in bytes
     * @param uniqueBytes bytes that it keeps
     * @param ratio bytes of the stream over bytes that it keeps; 1 for the empty stream
     * @param accuracy how sure this is
     * @param note why the ratio is another than asked for; null if it is that ratio
     */
    public record Unit(
            long unitBytes,
            long uniqueBytes,
            double ratio,
            Accuracy accuracy,
            @Nullable String note) {}

    /** {@return the predictions for fixed units of 512 B, 1 KiB and so on to 4 MiB} */
    public List<Unit> fixed() {
        return LongStream.iterate(MIN_UNIT_BYTES, unit -> unit <= MAX_LISTED_UNIT_BYTES, unit -> unit * 2)
                .mapToObj(this::fixed)
                .toList();
    }

    /**
     * {@return the prediction for one fixed unit} A last, partial unit counts as unique.
     *
     * @param unitBytes a power of two, 512 .. 2^30
     * @throws IllegalArgumentException if it is none
     */
    public Unit fixed(long unitBytes) {
        if (unitBytes < MIN_UNIT_BYTES || unitBytes > MAX_UNIT_BYTES || Long.bitCount(unitBytes) != 1) {
            throw new IllegalArgumentException("unit " + unitBytes + ": expected a power of two from " + MIN_UNIT_BYTES
                    + " to " + MAX_UNIT_BYTES + " (1GiB) bytes");
        }
        return FixedUnits.predict(recipe, plan, unitBytes);
    }

    /** {@return the estimates for content-defined chunks of 8 KiB, 64 KiB and 1 MiB on average} */
    public List<Unit> contentDefined() {
        return List.of(contentDefined(8 << 10), contentDefined(64 << 10), contentDefined(1 << 20));
    }

    /**
     * {@return the estimate for content-defined chunks of one average} Where the block is at least four averages long, it
     * was within 2 % of what was measured on incompressible blocks, and within 6 % up to a compression ratio of 10.
     *
     * @param averageBytes what the chunker is set to, in bytes: 256 .. 2^30
     * @throws IllegalArgumentException if it is out of range
     */
    public Unit contentDefined(long averageBytes) {
        if (averageBytes < 256 || averageBytes > MAX_UNIT_BYTES) {
            throw new IllegalArgumentException(
                    "average chunk " + averageBytes + ": expected 256 to " + MAX_UNIT_BYTES + " (1GiB) bytes");
        }
        return Chunks.predict(recipe, plan, averageBytes);
    }

    /** {@return the dedup ratio asked for} */
    public double dedupRatio() {
        return recipe.dedupRatio();
    }

    /**
     * {@return size over compressed size of the unique blocks, as compressors find it by matches: the harmonic mean of
     * the mixture} Where it has literals of fewer than 8 bits, entropy coding finds more.
     */
    public double compressRatio() {
        return recipe.compressRatio();
    }

    /**
     * {@return the mixture with the weights that this stream's blocks give it} Every distinct block draws its part by the
     * seed: in a short stream, and where few contents are many of the blocks, the shares are not quite the weights. Counts
     * blocks as often as they stand in the stream, each whole; of more than 65536 blocks it looks at as many, evenly
     * spread. Parts that none of them has are left out.
     */
    public Mixture drawnMixture() {
        List<Mixture.Component> parts = recipe.compression().mixture().components();
        long blocks = recipe.logicalBlocks();
        if (blocks == 0) {
            return recipe.compression().mixture();
        }
        LiteralPlan literals = Layouts.literals(recipe);
        int looks = (int) Math.min(blocks, MAX_DRAWS);
        int[] counts = new int[parts.size()];
        for (int i = 0; i < looks; i++) {
            // Without overflow: blocks / looks * i, and the same of the remainder.
            long block = blocks / looks * i + blocks % looks * i / looks;
            counts[literals.part(plan.contentOffset(block * recipe.blockSizeBytes()))]++;
        }
        List<Mixture.Component> drawn = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                Mixture.Component part = parts.get(i);
                drawn.add(new Mixture.Component(part.ratio(), part.bits(), (double) counts[i] / looks));
            }
        }
        return new Mixture(drawn);
    }

    /** {@return size over stored size, with units of the block size: dedup ratio there times compression ratio} */
    public double combinedRatio() {
        return fixed(recipe.blockSizeBytes()).ratio() * compressRatio();
    }

    static Unit unit(Recipe recipe, long unitBytes, long uniqueBytes, Accuracy accuracy, String reason) {
        double ratio = uniqueBytes == 0 ? 1 : (double) recipe.sizeBytes() / uniqueBytes;
        boolean isFar = Math.abs(ratio / recipe.dedupRatio() - 1) > FAR_FROM_ASKED;
        return new Unit(unitBytes, uniqueBytes, ratio, accuracy, isFar ? reason : null);
    }
}
