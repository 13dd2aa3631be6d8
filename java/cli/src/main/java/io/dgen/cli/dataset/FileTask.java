// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.DatasetFile;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.OverwriteException;
import io.dgen.cli.io.UnsuitableException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** The work on one file, in pieces that several threads process. */
abstract class FileTask {
    /** The size of pieces of files that are not cut. */
    static final long WHOLE = Long.MAX_VALUE;

    private final DatasetFile file;
    private final AtomicLong piecesLeft;
    private boolean hasBegun;
    private boolean isWanted;

    /** @param pieceBytes size of all pieces except the last one; an empty file has one piece, too */
    FileTask(DatasetFile file, long pieceBytes) {
        this.file = file;
        this.piecesLeft = new AtomicLong(Math.max(1, Math.ceilDiv(file.sizeBytes(), pieceBytes)));
    }

    final DatasetFile file() {
        return file;
    }

    /**
     * Called once, before the first piece.
     *
     * @param buffer of the calling worker
     * @param done receives the number of bytes that are done before this method returns, if it takes long
     * @return whether the pieces are to be processed; false if there is nothing more to do
     */
    abstract boolean begin(MemorySegment buffer, LongConsumer done) throws IOException;

    /**
     * Processes a piece.
     *
     * @param buffer of the length of the piece
     */
    void process(long position, MemorySegment buffer) throws IOException {}

    /** Called once, after all pieces. */
    void end() throws IOException {}

    /** Called instead of {@link #end} if the run has failed before. */
    void abandon() {}

    /** {@return the failure with the name of the file, unless another form of it is expected} */
    final IOException named(IOException e) {
        return e instanceof OverwriteException
                        || e instanceof UnsuitableException
                        || e instanceof ClosedByInterruptException
                ? e
                : new IOException(file.path() + ": " + Failure.reason(e), e);
    }

    /**
     * @param done as in {@link #begin}
     * @return whether it was the last piece of the file
     */
    final boolean run(long position, long length, MemorySegment buffer, LongConsumer done) throws IOException {
        if (isWanted(buffer, done)) {
            process(position, buffer.asSlice(0, length));
        }
        if (piecesLeft.decrementAndGet() > 0) {
            return false;
        }
        end();
        return true;
    }

    private synchronized boolean isWanted(MemorySegment buffer, LongConsumer done) throws IOException {
        if (!hasBegun) {
            hasBegun = true;
            isWanted = begin(buffer, done);
        }
        return isWanted;
    }
}
