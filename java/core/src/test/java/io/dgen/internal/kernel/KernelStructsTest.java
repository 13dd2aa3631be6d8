package io.dgen.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.internal.ffi.dgen_content;
import io.dgen.internal.ffi.dgen_key;
import io.dgen.internal.ffi.dgen_mismatch;
import io.dgen.internal.ffi.dgen_span;
import io.dgen.internal.format.Content;
import io.dgen.internal.format.Layout;
import io.dgen.internal.format.Literals;
import io.dgen.internal.format.Spans;
import io.dgen.internal.format.StreamKey;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

/** The structs that are written in words are those that the bindings describe. */
class KernelStructsTest {
    private final Kernel.Structs structs = new Kernel.Structs();

    @Test
    void sizesAreThoseOfTheBindings() {
        assertThat(Kernel.Structs.CONTENT_LONGS * Long.BYTES).isEqualTo((int) dgen_content.sizeof());
        assertThat(Kernel.Structs.SPAN_LONGS * Long.BYTES).isEqualTo((int) dgen_span.sizeof());
        assertThat(Kernel.Structs.MISMATCH_LONGS * Long.BYTES).isEqualTo((int) dgen_mismatch.sizeof());
    }

    @Test
    void fieldsLieWhereTheBindingsSay() {
        Spans spans = new Spans();
        spans.add(4096, 100, new Literals(77 << 16, 8));
        spans.add(1 << 20, 200, new Literals(99 << 16, 5));

        structs.set(new Content(new StreamKey(11, 12, 13, 14), Layout.CELLS), spans);

        assertThat(dgen_key.word(dgen_content.key(structs.content), 0)).isEqualTo(11);
        assertThat(dgen_key.word(dgen_content.key(structs.content), 3)).isEqualTo(14);
        assertThat(dgen_content.cells(structs.content)).isEqualTo(Layout.CELLS.cells());
        MemorySegment second = dgen_span.asSlice(structs.spans, 1);
        assertThat(dgen_span.offset(second)).isEqualTo(1 << 20);
        assertThat(dgen_span.length(second)).isEqualTo(200);
        assertThat(dgen_span.literals(second)).isEqualTo(99 << 16);
        assertThat(dgen_span.bits(second)).isEqualTo(5);
    }

    @Test
    void theRunLiesWhereTheBindingsSay() {
        Layout layout = Layout.run(new StreamKey(1, 2, 3, 4));

        structs.set(new Content(new StreamKey(11, 12, 13, 14), layout), new Spans());

        assertThat(dgen_content.run(structs.content)).isEqualTo(layout.run()).isNotZero();
    }

    @Test
    void mismatchesAreReadWhereTheBindingsSay() {
        assertThat(structs.mismatch()).isSameAs(Mismatch.NONE);

        dgen_mismatch.first(structs.mismatch, 5);
        dgen_mismatch.count(structs.mismatch, 7);

        assertThat(structs.mismatch()).isEqualTo(new Mismatch(5, 7));
    }
}
