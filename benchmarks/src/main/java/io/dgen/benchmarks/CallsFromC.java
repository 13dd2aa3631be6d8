// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import io.dgen.SystemInfo;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** {@code dgen_fill} called from C, in the library that Java calls, with automatic tier and kind of store. */
final class CallsFromC {
    private static final AddressLayout POINTER = ValueLayout.ADDRESS;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

    private static final SymbolLookup LIBRARY = library();

    private static final MethodHandle FILL = function(
            LIBRARY,
            "dgen_calls_fill",
            FunctionDescriptor.of(INT, POINTER, POINTER, POINTER, POINTER, LONG, INT, INT, LONG));

    private final MemorySegment fill;
    /** A dgen_content: the key, one cell, no run. */
    private final MemorySegment content = Arena.ofAuto().allocate(5 * Long.BYTES);

    /** A dgen_span of incompressible content from position 0. */
    private final MemorySegment span = Arena.ofAuto().allocate(3 * Long.BYTES);

    CallsFromC(long seed) {
        if (SystemInfo.get().nativeLibrary() == null) { // which loads it
            throw new IllegalStateException("the native library is not loaded");
        }
        SymbolLookup libdgen = SymbolLookup.loaderLookup();
        fill = libdgen.findOrThrow("dgen_fill");
        MethodHandle deriveKey =
                function(libdgen, "dgen_derive_key", FunctionDescriptor.of(INT, INT, LONG, LONG, POINTER));
        try {
            check((int) deriveKey.invokeExact(0, seed, 0L, content));
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        content.set(ValueLayout.JAVA_INT, 4 * Long.BYTES, 1);
        span.setAtIndex(INT, 4, 4096 << 16);
        span.setAtIndex(INT, 5, 8);
    }

    void fill(MemorySegment buffer, long calls) {
        try {
            span.setAtIndex(LONG, 1, buffer.byteSize());
            check((int) FILL.invokeExact(fill, content, span, buffer, buffer.byteSize(), 0, 0, calls));
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static void check(int status) {
        if (status != 0) {
            throw new IllegalStateException("libdgen: status " + status);
        }
    }

    private static SymbolLookup library() {
        String file = System.getProperty("dgen.calls");
        if (file == null) {
            throw new IllegalStateException("no -Ddgen.calls=.../libdgen_calls.so: benchmarks/run gives it");
        }
        return SymbolLookup.libraryLookup(Path.of(file), Arena.global());
    }

    private static MethodHandle function(SymbolLookup library, String name, FunctionDescriptor type) {
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), type);
    }
}
