// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.dataset;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The blocks of which the tails of files are the first bytes (docs/format.md, "Content of files"). Only files of one class
 * have equal tails, because those have equal lengths. Immutable.
 */
final class Tails {
    /** Number of the first block of each class, and after those of the last one. */
    private final long[] first;

    /**
     * Chooses the number of blocks of each class so that the set has the ratio. Classes with long tails come first: each
     * one makes up for the rounding of those before it, and little is left in the end.
     *
     * @param lengths length of the tails of each class in bytes
     * @param members number of files of each class
     * @param ratio bytes of the set over its unique bytes
     * @param bodyBytes bytes of the set that are not in tails
     * @param uniqueBodyBytes those of different blocks
     */
    Tails(long[] lengths, long[] members, BigDecimal ratio, long bodyBytes, long uniqueBodyBytes) {
        long[] blocks = new long[lengths.length];
        BigInteger bytes = BigInteger.valueOf(bodyBytes);
        BigInteger unique = BigInteger.valueOf(uniqueBodyBytes);
        int[] longestFirst = IntStream.range(0, lengths.length)
                .filter(k -> lengths[k] > 0 && members[k] > 0)
                .boxed()
                .sorted(Comparator.comparing(k -> -lengths[k]))
                .mapToInt(k -> k)
                .toArray();
        for (int k : longestFirst) {
            BigInteger length = BigInteger.valueOf(lengths[k]);
            bytes = bytes.add(length.multiply(BigInteger.valueOf(members[k])));
            BigDecimal missing = new BigDecimal(bytes).subtract(ratio.multiply(new BigDecimal(unique)));
            blocks[k] = Math.clamp(rounded(missing, ratio.multiply(new BigDecimal(length))), 1, members[k]);
            unique = unique.add(length.multiply(BigInteger.valueOf(blocks[k])));
        }
        this.first = new long[lengths.length + 1];
        Arrays.setAll(first, k -> k == 0 ? 0 : first[k - 1] + blocks[k - 1]);
    }

    private static long rounded(BigDecimal dividend, BigDecimal divisor) {
        BigDecimal two = BigDecimal.valueOf(2);
        return dividend.multiply(two)
                .add(divisor)
                .divide(divisor.multiply(two), 0, RoundingMode.FLOOR)
                .longValueExact();
    }

    /** Number of blocks of all classes. */
    long blocks() {
        return first[first.length - 1];
    }

    /** Number of different tails of a class. */
    long blocks(int sizeClass) {
        return first[sizeClass + 1] - first[sizeClass];
    }

    /** The block of the file of a class in a group. */
    long block(int sizeClass, long group) {
        return first[sizeClass] + group % Math.max(1, blocks(sizeClass));
    }

    /** The class of a block. */
    int classOf(long block) {
        int sizeClass = 0;
        while (block >= first[sizeClass + 1]) {
            sizeClass++;
        }
        return sizeClass;
    }

    /** The first group of which the file of the class has the block. */
    long groupOf(long block) {
        return block - first[classOf(block)];
    }
}
