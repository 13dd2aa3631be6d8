// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.stream;

import java.lang.foreign.MemorySegment;

/** Makes the bytes of a stream at any offset. */
@FunctionalInterface
public interface Filler {
    void fill(long offset, MemorySegment target);
}
