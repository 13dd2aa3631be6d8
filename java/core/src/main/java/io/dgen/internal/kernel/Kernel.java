package io.dgen.internal.kernel;

import io.dgen.internal.ffi.DgenH;
import io.dgen.internal.ffi.dgen_content;
import io.dgen.internal.ffi.dgen_mismatch;
import io.dgen.internal.ffi.dgen_span;
import io.dgen.internal.format.Content;
import io.dgen.internal.format.Literals;
import io.dgen.internal.format.Spans;
import io.dgen.internal.format.StreamKey;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** The kernel's calls with Java types. Use only where {@link NativeLibrary#isLoaded()}. Thread-safe. */
public final class Kernel {
    /**
     * The calls for heap arrays, which only critical calls may touch. The generated bindings cannot express the option.
     * A critical call holds up every safepoint, so callers slice.
     */
    private static final MethodHandle CRITICAL_FILL = Linker.nativeLinker()
            .downcallHandle(DgenH.dgen_fill$address(), DgenH.dgen_fill$descriptor(), Linker.Option.critical(true));

    private static final MethodHandle CRITICAL_VERIFY = Linker.nativeLinker()
            .downcallHandle(DgenH.dgen_verify$address(), DgenH.dgen_verify$descriptor(), Linker.Option.critical(true));

    private static final MethodHandle CRITICAL_CEILING = Linker.nativeLinker()
            .downcallHandle(
                    DgenH.dgen_ceiling_run$address(),
                    DgenH.dgen_ceiling_run$descriptor(),
                    Linker.Option.critical(true));

    /** The structs of one call. Per thread, so that a call allocates nothing. */
    private static final class Structs {
        static final long SPAN_WORDS = dgen_span.sizeof() / Long.BYTES;

        final MemorySegment content = Arena.ofAuto().allocate(dgen_content.layout());
        final MemorySegment spans = Arena.ofAuto().allocate(dgen_span.layout(), Spans.CAPACITY);
        final MemorySegment mismatch = Arena.ofAuto().allocate(dgen_mismatch.layout());

        void set(Content from, Spans list) {
            StreamKey key = from.key();
            content.setAtIndex(ValueLayout.JAVA_LONG, 0, key.k0());
            content.setAtIndex(ValueLayout.JAVA_LONG, 1, key.k1());
            content.setAtIndex(ValueLayout.JAVA_LONG, 2, key.k2());
            content.setAtIndex(ValueLayout.JAVA_LONG, 3, key.k3());
            dgen_content.cells(content, from.layout().cells());
            dgen_content.run(content, from.layout().run());
            for (int i = 0; i < list.count(); i++) {
                spans.setAtIndex(ValueLayout.JAVA_LONG, i * SPAN_WORDS, list.offset(i));
                spans.setAtIndex(ValueLayout.JAVA_LONG, i * SPAN_WORDS + 1, list.length(i));
                Literals literals = list.literals(i);
                spans.setAtIndex(ValueLayout.JAVA_INT, i * SPAN_WORDS * 2 + 4, literals.perCell());
                spans.setAtIndex(ValueLayout.JAVA_INT, i * SPAN_WORDS * 2 + 5, literals.bits());
            }
        }
    }

    private static final ThreadLocal<Structs> STRUCTS = ThreadLocal.withInitial(Structs::new);

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
                status = (int)
                        CRITICAL_FILL.invokeExact(structs.content, structs.spans, count, segment, length, tier, store);
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
                status = (int) CRITICAL_VERIFY.invokeExact(
                        structs.content, structs.spans, count, segment, length, tier, structs.mismatch);
            } catch (Throwable e) {
                throw unexpected(e);
            }
        }
        check(status);
        long wrong = dgen_mismatch.count(structs.mismatch);
        return wrong == 0 ? Mismatch.NONE : new Mismatch(dgen_mismatch.first(structs.mismatch), wrong);
    }

    /** Runs a {@code dgen_ceiling} on the whole segment; a heap segment holds up safepoints for as long as that takes. */
    public static void runCeiling(int ceiling, MemorySegment segment) {
        int status;
        if (segment.isNative()) {
            status = DgenH.dgen_ceiling_run(ceiling, segment, segment.byteSize());
        } else {
            try {
                status = (int) CRITICAL_CEILING.invokeExact(ceiling, segment, segment.byteSize());
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
