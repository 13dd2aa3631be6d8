// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.DatasetFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;

/** The work on one file, in pieces that several threads process. */
abstract class FileTask {
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
     * @return whether the pieces are to be processed
     */
    abstract boolean begin(MemorySegment buffer) throws IOException;

    /**
     * Processes a piece.
     *
     * @param buffer of the length of the piece
     */
    abstract void process(long position, MemorySegment buffer) throws IOException;

    /** Called once, after all pieces. */
    abstract void end() throws IOException;

    /** Called instead of {@link #end} if the run has failed before. */
    abstract void abandon();

    /** @return whether it was the last piece of the file */
    final boolean run(long position, long length, MemorySegment buffer) throws IOException {
        if (isWanted(buffer)) {
            process(position, buffer.asSlice(0, length));
        }
        if (piecesLeft.decrementAndGet() > 0) {
            return false;
        }
        end();
        return true;
    }

    private synchronized boolean isWanted(MemorySegment buffer) throws IOException {
        if (!hasBegun) {
            hasBegun = true;
            isWanted = begin(buffer);
        }
        return isWanted;
    }
}
