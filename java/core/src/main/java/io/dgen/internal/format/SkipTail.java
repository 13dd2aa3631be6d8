// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.format;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The tail that compressors find although they skip parts of a page (docs/format.md, "Texture skip"): a landing, in
 * which each position repeats one of the first bytes of the page, and pieces that repeat the start of the page.
 */
public final class SkipTail {
    /** Period of the landing in bytes. The compressors index each of the first 32 bytes of a page. */
    public static final int LANDING_PERIOD = 32;

    public static final int PIECE_BYTES = 128;

    /** Offset in the page of the bytes that the first piece repeats; that of each further piece is 1 less. */
    public static final int FIRST_PIECE = 31;

    /** The possible numbers of literal bytes of a page, ascending. */
    private static final int[] LITERALS = IntStream.concat(
                    IntStream.iterate(0, at -> at < Page.BYTES, at -> at + step(at))
                            .filter(SkipTail::isAllowed),
                    IntStream.of(Page.BYTES))
            .toArray();

    private SkipTail() {}

    /** Distance from one examined position to the next, {@code literalBytes} after the last match. */
    private static int step(int literalBytes) {
        return 1 + literalBytes / 32;
    }

    private static boolean isAllowed(int literalBytes) {
        int within = literalBytes % LANDING_PERIOD;
        return literalBytes < Page.LINE_BYTES ? literalBytes >= Literals.MIN_BYTES : within >= 5 && within <= 28;
    }

    /** Index of the largest possible number of literal bytes that is at most the mean. */
    private static int indexOf(int mean) {
        int i = Arrays.binarySearch(LITERALS, mean >>> Literals.SHIFT);
        return i >= 0 ? i : -i - 2;
    }

    /**
     * Literal bytes of a page: shares accumulate from page to page, so that the mean is exact.
     *
     * @param mean in units of 2^-16 bytes
     * @param page number of the page
     */
    static int literalBytes(int mean, long page) {
        int i = indexOf(mean);
        int few = LITERALS[i];
        if (few == Page.BYTES) {
            return few;
        }
        int more = LITERALS[i + 1];
        int share = (mean - (few << Literals.SHIFT)) / (more - few);
        return few + Literals.accumulated(share, page) * (more - few);
    }

    /** The largest result of {@link #literalBytes} with this mean. */
    static int mostLiteralBytes(int mean) {
        return LITERALS[Math.min(indexOf(mean) + 1, LITERALS.length - 1)];
    }

    /** Offset in the page of the end of the landing, at most the size of the page. */
    public static int landingEnd(int literalBytes) {
        int end = literalBytes + 2 * step(literalBytes) + Page.LINE_BYTES - 1;
        return Math.min(end / Page.LINE_BYTES * Page.LINE_BYTES, Page.BYTES);
    }
}
