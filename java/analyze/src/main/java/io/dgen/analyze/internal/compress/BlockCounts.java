package io.dgen.analyze.internal.compress;

/** What a compressor has made of the blocks of one size. */
public final class BlockCounts {
    private static final int SECTOR_BYTES = 4096;

    private long blocks;
    private long bytes;
    private long compressedBytes;
    private long storedBytes;
    private long zeroBlocks;
    private long zeroBytes;
    private long zeroCompressedBytes;
    private final long[] binBlocks = new long[RatioBins.count()];
    private final long[] binBytes = new long[RatioBins.count()];
    private final long[] binCompressedBytes = new long[RatioBins.count()];

    void add(int length, int compressedLength, boolean isZero) {
        blocks++;
        bytes += length;
        compressedBytes += compressedLength;
        storedBytes += Math.min(inSectors(length), inSectors(compressedLength));
        if (isZero) {
            zeroBlocks++;
            zeroBytes += length;
            zeroCompressedBytes += compressedLength;
        }
        int bin = RatioBins.of(length, compressedLength);
        binBlocks[bin]++;
        binBytes[bin] += length;
        binCompressedBytes[bin] += compressedLength;
    }

    static long inSectors(long length) {
        return (length + SECTOR_BYTES - 1) / SECTOR_BYTES * SECTOR_BYTES;
    }

    synchronized void add(BlockCounts other) {
        blocks += other.blocks;
        bytes += other.bytes;
        compressedBytes += other.compressedBytes;
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
        return blocks;
    }

    public long bytes() {
        return bytes;
    }

    public long compressedBytes() {
        return compressedBytes;
    }

    /** In whole sectors; blocks that take no less of them are stored as they are. */
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
