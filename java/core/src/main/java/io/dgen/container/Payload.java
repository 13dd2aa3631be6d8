// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.container;

import java.lang.foreign.MemorySegment;

/** The bytes of a payload, for the framing that depends on them. Thread-safe. */
public interface Payload {
    /**
     * Writes bytes of the payload to the whole segment.
     *
     * @param offset position in the payload, in bytes
     * @param target receives the bytes; no larger than the rest of the payload
     */
    void fill(long offset, MemorySegment target);

    /**
     * {@return the CRC-32 of bytes and of a range behind them, as zip files have it} Takes the time to make the bytes of the
     * range, on several threads if it is long.
     *
     * @param before bytes before the range, such as a header; may have the length 0
     * @param offset position in the payload, in bytes
     * @param lengthBytes length of the range
     */
    int crc32(byte[] before, long offset, long lengthBytes);

    /**
     * {@return the CRC-32C of bytes and of a range behind them} Takes the same time as {@link #crc32}.
     *
     * @param before bytes before the range; may have the length 0
     * @param offset position in the payload, in bytes
     * @param lengthBytes length of the range
     */
    int crc32c(byte[] before, long offset, long lengthBytes);
}
