package io.dgen.internal.engine;

import io.dgen.StoreMode;
import io.dgen.internal.format.Content;
import io.dgen.internal.format.Layout;
import io.dgen.internal.format.Literals;
import io.dgen.internal.format.Page;
import io.dgen.internal.format.Spans;
import io.dgen.internal.format.StreamKey;
import io.dgen.internal.kernel.Mismatch;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * What the pure-Java engines share: pages are made in an L1-sized array and copied to where they belong.
 *
 * <p>The copy costs less than it saves: array stores compile to the same code whatever kinds of segments a program
 * uses, and the same scratch serves unaligned, partial and verified pages.
 */
abstract class JavaEngine implements PageEngine {
    /** Pages made at a time. 16 KiB leave half of a usual L1 cache to the destination. */
    static final int BATCH_PAGES = 4;

    private static final int BATCH_BYTES = BATCH_PAGES * Page.BYTES;

    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    private static final class Scratch {
        final long[] words = new long[BATCH_PAGES * Page.WORDS];
        final MemorySegment bytes = MemorySegment.ofArray(words);
    }

    /**
     * Makes the first {@code lines} lines of each of the {@code cells} cells of {@code count} pages, 1 to
     * {@link #BATCH_PAGES}, from {@code page} on; may overwrite the rest of words.
     */
    abstract void makeLines(StreamKey key, long page, int count, long[] words, int cells, int lines);

    @Override
    public final void fill(Content content, Spans spans, MemorySegment segment, long at, StoreMode stores) {
        Scratch scratch = SCRATCH.get();
        long target = at;
        for (int i = 0; i < spans.count(); i++) {
            for (long done = 0; done < spans.length(i); ) {
                long offset = spans.offset(i) + done;
                int within = (int) offset & Page.BYTES - 1;
                int n = (int) Math.min(BATCH_BYTES - within, spans.length(i) - done);
                makeBytes(content, spans.literals(i), offset, within + n, scratch);
                MemorySegment.copy(scratch.bytes, within, segment, target, n);
                done += n;
                target += n;
            }
        }
    }

    @Override
    public final Mismatch verify(Content content, Spans spans, MemorySegment segment, long at) {
        Scratch scratch = SCRATCH.get();
        Mismatch found = Mismatch.NONE;
        long target = at;
        for (int i = 0; i < spans.count(); i++) {
            for (long done = 0; done < spans.length(i); ) {
                long offset = spans.offset(i) + done;
                int within = (int) offset & Page.BYTES - 1;
                int n = (int) Math.min(BATCH_BYTES - within, spans.length(i) - done);
                makeBytes(content, spans.literals(i), offset, within + n, scratch);
                found = found.then(target - at, compare(scratch.bytes, within, segment, target, n));
                done += n;
                target += n;
            }
        }
        return found;
    }

    private void makeBytes(
            Content content, Literals literals, long contentOffset, int bytesFromPageStart, Scratch scratch) {
        int count = (bytesFromPageStart + Page.BYTES - 1) >>> Page.SHIFT;
        long page = contentOffset >>> Page.SHIFT;
        Layout layout = content.layout();
        if (layout.isIncompressible(literals)) {
            makeLines(content.key(), page, count, scratch.words, 1, Page.BYTES / Page.LINE_BYTES);
        } else {
            makeLines(content.key(), page, count, scratch.words, layout.cells(), Layout.lines(literals));
            mask(scratch.words, count * Page.WORDS, literals.mask());
            Tails.write(layout, literals, page, count, scratch.words);
        }
        if (ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN) {
            for (int i = 0; i < scratch.words.length; i++) {
                scratch.words[i] = Long.reverseBytes(scratch.words[i]);
            }
        }
    }

    private static void mask(long[] words, int length, long mask) {
        if (mask != -1) {
            for (int i = 0; i < length; i++) {
                words[i] &= mask;
            }
        }
    }

    private static Mismatch compare(MemorySegment expected, long expectedAt, MemorySegment actual, long at, int n) {
        long wrong = MemorySegment.mismatch(expected, expectedAt, expectedAt + n, actual, at, at + n);
        return wrong < 0
                ? Mismatch.NONE
                : new Mismatch(wrong, countWrong(expected, expectedAt + wrong, actual, at + wrong, n - wrong));
    }

    private static long countWrong(
            MemorySegment expected, long expectedAt, MemorySegment actual, long actualAt, long length) {
        long count = 0;
        for (long i = 0; i < length; i++) {
            if (expected.get(ValueLayout.JAVA_BYTE, expectedAt + i)
                    != actual.get(ValueLayout.JAVA_BYTE, actualAt + i)) {
                count++;
            }
        }
        return count;
    }
}
