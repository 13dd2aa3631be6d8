// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import io.dgen.DatasetFile;
import io.dgen.Verification;
import io.dgen.spark.job.Finding.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

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
                    add(Kind.MISSING, file, 0, file.sizeBytes(), "", found == null ? "" : "there is a directory");
                }
                return 0;
            }
            return compare(piece, path, found.getLen());
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            if (piece.isFirst()) {
                add(Kind.UNREADABLE, file, 0, file.sizeBytes(), "", reason(e));
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
                    found < expected ? "missing" : "extra",
                    found + " bytes instead of " + expected);
        }
    }

    private long compare(Share.Piece piece, Path path, long found) throws IOException, InterruptedException {
        DatasetFile file = piece.file();
        long end = Math.min(piece.end(), found);
        Checksum ofPiece = new Checksum();
        ofPiece.begin(file.path(), piece.offset());
        byte[] buffer = pieces.buffer();
        long position = piece.offset();
        boolean isRight = true;
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
                    isRight = false;
                    causes.examine(file, position, bytes);
                }
                position += n;
            }
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            add(Kind.UNREADABLE, file, position, end - position, "", reason(e));
        }
        checksum += ofPiece.value();
        Causes.Explanation explanation = isRight ? Causes.Explanation.NONE : causes.explain(file);
        DatasetFile other = piece.isWhole() ? fileWithAllBytes(path, found, explanation.origins()) : null;
        if (other != null) {
            add(Kind.RENAMED, file, 0, found, "", "has the content of " + other.path());
            return position - piece.offset();
        }
        if (piece.isFirst()) {
            compareSize(file, found);
        }
        explanation.findings().forEach(findings::add);
        return position - piece.offset();
    }

    /** {@return the file of the set that has all bytes of a file that was found; null if there is none among the candidates} */
    private @Nullable DatasetFile fileWithAllBytes(Path path, long bytes, Set<DatasetFile> candidates)
            throws IOException {
        List<DatasetFile> left = new ArrayList<>(candidates);
        left.removeIf(candidate -> candidate.sizeBytes() != bytes);
        if (left.isEmpty()) {
            return null;
        }
        byte[] buffer = pieces.buffer();
        try (FSDataInputStream in = store.open(path, 0)) {
            for (long position = 0; position < bytes && !left.isEmpty(); position += buffer.length) {
                PieceInput.checkIsWanted();
                long at = position;
                int n = (int) Math.min(buffer.length, bytes - at);
                in.readFully(buffer, 0, n);
                MemorySegment part = MemorySegment.ofArray(buffer).asSlice(0, n);
                left.removeIf(candidate ->
                        !pieces.content().verify(candidate, at, part).isOk());
            }
        }
        return left.isEmpty() ? null : left.getFirst();
    }

    private void add(Kind kind, DatasetFile file, long offset, long length, String cause, String detail) {
        findings.add(new Finding(file.path(), kind, offset, length, cause, detail));
    }

    /** The message on one line, without the stack that some file systems put there. */
    private static String reason(IOException e) {
        String message = String.valueOf(e.getMessage()).strip();
        return message.lines().findFirst().orElse(e.toString());
    }
}
