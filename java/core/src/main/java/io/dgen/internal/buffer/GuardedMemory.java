// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.buffer;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.zip.Checksum;

/**
 * Reads memory of callers, which may be a mapped file that was truncated. A copy by the JDK then throws {@code InternalError};
 * {@link MemorySegment#mismatch} and checksums of direct buffers crash the JVM. Memory outside the heap is therefore copied.
 */
public final class GuardedMemory {
    private static final int COPY_BYTES = 8 << 10;

    private static final ThreadScratch<byte[]> COPY = new ThreadScratch<>(() -> new byte[COPY_BYTES]);

    private GuardedMemory() {}

    /** Whether a range of the array has the bytes of a range of the segment. */
    public static boolean areEqual(byte[] array, int at, MemorySegment segment, long from, int length) {
        if (!segment.isNative()) {
            return MemorySegment.mismatch(MemorySegment.ofArray(array), at, at + length, segment, from, from + length)
                    < 0;
        }
        byte[] copy = COPY.get();
        for (int done = 0; done < length; ) {
            int n = Math.min(copy.length, length - done);
            MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, from + done, copy, 0, n);
            if (!Arrays.equals(copy, 0, n, array, at + done, at + done + n)) {
                return false;
            }
            done += n;
        }
        return true;
    }

    /** Adds all bytes of the segment. */
    public static void update(Checksum sum, MemorySegment segment) {
        if (segment.heapBase().orElse(null) instanceof byte[]) {
            sum.update(segment.asByteBuffer());
            return;
        }
        byte[] copy = COPY.get();
        for (long done = 0; done < segment.byteSize(); ) {
            int n = (int) Math.min(copy.length, segment.byteSize() - done);
            MemorySegment.copy(segment, done, MemorySegment.ofArray(copy), 0, n);
            sum.update(copy, 0, n);
            done += n;
        }
    }
}
