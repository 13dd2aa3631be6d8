// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.prediction;

import io.dgen.internal.plan.LiteralPlan;
import io.dgen.internal.plan.UnitCount;

/**
 * Prediction for a range of a stream.
 *
 * @param literals the draws of the contents from the mixture
 * @param ratios compression ratio of each component of the mixture
 * @param cellBytes unit of compressible data: literals, then copies of them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RangePrediction(PlannedStream stream, LiteralPlan literals, double[] ratios, long cellBytes) {
    /** Largest number of blocks of which draws are counted. */
    private static final long MAX_DRAWS = 1 << 16;

    /** Bytes of different blocks; a block that is only partly in the range counts as different. */
    public UnitCount uniqueBytes(long offset, long length) {
        long block = stream.blockBytes();
        long first = Math.ceilDiv(offset, block);
        long blocks = Math.max(0, (offset + length) / block - first);
        if (blocks == 0) {
            return UnitCount.exactly(length);
        }
        UnitCount unique = stream.plan().uniqueBlocks(first, blocks);
        return new UnitCount(unique.value() * block + (length - blocks * block), unique.isExact());
    }

    /** Length over compressed length. The first and the last cell may be incomplete, and lack literals or copies. */
    public double compressRatio(long offset, long length) {
        long end = offset + length;
        long start = Math.min(Math.ceilDiv(offset, cellBytes) * cellBytes, end);
        long head = start - offset; // its copies have no source in the range
        long tail = (end - start) % cellBytes;
        double compressed = head + (length - head - tail) / meanRatio(offset, length);
        if (tail > 0) {
            compressed += Math.min(tail, cellBytes / meanRatio(end - tail, tail));
        }
        return length / compressed;
    }

    private double meanRatio(long offset, long length) {
        double[] shares = drawnShares(offset, length);
        double compressed = 0;
        for (int i = 0; i < shares.length; i++) {
            compressed += shares[i] / ratios[i];
        }
        return 1 / compressed;
    }

    /** Share of the blocks, of which the range has at least one byte, that have drawn each component. */
    public double[] drawnShares(long offset, long length) {
        if (ratios.length == 1) {
            return new double[] {1};
        }
        long block = stream.blockBytes();
        long first = offset / block;
        long blocks = (offset + length - 1) / block - first + 1;
        int samples = (int) Math.min(blocks, MAX_DRAWS);
        int[] counts = new int[ratios.length];
        for (int i = 0; i < samples; i++) {
            // Without overflow: blocks / samples * i, and the same of the remainder.
            long sample = first + blocks / samples * i + blocks % samples * i / samples;
            counts[literals.component(stream.plan().contentOffset(sample * block))]++;
        }
        double[] shares = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            shares[i] = (double) counts[i] / samples;
        }
        return shares;
    }
}
