// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * Classes of contents. The numbers of copies of the contents of one class differ by at most one (docs/format.md,
 * "Scattered").
 *
 * @param slots logical blocks of each class; their sum is the number of blocks of the stream
 * @param contents different contents of each class: 1 .. slots, or 0 for a class without slots
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ContentClasses(long[] slots, long[] contents) {

    /**
     * The classes of a histogram.
     *
     * @param copies occurrences of each content, by class; at least 1
     * @param shares share of the contents, by class; above 0
     */
    public static ContentClasses ofCopies(long logicalBlocks, long[] copies, double[] shares) {
        BigDecimal[] upTo = new BigDecimal[copies.length];
        BigDecimal sum = BigDecimal.ZERO;
        for (int j = 0; j < copies.length; j++) {
            sum = sum.add(BigDecimal.valueOf(shares[j]).multiply(BigDecimal.valueOf(copies[j])));
            upTo[j] = sum;
        }
        long[] slots = new long[copies.length];
        long[] contents = new long[copies.length];
        long start = 0;
        for (int j = 0; j < copies.length; j++) {
            long end = BigDecimal.valueOf(logicalBlocks)
                    .multiply(upTo[j])
                    .divide(sum, 0, RoundingMode.HALF_UP)
                    .longValueExact();
            slots[j] = end - start;
            contents[j] = slots[j] == 0 ? 0 : Math.max(1, (2 * slots[j] + copies[j]) / (2 * copies[j]));
            start = end;
        }
        return new ContentClasses(slots, contents);
    }

    /**
     * A hot class, then a cold one.
     *
     * @param ratio logical blocks per content
     * @param contentShare share of the contents that are hot, 0 .. 1
     * @param writeShare share of the logical blocks with hot contents, 0 .. 1
     */
    public static ContentClasses ofHotSet(long logicalBlocks, double ratio, double contentShare, double writeShare) {
        long u = RoundRobinPlan.contentBlocks(logicalBlocks, ratio);
        if (u < 2) {
            return new ContentClasses(new long[] {logicalBlocks}, new long[] {Math.min(u, logicalBlocks)});
        }
        long hot = Math.clamp(share(u, contentShare), 1, u - 1);
        long hotSlots = Math.clamp(share(logicalBlocks, writeShare), hot, logicalBlocks - (u - hot));
        return new ContentClasses(new long[] {hotSlots, logicalBlocks - hotSlots}, new long[] {hot, u - hot});
    }

    private static long share(long whole, double share) {
        return BigDecimal.valueOf(whole)
                .multiply(BigDecimal.valueOf(share))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /** Classes with about as many copies of each content, and fewer contents. */
    ContentClasses scaled(double factor) {
        long[] fewerSlots = new long[slots.length];
        long[] fewerContents = new long[slots.length];
        for (int j = 0; j < slots.length; j++) {
            if (slots[j] > 0) {
                fewerContents[j] = Math.max(1, Math.round(contents[j] * factor));
                double copies = (double) slots[j] / contents[j];
                fewerSlots[j] =
                        Math.max(fewerContents[j], Math.round(Math.min(slots[j] * factor, fewerContents[j] * copies)));
            }
        }
        return new ContentClasses(fewerSlots, fewerContents);
    }

    long uniqueBlocks() {
        return Arrays.stream(contents).sum();
    }

    long logicalBlocks() {
        return Arrays.stream(slots).sum();
    }
}
