// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.compress;

import java.util.stream.LongStream;

/** Sums over the blocks of one size that a compressor has compressed. */
public final class BlockCounts {
    private static final int SECTOR_BYTES = 4096;

    private long storedBytes;
    private long zeroBlocks;
    private long zeroBytes;
    private long zeroCompressedBytes;
    private final long[] binBlocks = new long[RatioBins.count()];
    private final long[] binBytes = new long[RatioBins.count()];
    private final long[] binCompressedBytes = new long[RatioBins.count()];

    /** Adds a block. Must not be called while other threads use these counts. */
    void add(int length, int compressedLength) {
        storedBytes += Math.min(inSectors(length), inSectors(compressedLength));
        int bin = RatioBins.of(length, compressedLength);
        binBlocks[bin]++;
        binBytes[bin] += length;
        binCompressedBytes[bin] += compressedLength;
    }

    /** Adds a block of zeros, like {@link #add(int, int)}. */
    void addZeros(int length, int compressedLength) {
        add(length, compressedLength);
        zeroBlocks++;
        zeroBytes += length;
        zeroCompressedBytes += compressedLength;
    }

    private static long inSectors(long length) {
        return (length + SECTOR_BYTES - 1) / SECTOR_BYTES * SECTOR_BYTES;
    }

    /** Adds the counts of other blocks. Thread-safe. */
    synchronized void add(BlockCounts other) {
        storedBytes += other.storedBytes;
        zeroBlocks += other.zeroBlocks;
        zeroBytes += other.zeroBytes;
        zeroCompressedBytes += other.zeroCompressedBytes;
        for (int i = 0; i < binBlocks.length; i++) {
            binBlocks[i] += other.binBlocks[i];
            binBytes[i] += other.binBytes[i];
            binCompressedBytes[i] += other.binCompressedBytes[i];
        }
    }

    public long blocks() {
        return LongStream.of(binBlocks).sum();
    }

    public long bytes() {
        return LongStream.of(binBytes).sum();
    }

    public long compressedBytes() {
        return LongStream.of(binCompressedBytes).sum();
    }

    /** Compressed bytes in whole sectors; a block that saves no sector counts uncompressed. */
    public long storedBytes() {
        return storedBytes;
    }

    public long zeroBlocks() {
        return zeroBlocks;
    }

    public long zeroBytes() {
        return zeroBytes;
    }

    public long zeroCompressedBytes() {
        return zeroCompressedBytes;
    }

    /** Number of blocks in a bin of {@link RatioBins}. */
    public long binBlocks(int bin) {
        return binBlocks[bin];
    }

    public long binBytes(int bin) {
        return binBytes[bin];
    }

    public long binCompressedBytes(int bin) {
        return binCompressedBytes[bin];
    }
}
