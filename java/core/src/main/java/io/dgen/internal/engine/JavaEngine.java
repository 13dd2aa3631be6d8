package io.dgen.internal.engine;

import io.dgen.StoreMode;
import io.dgen.internal.format.Page;
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

    /** Makes {@code count} pages, 1 to {@link #BATCH_PAGES}, from {@code page} on; may overwrite the rest of words. */
    abstract void makePages(StreamKey key, long page, int count, long[] words);

    @Override
    public final void fill(
            StreamKey key, long contentOffset, MemorySegment segment, long at, long length, StoreMode stores) {
        Scratch scratch = SCRATCH.get();
        for (long done = 0; done < length; ) {
            int within = (int) (contentOffset + done) & Page.BYTES - 1;
            int n = (int) Math.min(BATCH_BYTES - within, length - done);
            makeBytes(key, contentOffset + done, within + n, scratch);
            MemorySegment.copy(scratch.bytes, within, segment, at + done, n);
            done += n;
        }
    }

    @Override
    public final Mismatch verify(StreamKey key, long contentOffset, MemorySegment segment, long at, long length) {
        Scratch scratch = SCRATCH.get();
        Mismatch found = Mismatch.NONE;
        for (long done = 0; done < length; ) {
            int within = (int) (contentOffset + done) & Page.BYTES - 1;
            int n = (int) Math.min(BATCH_BYTES - within, length - done);
            makeBytes(key, contentOffset + done, within + n, scratch);
            long start = at + done;
            long wrong = MemorySegment.mismatch(scratch.bytes, within, within + n, segment, start, start + n);
            if (wrong >= 0) {
                long count = countWrong(scratch.bytes, within + wrong, segment, start + wrong, n - wrong);
                found = found.then(done, new Mismatch(wrong, count));
            }
            done += n;
        }
        return found;
    }

    private void makeBytes(StreamKey key, long contentOffset, int bytesFromPageStart, Scratch scratch) {
        int pages = (bytesFromPageStart + Page.BYTES - 1) >>> Page.SHIFT;
        makePages(key, contentOffset >>> Page.SHIFT, pages, scratch.words);
        if (ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN) {
            for (int i = 0; i < scratch.words.length; i++) {
                scratch.words[i] = Long.reverseBytes(scratch.words[i]);
            }
        }
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
