// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.diagnosis;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * A hypothesis: the bytes at each offset are those of {@code origin} at offset + {@code distance}.
 *
 * @param distance in bytes; not 0 for the stream that is verified
 */
public record Source(Origin origin, long distance) {
    boolean isIn(MemorySegment segment, long offset) {
        return origin.isIn(segment, offset + distance);
    }

    /** Whether the first bytes of the array are those of the source. */
    boolean isAt(long offset, byte[] found, int length) {
        long at = offset + distance;
        if (at < 0 || at > origin.sizeBytes() - length) {
            return false;
        }
        byte[] bytes = new byte[length];
        origin.fill(at, bytes, 0, length);
        return Arrays.equals(bytes, 0, length, found, 0, length);
    }
}
