package io.dgen.internal.kernel;

import io.dgen.internal.ffi.DgenH;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.BitSet;

/** The CPUs that the calling thread may run on. Use only where {@link NativeLibrary#isLoaded()}. */
public final class Affinity {
    /** For 65,536 CPUs; Linux can be built for 8,192. */
    private static final int WORDS = 1024;

    private Affinity() {}

    /** The set; empty where the system does not tell. */
    public static BitSet get() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment words = arena.allocate(ValueLayout.JAVA_LONG, WORDS);
            int status = DgenH.dgen_thread_get_cpus(words, WORDS);
            return status == DgenH.DGEN_OK() ? BitSet.valueOf(words.toArray(ValueLayout.JAVA_LONG)) : new BitSet();
        }
    }

    /** Returns a status; the thread runs where it did if that is not {@link NativeMemory#OK}. */
    public static int set(BitSet cpus) {
        try (Arena arena = Arena.ofConfined()) {
            return DgenH.dgen_thread_set_cpus(Bits.of(arena, cpus), Bits.words(cpus));
        }
    }

    /** The CPU that this thread runs on now; -1 if the system does not tell. */
    public static int cpu() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ValueLayout.JAVA_INT);
            return DgenH.dgen_thread_cpu(out) == DgenH.DGEN_OK() ? out.get(ValueLayout.JAVA_INT, 0) : -1;
        }
    }
}
