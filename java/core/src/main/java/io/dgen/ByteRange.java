// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

/**
 * A range of bytes of a stream, or of a file.
 *
 * @param offset position of the first byte
 * @param length number of bytes
 */
public record ByteRange(long offset, long length) {
    /** {@return the position after the last byte} */
    public long end() {
        return offset + length;
    }
}
