// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.dgen.DataStream;
import io.dgen.SystemInfo;
import io.dgen.internal.format.Content;
import io.dgen.internal.format.Domain;
import io.dgen.internal.format.Layout;
import io.dgen.internal.format.Literals;
import io.dgen.internal.format.Page;
import io.dgen.internal.format.SharedLines;
import io.dgen.internal.format.Spans;
import io.dgen.internal.format.StreamKey;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Objects;

/** {@code dgen_fill} called from C, in the library that Java calls, with automatic tier and kind of store. */
final class CallsFromC {
    private static final MethodHandle FILL = Linker.nativeLinker()
            .downcallHandle(
                    library().findOrThrow("dgen_calls_fill"),
                    FunctionDescriptor.of(
                            JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG));

    private CallsFromC() {}

    private static SymbolLookup library() {
        String file = System.getProperty("dgen.calls");
        if (file == null) {
            throw new IllegalStateException("no -Ddgen.calls=.../libdgen_calls.so: benchmarks/run gives it");
        }
        return SymbolLookup.libraryLookup(Path.of(file), Arena.global());
    }

    /** {@return a call that fills a buffer as often as given with incompressible content from position 0} */
    static Runnable fill(DataStream stream, MemorySegment buffer, long calls) {
        Objects.requireNonNull(SystemInfo.get().nativeLibrary(), "the native library is not loaded"); // loads it
        MemorySegment function = SymbolLookup.loaderLookup().findOrThrow("dgen_fill");
        StreamKey key = StreamKey.derive(Domain.CONTENT, stream.recipe().seed(), 0);
        Spans spans = new Spans(new Content(key, Layout.COPIES, SharedLines.NONE));
        spans.add(0, buffer.byteSize(), new Literals(Page.BYTES << Literals.SHIFT, Byte.SIZE));
        MemorySegment content = spans.contentStruct();
        MemorySegment span = spans.spanStructs();
        return () -> {
            try {
                int status = (int) FILL.invokeExact(function, content, span, buffer, buffer.byteSize(), 0, 0, calls);
                if (status != 0) {
                    throw new IllegalStateException("libdgen: status " + status);
                }
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        };
    }
}
