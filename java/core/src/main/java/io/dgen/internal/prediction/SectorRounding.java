// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.prediction;

/**
 * A file system that compresses blocks of a fixed size and stores each of them in whole sectors. A block that would not
 * save a sector is stored uncompressed.
 *
 * <p>The compressed size is taken as exact: where it is a whole number of sectors, the smallest error of the compressor
 * costs one sector more.
 *
 * @param blockBytes bytes that the system compresses at a time, a multiple of the sector
 * @param sectorBytes bytes of a sector, at least 1
 */
public record SectorRounding(long blockBytes, long sectorBytes) {
    public SectorRounding {
        if (sectorBytes < 1 || blockBytes < sectorBytes || blockBytes % sectorBytes != 0) {
            throw new IllegalArgumentException("block of " + blockBytes + " and sector of " + sectorBytes
                    + " bytes: expected a multiple of the sector");
        }
    }

    /** Sectors of an uncompressed block. */
    public long sectorsPerBlock() {
        return blockBytes / sectorBytes;
    }

    /**
     * Sectors of a block, 1 .. {@link #sectorsPerBlock}.
     *
     * @param ratio size over compressed size, at least 1
     */
    public long storedSectors(double ratio) {
        return Math.max(1, (long) Math.ceil(sectorsPerBlock() / ratio));
    }

    /**
     * Size over stored size of blocks of one ratio.
     *
     * @param ratio size over compressed size, at least 1
     */
    public double storedRatio(double ratio) {
        return (double) sectorsPerBlock() / storedSectors(ratio);
    }

    /**
     * Size over stored size of blocks of several ratios.
     *
     * @param ratios size over compressed size of each kind of block, at least 1
     * @param weights the share of each kind; their sum is the unit
     */
    public double storedRatio(double[] ratios, double[] weights) {
        double blocks = 0;
        double sectors = 0;
        for (int i = 0; i < ratios.length; i++) {
            blocks += weights[i];
            sectors += weights[i] * storedSectors(ratios[i]);
        }
        return blocks * sectorsPerBlock() / sectors;
    }
}
