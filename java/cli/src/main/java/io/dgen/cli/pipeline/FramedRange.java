// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

import io.dgen.DataStream;
import io.dgen.container.Frame;
import org.jspecify.annotations.Nullable;

/**
 * The payload of a range of a file with framing.
 *
 * @param payloadOffset position in the payload of its first byte
 * @param payloadBytes number of bytes of the payload
 * @param framingBytes number of bytes of the framing
 */
public record FramedRange(long payloadOffset, long payloadBytes, long framingBytes) {
    /** {@return the payload of a range; the range itself if the stream has no framing} */
    public static FramedRange of(DataStream stream, StreamRange range) {
        if (stream.frame().isEmpty()) {
            return new FramedRange(range.offset(), range.length(), 0);
        }
        Frame frame = stream.frame().get();
        long start = frame.payloadFrom(range.offset());
        long bytes = frame.payloadFrom(range.offset() + range.length()) - start;
        return new FramedRange(start, bytes, range.length() - bytes);
    }

    /** {@return bytes of framing for each byte of the payload; null if there is framing only} */
    public @Nullable Double overhead() {
        if (payloadBytes == 0) {
            return framingBytes == 0 ? 0.0 : null;
        }
        return (double) framingBytes / payloadBytes;
    }
}
