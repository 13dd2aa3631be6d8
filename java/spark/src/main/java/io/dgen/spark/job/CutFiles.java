// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import io.dgen.Dataset;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.BBPartHandle;
import org.apache.hadoop.fs.BBUploadHandle;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.MultipartUploader;
import org.apache.hadoop.fs.PartHandle;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.UploadHandle;
import org.apache.hadoop.util.functional.FutureIO;

/**
 * Files that several tasks write. Object stores join the parts of a multipart upload, and other file systems concatenate files
 * without copying them. The driver begins and completes each file; tasks return what names their parts.
 *
 * <p>Hadoop's multipart uploader for file systems with concatenation is not used: attempts of the same task would write the
 * same file.
 */
abstract sealed class CutFiles implements Closeable {
    /**
     * A part that a task has written.
     *
     * @param file number of the file
     * @param number of the part in the file, from 1
     * @param handle what names it
     */
    record Part(long file, int number, byte[] handle) implements Serializable {}

    /** {@return whether the file system can join parts} */
    static boolean isPossible(SetStore store) throws IOException {
        return hasUploads(store) || canConcatenate(store);
    }

    private static boolean hasUploads(SetStore store) throws IOException {
        return store.isInPlace()
                && store.files().hasPathCapability(store.root(), CommonPathCapabilities.FS_MULTIPART_UPLOADER);
    }

    /** Local files would be copied. */
    private static boolean canConcatenate(SetStore store) throws IOException {
        return !(store.files() instanceof RawLocalFileSystem)
                && store.files().hasPathCapability(store.root(), CommonPathCapabilities.FS_CONCAT);
    }

    static CutFiles of(SetStore store) throws IOException {
        return hasUploads(store)
                ? new Uploads(
                        store.files().createMultipartUploader(store.root()).build())
                : new Concatenation(store);
    }

    /** {@return the numbers of the files that several tasks write, with these tasks} */
    static Map<Long, List<Integer>> find(Dataset dataset, Plan plan) {
        Map<Long, List<Integer>> tasks = new TreeMap<>();
        if (plan.partBytes() == Share.WHOLE) {
            return tasks;
        }
        int first = 0; // the task in which the last file before the next share begins
        for (int task = 0; task < plan.tasks(); task++) {
            int next = task;
            int begins = first;
            Share share = plan.share(dataset, task);
            Dataset.Part part = share.files();
            share.rest(part)
                    .ifPresent(
                            piece -> tasks.computeIfAbsent(piece.file().index(), _ -> new ArrayList<>(List.of(begins)))
                                    .add(next));
            first = part.files() > 0 ? task : first;
        }
        return tasks;
    }

    /** {@return what names the new file while it is incomplete} */
    abstract byte[] begin(Path file) throws IOException;

    /** Writes a piece of a file, and returns its parts. */
    abstract List<Part> write(byte[] upload, Path file, Path temporary, Share.Piece piece, Pieces pieces)
            throws IOException;

    abstract void complete(byte[] upload, Path file, List<Part> parts) throws IOException;

    abstract void abort(byte[] upload, Path file) throws IOException;

    private static final class Uploads extends CutFiles {
        private final MultipartUploader uploader;

        Uploads(MultipartUploader uploader) {
            this.uploader = uploader;
        }

        @Override
        byte[] begin(Path file) throws IOException {
            return FutureIO.awaitFuture(uploader.startUpload(file)).toByteArray();
        }

        private static UploadHandle handle(byte[] upload) {
            return BBUploadHandle.from(ByteBuffer.wrap(upload));
        }

        @Override
        List<Part> write(byte[] upload, Path file, Path temporary, Share.Piece piece, Pieces pieces)
                throws IOException {
            List<Part> parts = new ArrayList<>();
            for (long start = piece.offset(); start < piece.end(); start += piece.partBytes()) {
                Share.Piece part = piece.part(start);
                int number = Math.toIntExact(start / piece.partBytes() + 1);
                boolean isLast = part.end() == piece.file().sizeBytes();
                try (PieceInput input = pieces.open(part)) {
                    PartHandle done = FutureIO.awaitFuture(
                            uploader.putPart(handle(upload), number, isLast, file, input, part.length()));
                    pieces.add(input);
                    parts.add(new Part(piece.file().index(), number, done.toByteArray()));
                }
            }
            return parts;
        }

        @Override
        void complete(byte[] upload, Path file, List<Part> parts) throws IOException {
            Map<Integer, PartHandle> handles = new HashMap<>();
            parts.forEach(part -> handles.put(part.number, BBPartHandle.from(ByteBuffer.wrap(part.handle))));
            FutureIO.awaitFuture(uploader.complete(handle(upload), file, handles));
        }

        @Override
        void abort(byte[] upload, Path file) throws IOException {
            FutureIO.awaitFuture(uploader.abort(handle(upload), file));
        }

        @Override
        public void close() throws IOException {
            uploader.close();
        }
    }

    private static final class Concatenation extends CutFiles {
        private final SetStore store;

        Concatenation(SetStore store) {
            this.store = store;
        }

        @Override
        byte[] begin(Path file) {
            return new byte[0];
        }

        @Override
        List<Part> write(byte[] upload, Path file, Path temporary, Share.Piece piece, Pieces pieces)
                throws IOException {
            store.writeTemporary(temporary, out -> pieces.copy(piece, out));
            int number = Math.toIntExact(piece.offset() / piece.partBytes() + 1);
            return List.of(
                    new Part(piece.file().index(), number, temporary.toString().getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        void complete(byte[] upload, Path file, List<Part> parts) throws IOException {
            Path[] paths = parts.stream()
                    .sorted(Comparator.comparingInt(Part::number))
                    .map(part -> new Path(new String(part.handle, StandardCharsets.UTF_8)))
                    .toArray(Path[]::new);
            store.files().concat(paths[0], Arrays.copyOfRange(paths, 1, paths.length));
            store.rename(paths[0], file);
        }

        @Override
        void abort(byte[] upload, Path file) {
            // the folder of temporary files is deleted
        }

        @Override
        public void close() {
            // has nothing open
        }
    }
}
