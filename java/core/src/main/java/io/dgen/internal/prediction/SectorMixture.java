// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.prediction;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * A mixture of two ratios for a file system that stores compressed blocks in whole sectors of 4 KiB. The blocks of both ratios
 * nearly fill their sectors, so that the file system stores the mean ratio, and not the next lower one that is a whole
 * number of sectors.
 */
public final class SectorMixture {
    private static final int SECTOR_BYTES = 4 << 10;

    /** Room in a block's last sector for the error of the compressor, as a share of the compressed size. */
    private static final double MARGIN = 0.006;

    /** The least room: errors of small compressed blocks are larger. */
    private static final double MARGIN_BYTES = 160;

    /** Decimals of a weight. */
    private static final int SCALE = 6;

    private SectorMixture() {}

    /**
     * Blocks of one ratio.
     *
     * @param weight share of the blocks; the sum of a mixture is 1
     */
    public record Part(double ratio, double weight) {}

    /**
     * The mixture with this ratio, in ascending order.
     *
     * @param ratio 1 .. 64 in steps of 0.01
     * @param sectors of an uncompressed block
     */
    public static List<Part> of(double ratio, long sectors) {
        if (ratio > filling(1, sectors)) {
            return only(ratio); // no block takes less than one sector
        }
        long most = sectors;
        while (most > 2 && filling(most - 1, sectors) < ratio) {
            most--;
        }
        return between(filling(most, sectors), filling(most - 1, sectors), ratio);
    }

    /** The least ratio with which a block surely fits into a number of sectors. */
    private static double filling(long stored, long sectors) {
        double margin = Math.max(MARGIN, MARGIN_BYTES / (stored * SECTOR_BYTES));
        return stored == sectors ? 1 : Math.ceil(100.0 * sectors / stored * (1 + margin)) / 100;
    }

    private static List<Part> between(double low, double high, double ratio) {
        double ofLow = (1 / ratio - 1 / high) / (1 / low - 1 / high);
        BigDecimal weight = BigDecimal.valueOf(ofLow).setScale(SCALE, RoundingMode.HALF_EVEN);
        if (weight.signum() == 0) {
            return only(high);
        }
        if (weight.compareTo(BigDecimal.ONE) == 0) {
            return only(low);
        }
        return List.of(
                new Part(low, weight.doubleValue()),
                new Part(high, BigDecimal.ONE.subtract(weight).doubleValue()));
    }

    private static List<Part> only(double ratio) {
        return List.of(new Part(ratio, 1));
    }
}
