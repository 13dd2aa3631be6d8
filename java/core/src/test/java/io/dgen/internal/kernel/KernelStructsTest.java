package io.dgen.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.internal.format.Content;
import io.dgen.internal.format.Layout;
import io.dgen.internal.format.Literals;
import io.dgen.internal.format.Spans;
import io.dgen.internal.format.StreamKey;
import io.dgen.testing.CStruct;
import io.dgen.testing.Header;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

/** The kernel's calls write and read the structs where C has their fields. */
class KernelStructsTest {
    private static final CStruct CONTENT = new CStruct("dgen_content");
    private static final CStruct SPAN = new CStruct("dgen_span");
    private static final CStruct MISMATCH = new CStruct("dgen_mismatch");

    private final Kernel.Structs structs = new Kernel.Structs();

    @Test
    void sizesAreThoseOfC() {
        assertThat(Kernel.Structs.CONTENT_LONGS * (long) Long.BYTES).isEqualTo(CONTENT.size());
        assertThat(Kernel.Structs.SPAN_LONGS * (long) Long.BYTES).isEqualTo(SPAN.size());
        assertThat(Kernel.Structs.MISMATCH_LONGS * (long) Long.BYTES).isEqualTo(MISMATCH.size());
    }

    @Test
    void contentIsWrittenWhereCHasIt() {
        structs.set(new Content(new StreamKey(11, 12, 13, 14), Layout.CELLS), new Spans());

        assertThat(CONTENT.slice(structs.content, "key").toArray(ValueLayout.JAVA_LONG))
                .containsExactly(11, 12, 13, 14);
        assertThat(CONTENT.get(structs.content, "cells")).isEqualTo(Layout.CELLS.cells());
        assertThat(CONTENT.get(structs.content, "tail"))
                .isEqualTo(Header.enumeration("dgen_tail").get("DGEN_TAIL_COPY").intValue());
        assertThat(CONTENT.get(structs.content, "run_byte")).isZero();
    }

    @Test
    void aRunIsWrittenWhereCHasIt() {
        Layout layout = Layout.run(new StreamKey(1, 2, 3, 4));

        structs.set(new Content(new StreamKey(11, 12, 13, 14), layout), new Spans());

        assertThat(CONTENT.get(structs.content, "tail"))
                .isEqualTo(Header.enumeration("dgen_tail").get("DGEN_TAIL_RUN").intValue());
        assertThat(CONTENT.get(structs.content, "run_byte"))
                .isEqualTo(layout.run())
                .isNotZero();
    }

    @Test
    void spansAreWrittenWhereCHasThem() {
        Spans spans = new Spans();
        spans.add(4096, 100, new Literals(77 << 16, 8));
        spans.add(1 << 20, 200, new Literals(99 << 16, 5));

        structs.set(new Content(new StreamKey(11, 12, 13, 14), Layout.CELLS), spans);

        MemorySegment second = structs.spans.asSlice(SPAN.size(), SPAN.size());
        assertThat(SPAN.get(second, "offset")).isEqualTo(1 << 20);
        assertThat(SPAN.get(second, "length")).isEqualTo(200);
        assertThat(SPAN.get(second, "literals")).isEqualTo(99 << 16);
        assertThat(SPAN.get(second, "bits")).isEqualTo(5);
    }

    @Test
    void mismatchesAreReadWhereCHasThem() {
        assertThat(structs.mismatch()).isSameAs(Mismatch.NONE);

        MISMATCH.set(structs.mismatch, "first", 5);
        MISMATCH.set(structs.mismatch, "count", 7);

        assertThat(structs.mismatch()).isEqualTo(new Mismatch(5, 7));
    }
}
