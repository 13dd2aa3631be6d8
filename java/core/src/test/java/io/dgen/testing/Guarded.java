// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.testing;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.assertj.core.api.Assertions;

/**
 * A range in the middle of a larger segment; the other bytes have known values.
 *
 * @param whole the larger segment
 * @param at start of the range in it
 * @param length bytes of the range
 */
public record Guarded(MemorySegment whole, long at, long length) {
    private static final int GUARD = 80;
    private static final byte PATTERN = (byte) 0xA5;

    public static Guarded allocate(MemoryKind kind, long at, long length) {
        return in(kind.allocate(at + length + GUARD), at, length);
    }

    /** Returns a range of existing memory. Only the guard bytes next to it are set and checked. */
    public static Guarded in(MemorySegment whole, long at, long length) {
        Guarded guarded = new Guarded(whole, at, length);
        guarded.before().fill(PATTERN);
        guarded.after().fill(PATTERN);
        return guarded;
    }

    private MemorySegment before() {
        long n = Math.min(GUARD, at);
        return whole.asSlice(at - n, n);
    }

    private MemorySegment after() {
        long n = Math.min(GUARD, whole.byteSize() - at - length);
        return whole.asSlice(at + length, n);
    }

    public MemorySegment range() {
        return whole.asSlice(at, length);
    }

    /** Asserts that the range holds these bytes of the array, and that the guards are unchanged. */
    public void assertHolds(byte[] expected, int from, String what) {
        long wrong =
                MemorySegment.mismatch(MemorySegment.ofArray(expected), from, from + length, whole, at, at + length);
        if (wrong >= 0) {
            Assertions.fail("%s: byte %d of %d is wrong", what, wrong, length);
        }
        assertPattern(before(), what + ": before the range");
        assertPattern(after(), what + ": after the range");
    }

    private static void assertPattern(MemorySegment guard, String what) {
        for (long i = 0; i < guard.byteSize(); i++) {
            if (guard.get(ValueLayout.JAVA_BYTE, i) != PATTERN) {
                Assertions.fail("%s: guard byte %d was written", what, i);
            }
        }
    }
}
