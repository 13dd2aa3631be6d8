// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.diagnosis;

import io.dgen.internal.format.Mix64;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Looks for found bytes in the expected bytes that are at most 1 MiB away, at any distance: bytes were inserted or are
 * missing, or the data belongs to a neighbour.
 */
final class ShiftSearch {
    static final int MAX_SHIFT = 1 << 20;

    private static final int PATTERN_BYTES = 16;

    /** Few words of the stream have the same hash as one of the 8 of the pattern. */
    private static final int FILTER_BITS = 12;

    private static final int MIN_DIFFERENT = 3;
    private static final int MAX_HITS = 64;
    /** Shorter common ranges are no evidence. */
    private static final int MIN_COMMON = 64;

    private final Origin stream;
    private final byte[] window = new byte[2 * MAX_SHIFT + PATTERN_BYTES];

    ShiftSearch(Origin stream) {
        this.stream = stream;
    }

    /**
     * Distance from found bytes to the expected bytes that they are.
     *
     * @param offset of {@code found[0]} in the stream
     * @param from start of the range in which the pattern is chosen
     */
    OptionalLong distance(long offset, byte[] found, int from, int to) {
        int at = patternIn(found, from, to);
        if (at < 0) {
            return OptionalLong.empty();
        }
        long low = Math.max(0, offset + at - MAX_SHIFT);
        int length = (int) Math.min(stream.sizeBytes() - low, offset + at - low + MAX_SHIFT + PATTERN_BYTES);
        stream.fill(low, window, 0, length);
        return longest(found, at, length, (int) (offset + at - low));
    }

    /** Index of the range of {@link #PATTERN_BYTES} with the most different values; -1 if it is mostly a run. */
    private static int patternIn(byte[] found, int from, int to) {
        int best = -1;
        long most = MIN_DIFFERENT - 1;
        for (int at = from; at + PATTERN_BYTES <= to; at += PATTERN_BYTES / 2) {
            byte[] sorted = Arrays.copyOfRange(found, at, at + PATTERN_BYTES);
            Arrays.sort(sorted);
            int different = 1;
            for (int i = 1; i < sorted.length; i++) {
                different += sorted[i] != sorted[i - 1] ? 1 : 0;
            }
            if (different > most) {
                best = at;
                most = different;
            }
        }
        return best;
    }

    /**
     * Of all places of the pattern, the one with the longest common range around it; of equal ones, the nearest
     * at a distance of whole sectors, or else the nearest: copies in a page repeat at other distances. At one of
     * 8 alignments of the pattern, its word is an aligned word of the window.
     */
    private OptionalLong longest(byte[] found, int at, int length, int own) {
        long[] words = new long[Long.BYTES];
        long[] filter = new long[1 << FILTER_BITS - 6];
        for (int i = 0; i < words.length; i++) {
            words[i] = Bytes.word(found, at + i);
            filter[hash(words[i]) >>> 6] |= 1L << hash(words[i]);
        }
        int hits = 0;
        int best = MIN_COMMON - 1;
        OptionalLong distance = OptionalLong.empty();
        for (int i = 0; i <= length - Long.BYTES && hits < MAX_HITS; i += Long.BYTES) {
            long word = Bytes.word(window, i);
            int hash = hash(word);
            if ((filter[hash >>> 6] >>> hash & 1) == 0) {
                continue;
            }
            for (int k = 0; k < words.length; k++) {
                int place = i - k;
                if (word == words[k] && place >= 0 && place != own && place + PATTERN_BYTES <= length) {
                    hits++;
                    int common = common(found, at, place, length);
                    boolean isLikelier = distance.isPresent() && rank(place - own) < rank(distance.getAsLong());
                    if (common > best || common == best && isLikelier) {
                        best = common;
                        distance = OptionalLong.of(place - own);
                    }
                }
            }
        }
        return distance;
    }

    private static long rank(long distance) {
        return Math.abs(distance) + (distance % Sector.BYTES == 0 ? 0 : MAX_SHIFT);
    }

    private static int hash(long word) {
        return (int) (word * Mix64.GAMMA >>> Long.SIZE - FILTER_BITS);
    }

    private int common(byte[] found, int at, int place, int length) {
        int after = Arrays.mismatch(found, at, found.length, window, place, length);
        int most = Math.min(found.length - at, length - place);
        int before = 0;
        while (before < at && before < place && found[at - before - 1] == window[place - before - 1]) {
            before++;
        }
        return before + (after < 0 ? most : after);
    }
}
