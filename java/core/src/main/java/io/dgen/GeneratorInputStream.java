package io.dgen;

import java.io.IOException;
import java.io.InputStream;

/** The rest of a generator's stream. */
final class GeneratorInputStream extends InputStream {
    private final DataGenerator generator;
    private boolean closed;

    GeneratorInputStream(DataGenerator generator) {
        this.generator = generator;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        checkOpen();
        int n = generator.fillChunk(buffer, offset, length);
        return n == 0 && length > 0 ? -1 : n;
    }

    @Override
    public long skip(long n) throws IOException {
        checkOpen();
        long skipped = Math.clamp(n, 0, generator.totalSize() - generator.position());
        generator.position(generator.position() + skipped);
        return skipped;
    }

    @Override
    public int available() throws IOException {
        checkOpen();
        return (int) Math.min(Integer.MAX_VALUE, generator.totalSize() - generator.position());
    }

    @Override
    public void close() {
        closed = true;
        generator.close();
    }

    private void checkOpen() throws IOException {
        if (closed) {
            throw new IOException("stream is closed");
        }
    }
}
