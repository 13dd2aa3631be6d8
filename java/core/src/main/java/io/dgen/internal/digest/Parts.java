// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.digest;

/**
 * A range of a stream that is cut into parts of the same size; the last part has the rest. An empty range has one empty
 * part.
 *
 * @param offset of the range in the stream
 * @param length of the range
 * @param partBytes largest size of a part, at least 1; so large that there are at most 2^31 - 1 parts
 */
public record Parts(long offset, long length, long partBytes) {
    public int count() {
        return Math.toIntExact(Math.max(1, Math.ceilDiv(length, partBytes)));
    }

    /** The position of a part in the stream. */
    public long start(int part) {
        return offset + part * partBytes;
    }

    public long length(int part) {
        return Math.min(partBytes, length - part * partBytes);
    }
}
