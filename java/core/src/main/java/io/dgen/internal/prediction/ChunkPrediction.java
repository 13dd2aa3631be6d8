// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.prediction;

import io.dgen.internal.format.Layout;
import io.dgen.internal.format.Mix64;
import io.dgen.internal.plan.BlockSample;
import io.dgen.internal.plan.DedupPlan;
import io.dgen.internal.plan.LiteralPlan;
import java.util.Arrays;
import java.util.List;

/**
 * Prediction for a deduplicator that cuts chunks: a simulation with the blocks of the plan. Random positions in each
 * content stand for those at which the hash of the data matches. All copies of a content have the same positions, and two
 * chunks are equal if they cover the same parts of the same contents. Thus the simulation takes into account how long it
 * takes after a junction until boundaries coincide with those of another copy, which depends on the plan, on the smallest
 * and largest chunk, and on the number of blocks.
 *
 * @param uniqueBytes mean over the repetitions of the simulation
 * @param deviation relative standard deviation of the repetitions: how much the result depends on the hash
 * @param isComplete whether the simulation has all blocks of the stream
 */
public record ChunkPrediction(double uniqueBytes, double deviation, boolean isComplete) {
    /** Largest number of blocks, and of positions, of one simulation. */
    private static final int MAX_STEPS = 1 << 18;

    /** Larger blocks are simulated by smaller ones; chunks at the ends of blocks are few then. */
    private static final int MAX_STEPS_PER_BLOCK = 1 << 11;

    private static final int MIN_SAMPLED_BLOCKS = 1 << 9;
    private static final int MIN_REPETITIONS = 2;
    private static final int MAX_REPETITIONS = 16;

    public static ChunkPrediction of(PlannedStream stream, LiteralPlan literals, Layout layout, Chunking chunking) {
        if (stream.sizeBytes() == 0) {
            return new ChunkPrediction(0, 0, true);
        }
        int files = stream.generations().count();
        int mostSteps = MAX_STEPS / files;
        double wholeBlock = Math.max(1, stream.blockBytes() / chunking.bytesPerStep());
        long shrink = wholeBlock <= MAX_STEPS_PER_BLOCK || stream.blocks() * wholeBlock <= mostSteps
                ? 1
                : Long.highestOneBit((long) (wholeBlock / MAX_STEPS_PER_BLOCK));
        double stepsPerBlock = wholeBlock / shrink;
        int mostBlocks = (int) Math.max(MIN_SAMPLED_BLOCKS, mostSteps / stepsPerBlock);
        boolean hasAllBlocks = stream.blocks() <= mostBlocks;
        BlockSample sample = hasAllBlocks
                ? new BlockSample(stream.plan(), stream.blocks())
                : stream.plan().sample(mostBlocks);
        long size = hasAllBlocks ? stream.sizeBytes() : sample.blocks() * stream.blockBytes();
        List<BlockSequence> blocks = stream.generations().plans(sample.plan(), stream.blockBytes()).stream()
                .map(plan -> blocks(Math.max(1, size / shrink), stream.blockBytes(), shrink, plan, literals, layout))
                .toList();
        double scale = hasAllBlocks
                ? shrink
                : shrink * (double) stream.plan().uniqueBlocks() / sample.plan().uniqueBlocks();
        double steps = files * sample.blocks() * stepsPerBlock;
        ChunkPrediction simulated = simulated(blocks, chunking, steps, hasAllBlocks && shrink == 1);
        double unique = Math.min((double) files * stream.sizeBytes(), simulated.uniqueBytes * scale);
        return new ChunkPrediction(unique, simulated.deviation, simulated.isComplete);
    }

    /** The blocks of a plan, which are {@code shrink} times larger than those of the sequence. */
    private static BlockSequence blocks(
            long sizeBytes, long blockBytes, long shrink, DedupPlan plan, LiteralPlan literals, Layout layout) {
        return new BlockSequence(
                sizeBytes,
                blockBytes / shrink,
                block -> plan.contentOffset(block * blockBytes) / blockBytes,
                content -> literals.at(content % plan.uniqueBlocks() * blockBytes), // the version of generation 0
                layout);
    }

    /**
     * The prediction for files that are stored one after the other.
     *
     * @param files files of at least one byte
     */
    public static ChunkPrediction of(List<BlockSequence> files, Chunking chunking) {
        return simulated(files, chunking, steps(files, chunking), true);
    }

    /** Number of steps that the simulation of files takes. */
    private static double steps(List<BlockSequence> files, Chunking chunking) {
        return files.stream()
                .mapToDouble(file -> file.blocks() + file.sizeBytes() / chunking.bytesPerStep())
                .sum();
    }

    private static ChunkPrediction simulated(
            List<BlockSequence> files, Chunking chunking, double steps, boolean isComplete) {
        double[] unique = new double[repetitions(chunking, steps)];
        Arrays.setAll(unique, i -> chunking.uniqueBytes(files, Mix64.mix(i + 1)));
        double mean = Arrays.stream(unique).average().orElseThrow();
        return new ChunkPrediction(mean, deviation(unique, mean), isComplete);
    }

    private static int repetitions(Chunking chunking, double steps) {
        return chunking.isRandom() ? (int) Math.clamp(MAX_STEPS / steps, MIN_REPETITIONS, MAX_REPETITIONS) : 1;
    }

    /** Standard deviation over the mean. */
    private static double deviation(double[] values, double mean) {
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / Math.max(1, values.length - 1)) / mean;
    }
}
