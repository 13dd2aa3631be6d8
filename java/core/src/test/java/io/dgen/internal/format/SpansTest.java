// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.testing.CStruct;
import io.dgen.testing.Header;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SpansTest {
    private static final CStruct CONTENT = new CStruct("dgen_content");
    private static final CStruct SPAN = new CStruct("dgen_span");
    private static final CStruct RANGE = new CStruct("dgen_range");
    private static final CStruct MISMATCH = new CStruct("dgen_mismatch");

    private static final StreamKey KEY = new StreamKey(11, 12, 13, 14);

    private final Spans spans = new Spans(new Content(KEY, Layout.CELLS, SharedLines.NONE));

    @Test
    void structsHaveTheSizesOfC() {
        assertThat(Spans.CONTENT_LONGS * (long) Long.BYTES).isEqualTo(CONTENT.size());
        assertThat(Spans.SPAN_LONGS * (long) Long.BYTES).isEqualTo(SPAN.size());
        assertThat(Spans.RANGE_LONGS * (long) Long.BYTES).isEqualTo(RANGE.size());
        assertThat(Spans.MISMATCH_LONGS * (long) Long.BYTES).isEqualTo(MISMATCH.size());
    }

    @Test
    void contentHasTheOffsetsOfC() {
        assertThat(CONTENT.slice(spans.contentStruct(), "key").toArray(ValueLayout.JAVA_LONG))
                .containsExactly(11, 12, 13, 14);
        assertThat(CONTENT.get(spans.contentStruct(), "cells")).isEqualTo(Layout.CELLS.cells());
        assertThat(CONTENT.get(spans.contentStruct(), "tail"))
                .isEqualTo(Header.enumeration("dgen_tail").get("DGEN_TAIL_COPY").intValue());
        assertThat(CONTENT.get(spans.contentStruct(), "run_byte")).isZero();
    }

    @Test
    void spansHaveTheOffsetsOfC() {
        spans.add(4096, 100, new Literals(77 << 16, 8));
        spans.add(1 << 20, 200, new Literals(99 << 16, 5));

        MemorySegment second = spans.spanStructs().asSlice(SPAN.size(), SPAN.size());
        assertThat(SPAN.get(second, "offset")).isEqualTo(1 << 20);
        assertThat(SPAN.get(second, "length")).isEqualTo(200);
        assertThat(SPAN.get(second, "literals")).isEqualTo(99 << 16);
        assertThat(SPAN.get(second, "bits")).isEqualTo(5);
    }

    @Test
    void aRunHasTheOffsetsOfC() {
        Layout layout = Layout.run(new StreamKey(1, 2, 3, 4));

        MemorySegment content = new Spans(new Content(KEY, layout, SharedLines.NONE)).contentStruct();

        assertThat(CONTENT.get(content, "tail"))
                .isEqualTo(Header.enumeration("dgen_tail").get("DGEN_TAIL_RUN").intValue());
        assertThat(CONTENT.get(content, "run_byte")).isEqualTo(layout.runByte()).isNotZero();
    }

    @Test
    void aReachHasTheOffsetsOfC() {
        CStruct reach = new CStruct("dgen_reach");
        SharedLines shared =
                new SharedLines(List.of(new SharedLines.Entry(4, 1, 1000), new SharedLines.Entry(8192, 4096, 65536)));

        MemorySegment content = new Spans(new Content(KEY, Layout.COPIES, shared)).contentStruct();

        MemorySegment entries = CONTENT.slice(content, "reach");
        assertThat(entries.byteSize()).isEqualTo(SharedLines.MAX_ENTRIES * reach.size());
        MemorySegment second = entries.asSlice(reach.size());
        assertThat(reach.get(entries, "group")).isEqualTo(4);
        assertThat(reach.get(entries, "distance")).isEqualTo(1);
        assertThat(reach.get(entries, "share")).isEqualTo(1000);
        assertThat(reach.get(second, "group")).isEqualTo(8192);
        assertThat(reach.get(second, "distance")).isEqualTo(4096);
        assertThat(reach.get(second, "share")).isEqualTo(64536);
        assertThat(entries.asSlice(2 * reach.size()).toArray(ValueLayout.JAVA_LONG))
                .containsOnly(0);
    }

    @Test
    void mismatchesHaveTheOffsetsOfC() {
        assertThat(spans.mismatch()).isSameAs(Mismatch.NONE);

        MISMATCH.set(spans.mismatchStruct(), "count", 7);
        MISMATCH.set(spans.mismatchStruct(), "ranges", 2);
        MemorySegment second = spans.rangeStructs().asSlice(RANGE.size(), RANGE.size());
        RANGE.set(spans.rangeStructs(), "start", 5);
        RANGE.set(spans.rangeStructs(), "end", 6);
        RANGE.set(second, "start", 100);
        RANGE.set(second, "end", 106);

        ByteRanges ranges = new ByteRanges();
        ranges.add(5, 6);
        ranges.add(100, 106);
        assertThat(spans.mismatch()).isEqualTo(new Mismatch(7, ranges));
    }

    @Test
    void readsWhatWasAdded() {
        spans.add(4096, 100, new Literals(77 << 16, 8));
        spans.add(1L << 62, 1L << 61, new Literals(99 << 16, 5));

        assertThat(spans.count()).isEqualTo(2);
        assertThat(spans.bytes()).isEqualTo(100 + (1L << 61));
        assertThat(spans.offset(1)).isEqualTo(1L << 62);
        assertThat(spans.length(1)).isEqualTo(1L << 61);
        assertThat(spans.literalsPerCell(1)).isEqualTo(99 << 16);
        assertThat(spans.literalBits(1)).isEqualTo(5);
        spans.clear();
        assertThat(spans.count()).isZero();
        assertThat(spans.bytes()).isZero();
    }

    /** A range extends the last span only if it has the same literals and starts at the end of this span. */
    @Test
    void aContinuationExtendsTheLastSpan() {
        Literals literals = new Literals(77 << 16, 8);
        spans.add(4096, 100, literals);
        spans.add(4196, 10, new Literals(77 << 16, 8));
        assertThat(spans.count()).isEqualTo(1);
        assertThat(spans.length(0)).isEqualTo(110);

        spans.add(4206, 10, new Literals(77 << 16, 7));
        spans.add(4216, 10, new Literals(78 << 16, 7));
        spans.add(4227, 10, new Literals(78 << 16, 7));
        assertThat(spans.count()).isEqualTo(4);
        assertThat(spans.bytes()).isEqualTo(140);
    }

    @Test
    void holdsUpToItsCapacity() {
        for (int i = 0; i < Spans.CAPACITY; i++) {
            assertThat(spans.isFull()).isFalse();
            spans.add(i * 8192L, 4096, new Literals(77 << 16, 8));
        }
        assertThat(spans.isFull()).isTrue();
        assertThat(spans.offset(Spans.CAPACITY - 1)).isEqualTo((Spans.CAPACITY - 1) * 8192L);
    }

    @Test
    void eachThreadReusesOneList() throws InterruptedException {
        Content first = new Content(KEY, Layout.COPIES, SharedLines.NONE);
        Content second = new Content(new StreamKey(21, 22, 23, 24), Layout.CELLS, SharedLines.NONE);

        Spans list = Spans.ofThread(first);
        assertThat(secondKeyWord(list)).isEqualTo(12);
        assertThat(Spans.ofThread(second)).isSameAs(list);
        assertThat(list.content()).isSameAs(second);
        assertThat(secondKeyWord(list)).isEqualTo(22);
        assertThat(CONTENT.get(list.contentStruct(), "cells")).isEqualTo(4);
        AtomicReference<Spans> other = new AtomicReference<>();
        Thread thread = new Thread(() -> other.set(Spans.ofThread(second)));
        thread.start();
        thread.join();
        assertThat(other.get()).isNotNull().isNotSameAs(list);
    }

    private static long secondKeyWord(Spans spans) {
        return CONTENT.slice(spans.contentStruct(), "key").getAtIndex(ValueLayout.JAVA_LONG, 1);
    }
}
