// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.diagnosis;

import java.lang.foreign.MemorySegment;

/**
 * A hypothesis: the bytes at each offset are those of {@code origin} at offset + {@code distance}.
 *
 * @param distance in bytes; not 0 for the stream that is verified
 */
public record Source(Origin origin, long distance) {
    boolean isIn(MemorySegment segment, long offset) {
        return origin.isIn(segment, offset + distance);
    }
}
