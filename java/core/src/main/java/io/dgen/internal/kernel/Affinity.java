// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.kernel;

import io.dgen.internal.ffi.DgenH;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.BitSet;

/** The CPUs that the calling thread may run on. Use only where {@link NativeLibrary#isLoaded()}. */
public final class Affinity {
    /** Enough for 65,536 CPUs; Linux supports at most 8,192. */
    private static final int WORDS = 1024;

    private Affinity() {}

    /** Returns the set; empty where the system does not report it. */
    public static BitSet get() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment words = arena.allocate(ValueLayout.JAVA_LONG, WORDS);
            int status = DgenH.dgen_thread_get_cpus(words, WORDS);
            return status == DgenH.DGEN_OK() ? BitSet.valueOf(words.toArray(ValueLayout.JAVA_LONG)) : new BitSet();
        }
    }

    /** Returns a status. If it is not {@link NativeMemory#OK}, the affinity is unchanged. */
    public static int set(BitSet cpus) {
        try (Arena arena = Arena.ofConfined()) {
            return DgenH.dgen_thread_set_cpus(Bits.of(arena, cpus), Bits.words(cpus));
        }
    }

    /** Returns the CPU that the calling thread runs on now; -1 where the system does not report it. */
    public static int cpu() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ValueLayout.JAVA_INT);
            return DgenH.dgen_thread_cpu(out) == DgenH.DGEN_OK() ? out.get(ValueLayout.JAVA_INT, 0) : -1;
        }
    }
}
