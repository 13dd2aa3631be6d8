package io.dgen.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.internal.ffi.dgen_content;
import io.dgen.internal.ffi.dgen_key;
import io.dgen.internal.ffi.dgen_mismatch;
import io.dgen.internal.ffi.dgen_span;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SpansTest {
    private static final StreamKey KEY = new StreamKey(11, 12, 13, 14);

    private final Spans spans = new Spans(new Content(KEY, Layout.CELLS));

    @Test
    void sizesAreThoseOfTheBindings() {
        assertThat(Spans.CONTENT_LONGS * Long.BYTES).isEqualTo((int) dgen_content.sizeof());
        assertThat(Spans.SPAN_LONGS * Long.BYTES).isEqualTo((int) dgen_span.sizeof());
        assertThat(Spans.MISMATCH_LONGS * Long.BYTES).isEqualTo((int) dgen_mismatch.sizeof());
    }

    @Test
    void fieldsLieWhereTheBindingsSay() {
        spans.add(4096, 100, new Literals(77 << 16, 8));
        spans.add(1 << 20, 200, new Literals(99 << 16, 5));

        assertThat(dgen_key.word(dgen_content.key(spans.contentStruct()), 0)).isEqualTo(11);
        assertThat(dgen_key.word(dgen_content.key(spans.contentStruct()), 3)).isEqualTo(14);
        assertThat(dgen_content.cells(spans.contentStruct())).isEqualTo(Layout.CELLS.cells());
        MemorySegment second = dgen_span.asSlice(spans.spanStructs(), 1);
        assertThat(dgen_span.offset(second)).isEqualTo(1 << 20);
        assertThat(dgen_span.length(second)).isEqualTo(200);
        assertThat(dgen_span.literals(second)).isEqualTo(99 << 16);
        assertThat(dgen_span.bits(second)).isEqualTo(5);
    }

    @Test
    void theRunLiesWhereTheBindingsSay() {
        Layout layout = Layout.run(new StreamKey(1, 2, 3, 4));

        MemorySegment content = new Spans(new Content(KEY, layout)).contentStruct();

        assertThat(dgen_content.run(content)).isEqualTo(layout.runByte()).isNotZero();
    }

    @Test
    void mismatchesAreReadWhereTheBindingsSay() {
        assertThat(spans.mismatch()).isSameAs(Mismatch.NONE);

        dgen_mismatch.first(spans.mismatchStruct(), 5);
        dgen_mismatch.count(spans.mismatchStruct(), 7);

        assertThat(spans.mismatch()).isEqualTo(new Mismatch(5, 7));
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

    /** Only a range of the same literals that starts at the end of the last span continues it. */
    @Test
    void aRangeContinuesTheLastSpan() {
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
    void aThreadHasOneListThatFollowsTheContent() throws InterruptedException {
        Content first = new Content(KEY, Layout.COPIES);
        Content second = new Content(new StreamKey(21, 22, 23, 24), Layout.CELLS);

        Spans list = Spans.ofThread(first);
        assertThat(dgen_key.word(dgen_content.key(list.contentStruct()), 1)).isEqualTo(12);
        assertThat(Spans.ofThread(second)).isSameAs(list);
        assertThat(list.content()).isSameAs(second);
        assertThat(dgen_key.word(dgen_content.key(list.contentStruct()), 1)).isEqualTo(22);
        assertThat(dgen_content.cells(list.contentStruct())).isEqualTo(4);
        AtomicReference<Spans> other = new AtomicReference<>();
        Thread thread = new Thread(() -> other.set(Spans.ofThread(second)));
        thread.start();
        thread.join();
        assertThat(other.get()).isNotNull().isNotSameAs(list);
    }
}
