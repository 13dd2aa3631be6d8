package io.dgen.internal.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.BitSet;

/** Sets of nodes and CPUs as the kernel takes them. */
final class Bits {
    private Bits() {}

    static MemorySegment of(Arena arena, BitSet set) {
        return arena.allocateFrom(ValueLayout.JAVA_LONG, set.toLongArray());
    }

    static long words(BitSet set) {
        return (set.length() + Long.SIZE - 1L) / Long.SIZE;
    }
}
