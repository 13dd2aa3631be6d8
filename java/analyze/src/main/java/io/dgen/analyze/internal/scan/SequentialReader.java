// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.scan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.locks.LockSupport;

/** Reads a channel from its position: a pipe, or any other channel of a caller. */
record SequentialReader(ReadableByteChannel channel) implements WindowReader {
    /** A larger read would only enlarge the temporary direct buffer of the JDK. */
    static final int READ_BYTES = 1 << 20;

    private static final long EMPTY_PIPE_NANOS = 1_000_000;

    @Override
    public void read(Window window, int length) throws IOException {
        while (window.length() < length) {
            int wanted = Math.min(READ_BYTES, length - window.length());
            int n = channel.read(ByteBuffer.wrap(window.data(), window.length(), wanted));
            if (n < 0) {
                break;
            }
            if (n == 0) {
                LockSupport.parkNanos(EMPTY_PIPE_NANOS); // the pipe is in non-blocking mode
            }
            window.extend(n);
        }
    }
}
