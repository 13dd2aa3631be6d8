// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** A source as an input stream. Closing it closes the source. */
public final class ChunkInputStream extends InputStream {
    private static final int TRANSFER_BYTES = 256 << 10;

    private final ChunkSource source;
    private long mark;
    private boolean isClosed;

    public ChunkInputStream(ChunkSource source) {
        this.source = source;
        this.mark = source.position();
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

    /** Without the copies of the inherited method, which does not know the length of the rest. */
    @Override
    public byte[] readNBytes(int length) throws IOException {
        checkOpen();
        if (length < 0) {
            throw new IllegalArgumentException("length " + length + ": expected 0 to " + Integer.MAX_VALUE);
        }
        byte[] bytes = new byte[(int) Math.min(length, remaining())];
        source.fill(MemorySegment.ofArray(bytes));
        return bytes;
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        checkOpen();
        Objects.requireNonNull(out, "out");
        byte[] buffer = new byte[(int) Math.min(TRANSFER_BYTES, remaining())];
        long transferred = 0;
        for (int n = read(buffer); n > 0; n = read(buffer)) {
            out.write(buffer, 0, n);
            transferred += n;
        }
        return transferred;
    }

    @Override
    public long skip(long n) throws IOException {
        checkOpen();
        long skipped = Math.clamp(n, 0, remaining());
        source.position(source.position() + skipped);
        return skipped;
    }

    @Override
    public int available() throws IOException {
        checkOpen();
        return (int) Math.min(Integer.MAX_VALUE, remaining());
    }

    @Override
    public boolean markSupported() {
        return true;
    }

    @Override
    public void mark(int readLimit) {
        if (!isClosed) {
            mark = source.position();
        }
    }

    @Override
    public void reset() throws IOException {
        checkOpen();
        source.position(mark);
    }

    @Override
    public void close() {
        isClosed = true;
        source.close();
    }

    private long remaining() {
        return source.size() - source.position();
    }

    private void checkOpen() throws IOException {
        if (isClosed) {
            throw new IOException("stream is closed");
        }
    }
}
