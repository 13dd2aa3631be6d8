// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import io.dgen.DatasetFile;
import io.dgen.Verification;
import io.dgen.spark.job.Finding.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.MemorySegment;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Compares pieces of files, one after the other. */
final class PieceCheck {
    private final SetStore store;
    private final Pieces pieces;
    private final Findings findings;
    private final Causes causes;
    private long checksum;

    PieceCheck(SetStore store, Pieces pieces, Findings findings) {
        this.store = store;
        this.pieces = pieces;
        this.findings = findings;
        this.causes = new Causes(pieces.content());
    }

    /** {@return the checksum of the bytes that were found} */
    long checksum() {
        return checksum;
    }

    /** {@return the number of bytes that were compared} */
    long run(Share.Piece piece) throws IOException, InterruptedException {
        DatasetFile file = piece.file();
        Path path = store.path(file.path());
        try {
            FileStatus found = store.status(path);
            if (found == null || !found.isFile()) {
                if (piece.isFirst()) {
                    add(Kind.MISSING, file, 0, file.sizeBytes(), found == null ? "" : "there is a directory");
                }
                return 0;
            }
            if (piece.isFirst()) {
                compareSize(file, found.getLen());
            }
            return compare(piece, path, Math.min(piece.end(), found.getLen()));
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            if (piece.isFirst()) {
                add(Kind.UNREADABLE, file, 0, file.sizeBytes(), reason(e));
            }
            return 0;
        }
    }

    private void compareSize(DatasetFile file, long found) {
        long expected = file.sizeBytes();
        if (found != expected) {
            add(
                    Kind.SIZE,
                    file,
                    Math.min(found, expected),
                    Math.abs(found - expected),
                    found < expected ? "missing" : "extra");
        }
    }

    private long compare(Share.Piece piece, Path path, long end) throws IOException, InterruptedException {
        DatasetFile file = piece.file();
        Checksum ofPiece = new Checksum();
        ofPiece.begin(file.path(), piece.offset());
        byte[] buffer = pieces.buffer();
        long position = piece.offset();
        long wrong = 0;
        try (FSDataInputStream in = store.open(path, position)) {
            while (position < end) {
                PieceInput.checkIsWanted();
                int n = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, end - position));
                if (n == 0) {
                    throw new IOException("it has become shorter");
                }
                ofPiece.update(buffer, 0, n, position);
                MemorySegment bytes = MemorySegment.ofArray(buffer).asSlice(0, n);
                Verification result = pieces.content().verify(file, position, bytes);
                if (!result.isOk()) {
                    wrong += result.wrongBytes();
                    causes.examine(file, position, bytes);
                }
                position += n;
            }
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            add(Kind.UNREADABLE, file, position, end - position, reason(e));
        }
        checksum += ofPiece.value();
        if (wrong > 0) {
            causes.explain(file, findings);
        }
        return position - piece.offset();
    }

    private void add(Kind kind, DatasetFile file, long offset, long length, String cause) {
        findings.add(new Finding(file.path(), kind, offset, length, cause));
    }

    /** The message on one line, without the stack that some file systems put there. */
    private static String reason(IOException e) {
        String message = String.valueOf(e.getMessage()).strip();
        return message.lines().findFirst().orElse(e.toString());
    }
}
