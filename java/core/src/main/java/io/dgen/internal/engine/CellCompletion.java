// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.engine;

import io.dgen.internal.format.Layout;
import io.dgen.internal.format.Page;
import io.dgen.internal.format.SkipTail;
import java.util.Arrays;

/**
 * Writes the bytes of compressible cells that are not literals. They begin in the last line of literals, the end of which
 * is overwritten; stripes overwrite the start of each stripe.
 */
final class CellCompletion {
    private CellCompletion() {}

    /**
     * Completes the pages of a batch after their lines were made.
     *
     * @param perCell as {@link io.dgen.internal.format.Literals#perCell}
     */
    static void complete(PageBatch batch, Layout layout, int perCell) {
        long[] words = batch.words();
        int cellWords = layout.cellBytes() / Long.BYTES;
        for (int i = 0; i < batch.count(); i++) {
            long page = batch.page() + i;
            for (int cell = 0; cell < layout.cells(); cell++) {
                int start = i * Page.WORDS + cell * cellWords;
                int bytes = layout.literalBytes(perCell, page, cell);
                int end = start + cellWords;
                if (layout.tail() == Layout.Tail.STRIPES) {
                    writeStripes(words, start, bytes, layout.runByte());
                } else if (layout.tail() == Layout.Tail.RUN) {
                    writeRun(words, start, bytes, end, layout.runByte());
                } else if (layout.tail() == Layout.Tail.COPY || bytes < Page.LINE_BYTES) {
                    writeCopies(words, start, bytes, end, layout.copyDistance(bytes, page));
                } else {
                    int landing = start + SkipTail.landingEnd(bytes) / Long.BYTES;
                    writeLanding(words, start, bytes, landing);
                    writePieces(words, start, landing, end);
                }
            }
        }
    }

    private static void writeStripes(long[] words, int start, int literalBytes, int runByte) {
        long word = runByte * 0x0101010101010101L;
        for (int stripe = 0; stripe < Layout.STRIPES; stripe++) {
            int run = Layout.stripeRun(literalBytes, stripe);
            int at = start + stripe * (Page.WORDS / Layout.STRIPES);
            int end = at + run / Long.BYTES;
            Arrays.fill(words, at, end, word);
            if (run % Long.BYTES != 0) {
                long mask = -1L << run % Long.BYTES * Byte.SIZE;
                words[end] = words[end] & mask | word & ~mask;
            }
        }
    }

    private static void writeRun(long[] words, int start, int literalBytes, int end, int runByte) {
        long word = runByte * 0x0101010101010101L;
        Arrays.fill(words, blend(words, start, literalBytes, word), end, word);
    }

    private static void writeLanding(long[] words, int start, int literalBytes, int end) {
        int period = SkipTail.LANDING_PERIOD / Long.BYTES;
        int at = start + literalBytes / Long.BYTES;
        if (at < end) {
            at = blend(words, start, literalBytes, words[start + (at - start) % period]);
        }
        for (; at < end; at++) {
            words[at] = words[start + (at - start) % period];
        }
    }

    private static void writePieces(long[] words, int start, int landing, int end) {
        int pieceWords = SkipTail.PIECE_BYTES / Long.BYTES;
        int source = SkipTail.FIRST_PIECE;
        for (int at = landing; at < end; at += pieceWords, source--) {
            int from = start + source / Long.BYTES;
            int shift = source % Long.BYTES * Byte.SIZE;
            int n = Math.min(pieceWords, end - at);
            for (int i = 0; i < n; i++) {
                // Two shifts, because a shift by 64 bits has no effect.
                words[at + i] = words[from + i] >>> shift | words[from + i + 1] << 1 << Long.SIZE - 1 - shift;
            }
        }
    }

    private static void writeCopies(long[] words, int start, int literalBytes, int end, int distance) {
        int at = start + literalBytes / Long.BYTES;
        int reach = distance / Long.BYTES;
        if (at < end) {
            at = blend(words, start, literalBytes, words[at - reach]);
        }
        // A pass copies at most the words that are complete; each pass doubles their number.
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
