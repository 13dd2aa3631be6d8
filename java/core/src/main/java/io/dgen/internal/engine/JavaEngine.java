// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.engine;

import io.dgen.internal.buffer.ThreadScratch;
import io.dgen.internal.format.Content;
import io.dgen.internal.format.Layout;
import io.dgen.internal.format.Mismatch;
import io.dgen.internal.format.Page;
import io.dgen.internal.format.SharedLines;
import io.dgen.internal.format.Spans;
import io.dgen.internal.format.StreamKey;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/**
 * The common part of the Java engines: pages are made in an array that fits into the L1 cache and copied to the buffer.
 *
 * <p>The copy costs less time than it saves: array stores compile to the same code for all kinds of segments, and the
 * array is also used for pages that are unaligned, partial or only compared.
 *
 * <p>Memory outside the heap is only accessed by copies, also to compare it: it may be a mapped file that was truncated.
 * A copy by the JDK then throws {@code InternalError}, but {@link MemorySegment#mismatch} crashes the JVM.
 */
abstract class JavaEngine implements PageEngine {
    private static final ThreadScratch<PageBatch> BATCH = new ThreadScratch<>(PageBatch::new);
    private static final ThreadScratch<PageBatch> SHARED_PAGE = new ThreadScratch<>(PageBatch::new);
    private static final ThreadScratch<WrongBytes> WRONG_BYTES = new ThreadScratch<>(WrongBytes::new);
    private static final ThreadScratch<MemorySegment> ACTUAL =
            new ThreadScratch<>(() -> MemorySegment.ofArray(new byte[PageBatch.BYTES]));

    /** Makes the lines of the batch; may overwrite the rest of its words. */
    abstract void makeLines(StreamKey key, PageBatch batch);

    @Override
    public final void fill(Spans spans, MemorySegment segment, long at, int store) {
        PageBatch batch = BATCH.get();
        long target = at;
        for (int i = 0; i < spans.count(); i++) {
            long length = spans.length(i);
            for (long done = 0; done < length; ) {
                int within = (int) (spans.offset(i) + done) & Page.BYTES - 1;
                int n = (int) Math.min(PageBatch.BYTES - within, length - done);
                makeBytes(spans, i, done, within + n, batch);
                MemorySegment.copy(batch.bytes(), within, segment, target, n);
                done += n;
                target += n;
            }
        }
    }

    @Override
    public final Mismatch verify(Spans spans, MemorySegment segment, long at, long total) {
        PageBatch batch = BATCH.get();
        MemorySegment actual = ACTUAL.get();
        Mismatch found = Mismatch.NONE;
        long target = at;
        for (int i = 0; i < spans.count(); i++) {
            long length = spans.length(i);
            for (long done = 0; done < length; ) {
                int within = (int) (spans.offset(i) + done) & Page.BYTES - 1;
                int n = (int) Math.min(PageBatch.BYTES - within, length - done);
                makeBytes(spans, i, done, within + n, batch);
                MemorySegment checked = segment;
                long checkedAt = target;
                if (segment.isNative()) {
                    MemorySegment.copy(segment, target, actual, 0, n);
                    checked = actual;
                    checkedAt = 0;
                }
                if (MemorySegment.mismatch(batch.bytes(), within, within + n, checked, checkedAt, checkedAt + n) >= 0) {
                    found = found.then(
                            target - at, WRONG_BYTES.get().compare(batch.bytes(), within, checked, checkedAt, n));
                }
                done += n;
                target += n;
            }
        }
        return found;
    }

    /**
     * Makes {@code length} bytes, beginning at the start of the page that contains byte {@code at} of span {@code i}.
     */
    private void makeBytes(Spans spans, int i, long at, int length, PageBatch batch) {
        Content content = spans.content();
        Layout layout = content.layout();
        int perCell = spans.literalsPerCell(i);
        batch.setPages(spans.offset(i) + at, length);
        if (layout.isIncompressible(perCell, spans.literalBits(i))) {
            batch.setLines(1, Page.BYTES / Page.LINE_BYTES);
            makeLines(content.key(), batch);
        } else {
            batch.setLines(layout.cells(), layout.lines(perCell));
            makeLines(content.key(), batch);
            makeSharedLines(content, perCell, batch);
            keepLowBits(batch, spans.literalBits(i));
            CellCompletion.complete(batch, layout, perCell);
        }
        if (content.numbers().isPresent()) {
            NumberPages.ofThread().replace(this, content, batch);
        }
        if (ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN) {
            long[] words = batch.words();
            for (int w = 0; w < words.length; w++) {
                words[w] = Long.reverseBytes(words[w]);
            }
        }
    }

    /** Replaces the first lines of the pages by those that they have in common with other pages. */
    private void makeSharedLines(Content content, int perCell, PageBatch batch) {
        SharedLines shared = content.shared();
        if (shared.entries().isEmpty()) {
            return;
        }
        PageBatch source = SHARED_PAGE.get();
        for (int i = 0; i < batch.count(); i++) {
            long page = batch.page() + i;
            int first = 0;
            for (int k = 0; k < shared.entries().size(); k++) {
                int end = shared.endLine(k, perCell, page);
                if (end > first) {
                    source.setPage(shared.sharedPage(k, page));
                    source.setLines(1, end - first);
                    makeLines(content.key(), source);
                    int target = i * Page.WORDS + first * Page.LANES;
                    System.arraycopy(source.words(), 0, batch.words(), target, (end - first) * Page.LANES);
                    first = end;
                }
            }
        }
    }

    /** Clears all bits of each byte except the low ones. */
    private static void keepLowBits(PageBatch batch, int bits) {
        if (bits == Byte.SIZE) {
            return;
        }
        long mask = 0x0101010101010101L * (0xFF >>> Byte.SIZE - bits);
        long[] words = batch.words();
        int length = batch.count() * Page.WORDS;
        for (int i = 0; i < length; i++) {
            words[i] &= mask;
        }
    }
}
