// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.BitSet;

/** Sets of nodes and of CPUs as arrays of 64-bit words, the form that the kernel takes. */
final class Bits {
    private Bits() {}

    static MemorySegment of(Arena arena, BitSet set) {
        return arena.allocateFrom(ValueLayout.JAVA_LONG, set.toLongArray());
    }

    static long words(BitSet set) {
        return (set.length() + Long.SIZE - 1L) / Long.SIZE;
    }
}
