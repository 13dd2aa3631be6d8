// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.topology;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets of CPUs and of nodes in the kernel's two text formats. Either text may be empty. */
final class IdSets {
    /** Much larger than the ids of any machine. Prevents large allocations because of an id in a malformed file. */
    private static final int MAX_ID = (1 << 20) - 1;

    private static final int WORD_BITS = 32;
    private static final int HEX_DIGIT_BITS = 4;

    private IdSets() {}

    /** A list such as {@code 0-3,8}; null if it is malformed. */
    static @Nullable BitSet ofList(String text) {
        BitSet ids = new BitSet();
        if (text.isBlank()) {
            return ids;
        }
        for (String range : text.split(",", -1)) {
            String[] ends = range.strip().split("-", 2);
            int first = id(ends[0]);
            int last = id(ends[ends.length - 1]);
            if (first < 0 || last < first) {
                return null;
            }
            ids.set(first, last + 1);
        }
        return ids;
    }

    /** A mask such as {@code ff,00000001}: hex words of 32 bits, the highest first; null if it is malformed. */
    static @Nullable BitSet ofMask(String text) {
        BitSet ids = new BitSet();
        if (text.isBlank()) {
            return ids;
        }
        String[] words = text.split(",", -1);
        if (words.length > MAX_ID / WORD_BITS) {
            return null;
        }
        for (int i = 0; i < words.length; i++) {
            String word = words[words.length - 1 - i].strip();
            if (word.isEmpty() || word.length() > WORD_BITS / HEX_DIGIT_BITS) {
                return null;
            }
            for (int d = 0; d < word.length(); d++) {
                int digit = Character.digit(word.charAt(word.length() - 1 - d), 16);
                if (digit < 0) {
                    return null;
                }
                for (int bit = 0; bit < HEX_DIGIT_BITS; bit++) {
                    ids.set(i * WORD_BITS + d * HEX_DIGIT_BITS + bit, (digit >> bit & 1) != 0);
                }
            }
        }
        return ids;
    }

    /** The id; -1 if it is malformed. */
    static int id(String text) {
        try {
            int id = Integer.parseInt(text);
            return id >= 0 && id <= MAX_ID && !text.startsWith("+") ? id : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    static BitSet and(BitSet a, BitSet b) {
        BitSet both = (BitSet) a.clone();
        both.and(b);
        return both;
    }

    static List<Integer> toList(BitSet ids) {
        return ids.stream().boxed().toList();
    }
}
