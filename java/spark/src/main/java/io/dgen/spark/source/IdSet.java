// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.source;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.ToLongBiFunction;

/** A set of ids as ranges in ascending order, which neither overlap nor touch. Immutable. */
final class IdSet implements Serializable {
    private static final long serialVersionUID = 1;

    static final IdSet EMPTY = new IdSet(new long[0]);

    /** Start and end of each range; the end is excluded. */
    private final long[] bounds;

    private IdSet(long[] bounds) {
        this.bounds = bounds;
    }

    /** The ids from the first one up to the second one, which is excluded; empty if there are none. */
    static IdSet range(long from, long to) {
        return from < to ? new IdSet(new long[] {from, to}) : EMPTY;
    }

    int ranges() {
        return bounds.length / 2;
    }

    long from(int range) {
        return bounds[2 * range];
    }

    long to(int range) {
        return bounds[2 * range + 1];
    }

    boolean isEmpty() {
        return bounds.length == 0;
    }

    long first() {
        return bounds[0];
    }

    long last() {
        return bounds[bounds.length - 1] - 1;
    }

    /** The number of ids. */
    long size() {
        return sum((from, to) -> to - from);
    }

    long sum(ToLongBiFunction<Long, Long> ofRange) {
        long sum = 0;
        for (int i = 0; i < ranges(); i++) {
            sum += ofRange.applyAsLong(from(i), to(i));
        }
        return sum;
    }

    IdSet or(IdSet other) {
        return combined(other, 1);
    }

    IdSet and(IdSet other) {
        return combined(other, 2);
    }

    /** The ids of this set that are not in the other one, which must be a part of it. */
    IdSet minus(IdSet part) {
        return combined(part, 1, 1);
    }

    private IdSet combined(IdSet other, int least) {
        return combined(other, least, 2);
    }

    /** The ids that are in {@code least} to {@code most} of both sets. */
    private IdSet combined(IdSet other, int least, int most) {
        long[] result = new long[bounds.length + other.bounds.length];
        int n = 0;
        int i = 0;
        int j = 0;
        boolean isInside = false;
        while (i < bounds.length || j < other.bounds.length) {
            long at = Math.min(bound(i), other.bound(j));
            i += bound(i) == at ? 1 : 0;
            j += other.bound(j) == at ? 1 : 0;
            int sets = (i & 1) + (j & 1);
            if (isInside != (sets >= least && sets <= most)) {
                isInside = !isInside;
                result[n++] = at;
            }
        }
        return n == 0 ? EMPTY : new IdSet(Arrays.copyOf(result, n));
    }

    /** Ids are below the largest number. */
    private long bound(int i) {
        return i < bounds.length ? bounds[i] : Long.MAX_VALUE;
    }

    /** The ids at the given positions of the ascending order, {@code to} excluded; fewer if the set ends earlier. */
    IdSet slice(long from, long to) {
        long[] result = new long[bounds.length];
        int n = 0;
        long position = 0;
        for (int i = 0; i < ranges() && position < to; i++) {
            long length = to(i) - from(i);
            long start = Math.max(0, from - position);
            long end = Math.min(length, to - position);
            if (start < end) {
                result[n++] = from(i) + start;
                result[n++] = from(i) + end;
            }
            position += length;
        }
        return n == 0 ? EMPTY : new IdSet(Arrays.copyOf(result, n));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IdSet set && Arrays.equals(bounds, set.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < ranges(); i++) {
            if (i == 3) {
                return text + ", … (" + ranges() + " ranges)";
            }
            text.append(i == 0 ? "" : ", ").append(from(i)).append("..").append(to(i) - 1);
        }
        return isEmpty() ? "none" : text.toString();
    }
}
