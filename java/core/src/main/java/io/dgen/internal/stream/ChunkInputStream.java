// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.stream;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** A source as an input stream. Closing it closes the source. */
public final class ChunkInputStream extends InputStream {
    private final ChunkSource source;
    private boolean isClosed;

    public ChunkInputStream(ChunkSource source) {
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        checkOpen();
        Objects.checkFromIndexSize(offset, length, buffer.length);
        int n = (int) source.fill(MemorySegment.ofArray(buffer).asSlice(offset, length));
        return n == 0 && length > 0 ? -1 : n;
    }

    @Override
    public long skip(long n) throws IOException {
        checkOpen();
        long skipped = Math.clamp(n, 0, source.remaining());
        source.skip(skipped);
        return skipped;
    }

    @Override
    public int available() throws IOException {
        checkOpen();
        return (int) Math.min(Integer.MAX_VALUE, source.remaining());
    }

    @Override
    public void close() {
        isClosed = true;
        source.close();
    }

    private void checkOpen() throws IOException {
        if (isClosed) {
            throw new IOException("stream is closed");
        }
    }
}
