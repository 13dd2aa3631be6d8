// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.testing;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Runs an action while a native call uses a segment, so that its arena cannot be closed. */
public final class HeldSegment {
    private final Runnable action;
    private @Nullable Throwable failure;

    private HeldSegment(Runnable action) {
        this.action = action;
    }

    /** Passes the segment to {@code bsearch}, which calls the action back. */
    public static void during(MemorySegment segment, Runnable action) throws Throwable {
        HeldSegment held = new HeldSegment(action);
        Linker linker = Linker.nativeLinker();
        MethodHandle bsearch = linker.downcallHandle(
                linker.defaultLookup().find("bsearch").orElseThrow(),
                FunctionDescriptor.of(
                        ValueLayout.ADDRESS,
                        ValueLayout.ADDRESS,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.ADDRESS));
        MethodHandle compare = MethodHandles.lookup()
                .findVirtual(
                        HeldSegment.class,
                        "compare",
                        MethodType.methodType(int.class, MemorySegment.class, MemorySegment.class))
                .bindTo(held);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment stub = linker.upcallStub(
                    compare,
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS),
                    arena);
            var _ = (MemorySegment) bsearch.invokeExact(segment, segment, 1L, 1L, stub);
        }
        if (held.failure != null) {
            throw held.failure;
        }
    }

    /** An exception that leaves an upcall ends the JVM. */
    private int compare(MemorySegment key, MemorySegment element) {
        try {
            action.run();
        } catch (Throwable e) {
            failure = e;
        }
        return 0;
    }
}
