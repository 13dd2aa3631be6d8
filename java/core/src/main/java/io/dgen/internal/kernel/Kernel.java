package io.dgen.internal.kernel;

import io.dgen.internal.ffi.DgenH;
import io.dgen.internal.format.Content;
import io.dgen.internal.format.Literals;
import io.dgen.internal.format.Spans;
import io.dgen.internal.format.StreamKey;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** The kernel's calls with Java types. Use only where {@link NativeLibrary#isLoaded()}. Thread-safe. */
public final class Kernel {
    /**
     * The calls for heap arrays, which only critical calls may touch. The generated bindings cannot express the option.
     * A critical call holds up every safepoint, so callers slice. Each is linked when it is first needed: linking takes
     * tens of milliseconds in a JVM that has just started.
     */
    private static final class CriticalFill {
        static final MethodHandle HANDLE = critical(DgenH.dgen_fill$address(), DgenH.dgen_fill$descriptor());
    }

    private static final class CriticalVerify {
        static final MethodHandle HANDLE = critical(DgenH.dgen_verify$address(), DgenH.dgen_verify$descriptor());
    }

    private static final class CriticalCeiling {
        static final MethodHandle HANDLE =
                critical(DgenH.dgen_ceiling_run$address(), DgenH.dgen_ceiling_run$descriptor());
    }

    /**
     * The structs of one call. Per thread, so that a call allocates nothing. Written at fixed offsets, without generated
     * layouts, whose handles take some 20 milliseconds to create in a JVM that has just started.
     */
    static final class Structs {
        /** A {@code dgen_content}: the key, cells, tail, run byte. */
        static final int CONTENT_LONGS = 5;
        /** A {@code dgen_span}: offset, length, literals, bits. */
        static final int SPAN_LONGS = 3;
        /** A {@code dgen_mismatch}: first, count. */
        static final int MISMATCH_LONGS = 2;

        /** The numbers of {@code dgen_tail}. */
        static final int TAIL_COPY = 0;

        static final int TAIL_RUN = 1;

        /** Two cache lines, as processors fetch them by pairs: every call writes here, and no other thread nearby. */
        private static final long ALIGNMENT = 128;

        final MemorySegment content = allocate(CONTENT_LONGS);
        final MemorySegment spans = allocate(SPAN_LONGS * Spans.CAPACITY);
        final MemorySegment mismatch = allocate(MISMATCH_LONGS);

        private static MemorySegment allocate(int longs) {
            long bytes = longs * (long) Long.BYTES;
            return Arena.ofAuto().allocate(Math.ceilDiv(bytes, ALIGNMENT) * ALIGNMENT, ALIGNMENT);
        }

        void set(Content from, Spans list) {
            StreamKey key = from.key();
            content.setAtIndex(ValueLayout.JAVA_LONG, 0, key.k0());
            content.setAtIndex(ValueLayout.JAVA_LONG, 1, key.k1());
            content.setAtIndex(ValueLayout.JAVA_LONG, 2, key.k2());
            content.setAtIndex(ValueLayout.JAVA_LONG, 3, key.k3());
            content.setAtIndex(ValueLayout.JAVA_INT, 8, from.layout().cells());
            int run = from.layout().run();
            content.setAtIndex(ValueLayout.JAVA_SHORT, 18, (short) (run == 0 ? TAIL_COPY : TAIL_RUN));
            content.setAtIndex(ValueLayout.JAVA_SHORT, 19, (short) run);
            for (int i = 0; i < list.count(); i++) {
                int at = i * SPAN_LONGS;
                spans.setAtIndex(ValueLayout.JAVA_LONG, at, list.offset(i));
                spans.setAtIndex(ValueLayout.JAVA_LONG, at + 1, list.length(i));
                Literals literals = list.literals(i);
                spans.setAtIndex(ValueLayout.JAVA_INT, at * 2 + 4, literals.perCell());
                spans.setAtIndex(ValueLayout.JAVA_INT, at * 2 + 5, literals.bits());
            }
        }

        Mismatch mismatch() {
            long count = mismatch.getAtIndex(ValueLayout.JAVA_LONG, 1);
            return count == 0 ? Mismatch.NONE : new Mismatch(mismatch.getAtIndex(ValueLayout.JAVA_LONG, 0), count);
        }
    }

    private static final ThreadLocal<Structs> STRUCTS = new ThreadLocal<>() {
        @Override
        protected Structs initialValue() {
            return new Structs();
        }
    };

    private Kernel() {}

    /** Fills the whole segment, which the spans make up; a heap segment holds up safepoints for as long as that takes. */
    public static void fill(Content content, Spans spans, MemorySegment segment, int tier, int store) {
        Structs structs = STRUCTS.get();
        structs.set(content, spans);
        long count = spans.count();
        long length = segment.byteSize();
        int status;
        if (segment.isNative()) {
            status = DgenH.dgen_fill(structs.content, structs.spans, count, segment, length, tier, store);
        } else {
            try {
                status = (int) CriticalFill.HANDLE.invokeExact(
                        structs.content, structs.spans, count, segment, length, tier, store);
            } catch (Throwable e) {
                throw unexpected(e);
            }
        }
        check(status);
    }

    /** Checks the whole segment against the spans; as {@link #fill}. */
    public static Mismatch verify(Content content, Spans spans, MemorySegment segment, int tier) {
        Structs structs = STRUCTS.get();
        structs.set(content, spans);
        long count = spans.count();
        long length = segment.byteSize();
        int status;
        if (segment.isNative()) {
            status = DgenH.dgen_verify(structs.content, structs.spans, count, segment, length, tier, structs.mismatch);
        } else {
            try {
                status = (int) CriticalVerify.HANDLE.invokeExact(
                        structs.content, structs.spans, count, segment, length, tier, structs.mismatch);
            } catch (Throwable e) {
                throw unexpected(e);
            }
        }
        check(status);
        return structs.mismatch();
    }

    /** Runs a {@code dgen_ceiling} on the whole segment; a heap segment holds up safepoints for as long as that takes. */
    public static void runCeiling(int ceiling, MemorySegment segment) {
        int status;
        if (segment.isNative()) {
            status = DgenH.dgen_ceiling_run(ceiling, segment, segment.byteSize());
        } else {
            try {
                status = (int) CriticalCeiling.HANDLE.invokeExact(ceiling, segment, segment.byteSize());
            } catch (Throwable e) {
                throw unexpected(e);
            }
        }
        check(status);
    }

    /** The store kind that the kernel takes for a buffer of that many bytes. */
    public static int storeFor(long length) {
        return DgenH.dgen_store_for(length);
    }

    /** Why a tier cannot run here; empty if it can. */
    public static String tierReason(int tier) {
        return text(DgenH.dgen_tier_reason(tier));
    }

    /** A status's text. */
    public static String statusText(int status) {
        return text(DgenH.dgen_status_string(status));
    }

    public static boolean tierIsAvailable(int tier) {
        return DgenH.dgen_tier_status(tier) == DgenH.DGEN_OK();
    }

    /** The tier that {@code DGEN_TIER_AUTO} stands for. */
    public static int defaultTier() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ValueLayout.JAVA_INT);
            check(DgenH.dgen_tier_default(out));
            return out.get(ValueLayout.JAVA_INT, 0);
        }
    }

    private static MethodHandle critical(MemorySegment address, FunctionDescriptor type) {
        return Linker.nativeLinker().downcallHandle(address, type, Linker.Option.critical(true));
    }

    private static String text(MemorySegment cString) {
        return cString.getString(0);
    }

    private static void check(int status) {
        if (status != DgenH.DGEN_OK()) {
            throw new IllegalStateException("libdgen: " + statusText(status) + " (status " + status + ")");
        }
    }

    private static RuntimeException unexpected(Throwable e) {
        if (e instanceof RuntimeException r) {
            return r;
        }
        if (e instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(e);
    }
}
