// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.PredictedRatios.Accuracy;
import io.dgen.PredictedRatios.Unit;
import io.dgen.internal.dataset.FileTable;
import io.dgen.internal.format.Layout;
import io.dgen.internal.format.Literals;
import io.dgen.internal.plan.DedupPlan;
import io.dgen.internal.plan.LiteralPlan;
import io.dgen.internal.prediction.BlockSequence;
import io.dgen.internal.prediction.ChunkPrediction;
import io.dgen.internal.prediction.Chunking;
import io.dgen.internal.prediction.FixedChunking;
import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;

/**
 * Predicts the ratios that deduplicators and compressors reach on the files of a {@link Dataset}. A deduplicator starts
 * anew with each file: no unit and no chunk has bytes of two files. Immutable.
 *
 * <p>{@link #fixed} is exact for units of at most a block, and {@link #wholeFile} if all files are smaller than a block.
 * Chunks that are cut by content, and units that are larger than a block, are simulated with the files of the set, or with
 * fewer files of the same sizes.
 */
public final class DatasetRatios {
    /** Largest number of blocks and positions of a simulation. */
    private static final double MAX_STEPS = 1 << 17;

    /** Fewest files that stand for more. With less, files are so large that their ends do not matter. */
    private static final long MIN_SAMPLED_FILES = 256;

    private final Dataset dataset;
    private final FileTable table;

    DatasetRatios(Dataset dataset, FileTable table) {
        this.dataset = dataset;
        this.table = table;
    }

    private long blockBytes() {
        return dataset.body().blockSizeBytes();
    }

    /** {@return the requested dedup ratio, of all files together; at least 1} */
    public double dedupRatio() {
        return dataset.body().dedupRatio();
    }

    /**
     * {@return the compression ratio without entropy coding: the harmonic mean of the mixture} Files with sizes that are not a
     * multiple of 4 KiB have a last page that compresses less.
     */
    public double compressRatio() {
        return dataset.body().compressRatio();
    }

    /** {@return size over stored size: the dedup ratio for units of the block size, times the compression ratio} */
    public double combinedRatio() {
        return blocks().ratio() * compressRatio();
    }

    /** {@return the exact number for units of the block, which start at the start of each file} */
    public Unit blocks() {
        return fixed(blockBytes());
    }

    /**
     * {@return the prediction for units of one size, which start at the start of each file} The last unit of a file may be
     * shorter. Exact for units of at most a block, and for sets of less than about 100000 blocks.
     *
     * @param unitBytes a power of two, 512 .. 2^30
     * @throws IllegalArgumentException if it is not
     */
    public Unit fixed(long unitBytes) {
        ByteSize.checkPowerOfTwo("unit", unitBytes, PredictedRatios.MIN_UNIT_BYTES, PredictedRatios.MAX_UNIT_BYTES);
        if (unitBytes > blockBytes()) {
            return simulated(unitBytes, new FixedChunking(unitBytes, 0), "the unit is larger than the block of");
        }
        long inBody = dataset.body().sizeBytes() == 0 ? 0 : dataset.body().contentBlocks() * blockBytes();
        return unit(
                unitBytes,
                inBody + table.uniqueTailBytes(),
                unitBytes < Recipe.MIN_BLOCK_SIZE_BYTES ? Accuracy.AT_LEAST : Accuracy.EXACT,
                0,
                "the set has " + dataset.fileCount() + (dataset.fileCount() == 1 ? " file" : " files")
                        + ": too few for the requested ratio");
    }

    /**
     * {@return the prediction for a deduplicator of files, which does not find equal parts of files} Files of at least a block
     * count as different, although some may be equal.
     */
    public Unit wholeFile() {
        long unique = dataset.payloadBytes() - table.smallBytes() + table.uniqueSmallBytes();
        boolean isExact = dataset.body().sizeBytes() == 0 || dedupRatio() == 1;
        return unit(
                Math.max(1, dataset.payloadBytes() / dataset.fileCount()),
                unique,
                isExact ? Accuracy.EXACT : Accuracy.AT_LEAST,
                0,
                "only equal files are duplicates, not parts of a file");
    }

    /**
     * {@return the estimate for chunks that a chunker cuts by content} It takes less than a second and some 50 MB.
     *
     * @param chunker the chunker
     */
    public Unit contentDefined(Chunker chunker) {
        Objects.requireNonNull(chunker, "chunker");
        return simulated(
                chunker.averageBytes(),
                chunker.chunking(),
                "chunks of " + ByteSize.format(chunker.averageBytes()) + " span several blocks of");
    }

    /**
     * {@return the ratios that a system finds in the files} It takes less than a second and some 50 MB.
     *
     * @param system the system
     */
    public SystemRatios on(StorageSystem system) {
        return SystemRatios.of(dataset, this, Objects.requireNonNull(system, "system"));
    }

    private Unit simulated(long unitBytes, Chunking chunking, String note) {
        String why = note + " " + ByteSize.format(blockBytes());
        if (dataset.payloadBytes() == 0) {
            return unit(unitBytes, 0, Accuracy.EXACT, 0, why);
        }
        double steps = table.bodyBlocks() + dataset.fileCount() + dataset.payloadBytes() / chunking.bytesPerStep();
        long files = (long) (dataset.fileCount() * Math.min(1, MAX_STEPS / steps));
        if (files == dataset.fileCount()) {
            ChunkPrediction all = ChunkPrediction.of(blocks(dataset), chunking);
            return chunking instanceof FixedChunking
                    ? unit(unitBytes, Math.round(all.uniqueBytes()), Accuracy.EXACT, 0, why)
                    : estimate(unitBytes, all, 1, why);
        }
        if (files < MIN_SAMPLED_FILES) {
            Recipe body = dataset.body();
            ChunkPrediction inBody = ChunkPrediction.of(
                    body.planned(1),
                    body.compression().literals(body),
                    body.compression().texture().layout(body),
                    chunking);
            double more = (inBody.uniqueBytes() + table.uniqueTailBytes()) / inBody.uniqueBytes();
            return estimate(unitBytes, inBody, more, why);
        }
        Dataset fewer = dataset.sample(files);
        double scale = (double) dataset.payloadBytes() / fewer.payloadBytes();
        return estimate(unitBytes, ChunkPrediction.of(blocks(fewer), chunking), scale, why);
    }

    private Unit estimate(long unitBytes, ChunkPrediction prediction, double scale, String note) {
        double error = PredictedRatios.MODEL_ERROR + 2 * prediction.deviation();
        return unit(unitBytes, Math.round(prediction.uniqueBytes() * scale), Accuracy.ESTIMATE, error, note);
    }

    /** The contents of each file: even numbers in the body, odd ones in the tails. */
    private static List<BlockSequence> blocks(Dataset set) {
        Recipe body = set.body();
        long block = body.blockSizeBytes();
        DedupPlan bodyPlan = body.plan();
        DedupPlan tailPlan = set.tails().plan();
        LiteralPlan ofBody = body.literals();
        LiteralPlan ofTails = set.tails().literals();
        LongFunction<Literals> literals = content -> (content % 2 == 0 ? ofBody : ofTails).at(content / 2 * block);
        Layout layout = body.compression().texture().layout(body);
        return set.files()
                .filter(file -> file.payloadBytes() > 0)
                .map(file -> new BlockSequence(
                        file.payloadBytes(),
                        block,
                        number -> number * block < file.bodyBytes()
                                ? bodyPlan.contentOffset(file.bodyOffset() + number * block) / block * 2
                                : tailPlan.contentOffset(file.tailOffset()) / block * 2 + 1,
                        literals,
                        layout))
                .toList();
    }

    /** @param note for ratios that differ from the requested one */
    private Unit unit(long unitBytes, long uniqueBytes, Accuracy accuracy, double errorBound, String note) {
        double ratio = uniqueBytes == 0 ? 1 : (double) dataset.payloadBytes() / uniqueBytes;
        boolean isFar = Math.abs(ratio / dedupRatio() - 1) > PredictedRatios.FAR_FROM_REQUESTED;
        return new Unit(unitBytes, uniqueBytes, ratio, accuracy, errorBound, isFar ? note : null);
    }
}
