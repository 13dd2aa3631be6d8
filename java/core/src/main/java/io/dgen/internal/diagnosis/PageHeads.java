// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.diagnosis;

import io.dgen.internal.format.Layout.Tail;
import io.dgen.internal.format.Literals;
import io.dgen.internal.format.Mix64;
import io.dgen.internal.format.Page;
import io.dgen.internal.format.StreamKey;
import io.dgen.internal.parallel.Workers;
import io.dgen.internal.plan.StreamMap;
import io.dgen.internal.stream.StreamRanges;

/**
 * Finds pages by their first word, which takes two seeds instead of a page (docs/format.md, "Page"): some nanoseconds per
 * page of the stream.
 */
final class PageHeads {
    private static final int FIRST_ROTATION = 23;
    private static final long PAGES_PER_CHECK = 1 << 20;

    private final StreamRanges ranges;
    private final KeyTable table;

    PageHeads(StreamRanges ranges, KeyTable table) {
        this.ranges = ranges;
        this.table = table;
    }

    /** Whether the first word of each page is a word of its own generators. */
    static boolean identifyPages(StreamRanges ranges) {
        Tail tail = ranges.content().layout().tail();
        boolean isLiteral = tail == Tail.COPY || tail == Tail.RUN || tail == Tail.SKIP;
        return isLiteral && ranges.content().shared().entries().isEmpty();
    }

    /** Notes the offsets of the pages of the stream that are in the table. */
    void scan(long sizeBytes, Deadline deadline) {
        StreamMap map = ranges.map();
        for (long at = 0; at < sizeBytes; ) {
            long content = map.dedup().contentOffset(at);
            Literals literals = map.literals().at(content);
            long run = Math.min(map.dedup().runLength(at), map.literals().runLength(content));
            long pages = Math.min(Math.min(run, sizeBytes - at) + Page.BYTES - 1 >>> Page.SHIFT, PAGES_PER_CHECK);
            scan(at, content >>> Page.SHIFT, pages, 0x0101010101010101L * (0xFF >>> Byte.SIZE - literals.bits()));
            at += pages << Page.SHIFT;
            if (deadline.isOver()) {
                return;
            }
            Workers.checkInterrupted();
        }
    }

    private void scan(long offset, long page, long pages, long mask) {
        StreamKey key = ranges.content().key();
        long gamma = Page.gammaOf(page);
        long step = Page.gammaOf(1) - Page.gammaOf(0);
        for (long i = 0; i < pages; i++) {
            long s0 = Mix64.mix(key.k0() + gamma);
            long s3 = Mix64.mix(key.k3() + gamma);
            long word = Long.rotateLeft(s0 + s3, FIRST_ROTATION) + s0 & mask;
            if (table.mayContain(word)) {
                table.found(word, offset + (i << Page.SHIFT));
            }
            gamma += step;
        }
    }
}
