// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.prediction;

/** How much space a system takes for a compressed block. */
public enum Allocation {
    /** The compressed bytes, at most the block. */
    BYTES {
        @Override
        double stored(double compressed, double block) {
            return Math.min(compressed, block);
        }
    },
    /** Sectors of 4 KiB; a block that saves no sector is stored uncompressed. */
    SECTORS {
        @Override
        double stored(double compressed, double block) {
            return Math.min(block, Math.ceil(compressed / SECTOR_BYTES) * SECTOR_BYTES);
        }
    },
    /** Sectors of 4 KiB; a block that compression shortens by less than an eighth is stored uncompressed. */
    SECTORS_AFTER_EIGHTH {
        @Override
        double stored(double compressed, double block) {
            return compressed > block - block / 8 ? block : SECTORS.stored(compressed, block);
        }
    },
    /** At most 14 compressed blocks of 4 KiB share one block of 4 KiB, which has a header of 36 bytes. */
    SHARED_BLOCKS {
        @Override
        double stored(double compressed, double block) {
            double fragments = Math.min(14, Math.floor((block - 36) / compressed));
            return fragments < 2 ? block : block / fragments;
        }
    };

    private static final double SECTOR_BYTES = 4096;

    /** Points of the interval of compressed sizes for which {@link #stored(double, double, double)} has the mean. */
    private static final int POINTS = 8;

    abstract double stored(double compressed, double block);

    /** Mean space for blocks with compressed sizes that differ from the given one by at most this relative error. */
    double stored(double compressed, double block, double error) {
        double sum = 0;
        for (int i = 0; i <= POINTS; i++) {
            sum += stored(compressed * (1 + error * (2.0 * i / POINTS - 1)), block);
        }
        return sum / (POINTS + 1);
    }
}
