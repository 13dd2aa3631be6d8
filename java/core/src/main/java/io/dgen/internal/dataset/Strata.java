// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.dataset;

import io.dgen.internal.format.StreamKey;
import io.dgen.internal.plan.Permutation;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/**
 * An endless sequence of files in groups of one file of each size class (docs/format.md, "Size classes"). Each position in
 * the sequence costs at most one group. Immutable.
 */
public final class Strata {
    /** "dgen1set" */
    private static final long DOMAIN = 0x6467656E31736574L;

    private final long[] sizes;
    private final boolean isInOrder;
    private final StreamKey key;

    /**
     * @param sizes the size of each class in bytes
     * @param isInOrder whether all groups have the classes in their order; otherwise a permutation orders each group
     */
    public Strata(long[] sizes, boolean isInOrder, long seed, long streamId) {
        this.sizes = sizes.clone();
        this.isInOrder = isInOrder || sizes.length == 1;
        this.key = StreamKey.derive(DOMAIN, seed, streamId);
    }

    public int classes() {
        return sizes.length;
    }

    public long size(int sizeClass) {
        return sizes[sizeClass];
    }

    public long group(long file) {
        return file / sizes.length;
    }

    public int classOf(long file) {
        long position = file % sizes.length;
        return (int) (isInOrder ? position : permutation(group(file)).apply(position));
    }

    private Permutation permutation(long group) {
        return new Permutation(key.of(group), sizes.length);
    }

    /** The classes of the files of a group. */
    public int[] classesOf(long group) {
        int[] classes = new int[sizes.length];
        readClasses(group, classes);
        return classes;
    }

    /** Writes the classes of the first files of a group to an array. */
    public void readClasses(long group, int[] classes) {
        if (isInOrder) {
            Arrays.setAll(classes, i -> i);
            return;
        }
        Permutation permutation = permutation(group);
        for (int i = 0; i < classes.length; i++) {
            classes[i] = (int) permutation.apply(i);
        }
    }

    /** The file of a class in a group. */
    public long file(long group, int sizeClass) {
        int[] classes = classesOf(group);
        int position = 0;
        while (classes[position] != sizeClass) {
            position++;
        }
        return group * classes.length + position;
    }

    /** @param ofSize the amount of a file, at least 0, by its size in bytes */
    public Measure measure(LongUnaryOperator ofSize) {
        return new Measure(Arrays.stream(sizes).map(ofSize).toArray());
    }

    /** An amount that adds up over the files. */
    public final class Measure {
        private final long[] amounts;

        /** Of a group; 2^63 - 1 if it is larger. */
        private final long ofGroup;

        private Measure(long[] amounts) {
            this.amounts = amounts;
            this.ofGroup = Arrays.stream(amounts)
                    .mapToObj(BigInteger::valueOf)
                    .reduce(BigInteger.ZERO, BigInteger::add)
                    .min(BigInteger.valueOf(Long.MAX_VALUE))
                    .longValue();
        }

        public long ofGroup() {
            return ofGroup;
        }

        /** The sum of all files before one. */
        public long before(long file) {
            long sum = group(file) * ofGroup;
            int position = (int) (file % amounts.length);
            if (position > 0) {
                int[] classes = new int[position];
                readClasses(group(file), classes);
                for (int sizeClass : classes) {
                    sum += amounts[sizeClass];
                }
            }
            return sum;
        }

        /** As {@link #before}, for values that may not fit into 64 bits. */
        BigInteger exactBefore(long file) {
            BigInteger sum = BigInteger.ZERO;
            for (long amount : amounts) {
                sum = sum.add(BigInteger.valueOf(amount));
            }
            sum = sum.multiply(BigInteger.valueOf(group(file)));
            int[] classes = classesOf(group(file));
            for (int i = 0; i < file % amounts.length; i++) {
                sum = sum.add(BigInteger.valueOf(amounts[classes[i]]));
            }
            return sum;
        }

        /**
         * The file that contains a unit: the only one with before(file) <= unit < before(file + 1).
         *
         * @param unit at least 0; {@link #ofGroup} is above 0
         */
        public long locate(long unit) {
            long group = unit / ofGroup;
            long rest = unit % ofGroup;
            int[] classes = classesOf(group);
            int position = 0;
            while (rest >= amounts[classes[position]]) {
                rest -= amounts[classes[position]];
                position++;
            }
            return group * classes.length + position;
        }
    }
}
