// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.diagnosis;

import io.dgen.internal.format.Mix64;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keys of found data, each with the offsets at which the stream has it. A filter answers for most other keys. */
final class KeyTable {
    /** With more offsets the key identifies nothing. */
    private static final int MAX_OFFSETS = 8;

    /** One bit per hash: fits into the L2 cache. Of the words of 8192 pages, few have the same hash as others. */
    private static final int FILTER_BITS = 22;

    private final long[] filter = new long[1 << FILTER_BITS - 6];
    private final Map<Long, List<Long>> offsets = new HashMap<>();
    private int missing;

    void add(long key) {
        int bit = bit(key);
        filter[bit >>> 6] |= 1L << bit;
        if (offsets.putIfAbsent(key, new ArrayList<>(1)) == null) {
            missing++;
        }
    }

    boolean mayContain(long key) {
        int bit = bit(key);
        return (filter[bit >>> 6] >>> bit & 1) != 0;
    }

    private static int bit(long key) {
        return (int) (key * Mix64.GAMMA >>> Long.SIZE - FILTER_BITS);
    }

    /** Notes an offset of the key, if it is in the table. */
    void found(long key, long offset) {
        List<Long> known = offsets.get(key);
        if (known != null && known.size() < MAX_OFFSETS) {
            missing -= known.isEmpty() ? 1 : 0;
            known.add(offset);
        }
    }

    List<Long> offsets(long key) {
        return offsets.getOrDefault(key, List.of());
    }

    /** Whether the stream has all keys. */
    boolean isComplete() {
        return missing == 0;
    }
}
