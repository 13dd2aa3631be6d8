// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

import io.dgen.DataStream;

/**
 * A range of a stream, and its place in a file; offset and length in bytes.
 *
 * @param isInPlace whether the file holds the whole stream; otherwise it holds only the range
 */
public record StreamRange(long offset, long length, boolean isInPlace) {
    /** A range that the file holds alone. */
    public StreamRange(long offset, long length) {
        this(offset, length, false);
    }

    /** {@return the position of the range in the file} */
    public long start() {
        return isInPlace ? offset : 0;
    }

    /** {@return the position in the file of the byte at an offset of the stream} */
    public long position(long streamOffset) {
        return streamOffset - offset + start();
    }

    public boolean isAllOf(DataStream stream) {
        return length == stream.totalSize();
    }
}
