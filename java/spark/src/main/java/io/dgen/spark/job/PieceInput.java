// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import io.dgen.DatasetContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import org.apache.spark.TaskContext;

/** The bytes of a piece of a file, which are made when they are read. It can be read again from its start. */
final class PieceInput extends InputStream {
    /** The second-level cache of a CPU has it, and calls of the kernel for arrays have no more. */
    static final int CHUNK_BYTES = 256 << 10;

    private final DatasetContent content;
    private final Share.Piece piece;
    private long position;
    private Checksum checksum = new Checksum();

    PieceInput(DatasetContent content, Share.Piece piece) {
        this.content = content;
        this.piece = piece;
        reset();
    }

    @Override
    public boolean markSupported() {
        return true;
    }

    /** There is one mark, the start. */
    @Override
    public synchronized void mark(int limit) {}

    @Override
    public synchronized void reset() {
        position = piece.offset();
        checksum = new Checksum();
        checksum.begin(piece.file().path(), position);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] array, int from, int length) throws IOException {
        checkIsWanted();
        int n = (int) Math.min(Math.min(length, CHUNK_BYTES), piece.end() - position);
        if (n == 0) {
            return length == 0 ? 0 : -1;
        }
        content.fill(piece.file(), position, MemorySegment.ofArray(array).asSlice(from, n));
        checksum.update(array, from, n, position);
        position += n;
        return n;
    }

    /** Spark lets an attempt of a task that it needs no longer run to its end, unless the task asks. */
    static void checkIsWanted() throws InterruptedIOException {
        TaskContext task = TaskContext.get();
        if (task != null && task.isInterrupted()) {
            throw new InterruptedIOException("the attempt of the task was killed");
        }
    }

    void writeTo(OutputStream out, byte[] buffer) throws IOException {
        for (int n = read(buffer, 0, buffer.length); n > 0; n = read(buffer, 0, buffer.length)) {
            out.write(buffer, 0, n);
        }
    }

    /** {@return the checksum of the bytes that were read} */
    long checksum() {
        return checksum.value();
    }
}
