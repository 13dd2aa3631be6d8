package io.dgen.internal.engine;

import io.dgen.internal.format.Layout;
import io.dgen.internal.format.Literals;
import io.dgen.internal.format.Page;
import java.util.Arrays;

/** What follows the literals of compressible cells, written over the end of their last line. */
final class Tails {
    private Tails() {}

    /** Completes {@code count} pages from {@code page} on, whose lines are in place. */
    static void write(Layout layout, Literals literals, long page, int count, long[] words) {
        int cellWords = layout.cellBytes() / Long.BYTES;
        for (int i = 0; i < count; i++) {
            for (int cell = 0; cell < layout.cells(); cell++) {
                int start = i * Page.WORDS + cell * cellWords;
                int bytes = layout.literalBytes(literals, page + i, cell);
                if (layout.run() != 0) {
                    writeRun(layout.run(), words, start, bytes, start + cellWords);
                } else {
                    writeCopies(layout.copyDistance(bytes, page + i), words, start, bytes, start + cellWords);
                }
            }
        }
    }

    private static void writeRun(int run, long[] words, int start, int literalBytes, int end) {
        long word = run * 0x0101010101010101L;
        Arrays.fill(words, blend(words, start, literalBytes, word), end, word);
    }

    private static void writeCopies(int distance, long[] words, int start, int literalBytes, int end) {
        int at = start + literalBytes / Long.BYTES;
        int reach = distance / Long.BYTES;
        if (at < end) {
            at = blend(words, start, literalBytes, words[at - reach]);
        }
        // A pass copies no more than what is there; then there is twice as much.
        for (; at < end; reach *= 2) {
            int n = Math.min(reach, end - at);
            System.arraycopy(words, at - reach, words, at, n);
            at += n;
        }
    }

    /** Replaces the bytes of a partly literal word that are not literal. Returns the index of the next word. */
    private static int blend(long[] words, int start, int literalBytes, long rest) {
        int at = start + literalBytes / Long.BYTES;
        int literalBits = literalBytes % Long.BYTES * Byte.SIZE;
        if (literalBits == 0) {
            return at;
        }
        long mask = -1L << literalBits;
        words[at] = words[at] & ~mask | rest & mask;
        return at + 1;
    }
}
