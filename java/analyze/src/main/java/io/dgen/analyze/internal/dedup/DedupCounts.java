// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.dedup;

/** Counts of a fingerprint table. Immutable once the table has returned it. */
public final class DedupCounts {
    private static final long LENGTH_UNIT = 512;

    private final long chunks;
    private final long bytes;
    private final long zeroChunks;
    private final long zeroBytes;
    private final CopiesHistogram copies = new CopiesHistogram();
    private double uniqueChunks;
    private double uniqueBytes;
    private double variance;
    private boolean isExact = true;

    DedupCounts(long chunks, long bytes, long zeroChunks, long zeroBytes) {
        this.chunks = chunks;
        this.bytes = bytes;
        this.zeroChunks = zeroChunks;
        this.zeroBytes = zeroBytes;
    }

    /** The sums of one shard. They are whole numbers, so that the result does not depend on the order of summation. */
    static final class ShardSums {
        private long contents;
        private long bytes;
        private long squares;

        void add(int lengthBytes) {
            contents++;
            bytes += lengthBytes;
            long units = (lengthBytes + LENGTH_UNIT - 1) / LENGTH_UNIT;
            squares += units * units;
        }
    }

    /**
     * Adds a shard's sums. The bits of fingerprints are independent, so each content of the shard is in the sums with
     * probability p = 2^-sampleBits, independently of the others. The estimate of a sum is the sum divided by p; its
     * variance is the sum of squares times (1 - p) / p^2.
     */
    void addShard(ShardSums sums, int sampleBits) {
        double weight = Math.scalb(1.0, sampleBits);
        uniqueChunks += weight * sums.contents;
        uniqueBytes += weight * sums.bytes;
        variance += weight * (weight - 1) * sums.squares * LENGTH_UNIT * LENGTH_UNIT;
        isExact &= sampleBits == 0;
    }

    public long chunks() {
        return chunks;
    }

    public long bytes() {
        return bytes;
    }

    public long zeroChunks() {
        return zeroChunks;
    }

    public long zeroBytes() {
        return zeroBytes;
    }

    public CopiesHistogram copies() {
        return copies;
    }

    /** Number of distinct chunks without chunks of zeros; an estimate unless {@link #isExact}. */
    public double uniqueChunks() {
        return uniqueChunks;
    }

    /** Number of bytes in them; an estimate unless {@link #isExact}. */
    public double uniqueBytes() {
        return uniqueBytes;
    }

    /** Whether all shards kept all fingerprints. */
    public boolean isExact() {
        return isExact;
    }

    /** Standard deviation of {@link #uniqueBytes}. */
    public double standardDeviation() {
        return Math.sqrt(variance);
    }
}
