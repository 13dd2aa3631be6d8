// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.prediction;

/** A set of hashes, which are well distributed. Open addressing; 0 marks a free place. */
final class LongHashSet {
    private long[] places;
    private int size;

    /** @param places initial number of places, a power of two */
    LongHashSet(int places) {
        this.places = new long[places];
    }

    /** {@return whether the hash was not in the set} */
    boolean add(long value) {
        int i = place(value);
        if (places[i] != 0) {
            return false;
        }
        places[i] = nonzero(value);
        if (2 * ++size > places.length) {
            grow();
        }
        return true;
    }

    boolean contains(long value) {
        return places[place(value)] != 0;
    }

    /** The place that has the hash, or the free one that it would get. */
    private int place(long value) {
        int mask = places.length - 1;
        int i = (int) value & mask;
        while (places[i] != 0 && places[i] != nonzero(value)) {
            i = i + 1 & mask;
        }
        return i;
    }

    private static long nonzero(long value) {
        return value == 0 ? 1 : value;
    }

    private void grow() {
        long[] old = places;
        places = new long[4 * old.length];
        for (long value : old) {
            if (value != 0) {
                places[place(value)] = value;
            }
        }
    }
}
