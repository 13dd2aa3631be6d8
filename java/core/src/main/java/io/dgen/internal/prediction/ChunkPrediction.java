// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.prediction;

import io.dgen.internal.format.Layout;
import io.dgen.internal.format.Mix64;
import io.dgen.internal.plan.BlockSample;
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
                .map(plan -> new BlockSequence(
                        Math.max(1, size / shrink), stream.blockBytes() / shrink, shrink, plan, literals, layout))
                .toList();
        double scale = hasAllBlocks
                ? shrink
                : shrink * (double) stream.plan().uniqueBlocks() / sample.plan().uniqueBlocks();
        double[] unique = new double[repetitions(chunking, files * sample.blocks() * stepsPerBlock)];
        Arrays.setAll(unique, i -> chunking.uniqueBytes(blocks, Mix64.mix(i + 1)) * scale);
        double mean = Arrays.stream(unique).average().orElseThrow();
        return new ChunkPrediction(
                Math.min((double) files * stream.sizeBytes(), mean),
                deviation(unique, mean),
                hasAllBlocks && shrink == 1);
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
