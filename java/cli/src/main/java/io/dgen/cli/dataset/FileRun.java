// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.Dataset;
import io.dgen.DatasetFile;
import io.dgen.cli.pipeline.ChunkWorkers;
import io.dgen.cli.report.Text;
import io.dgen.cli.terminal.Progress;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Work on the files of a part of a set, in their order. Each worker takes the next piece: a small file, or a chunk of a large
 * one. Thread-safe; may be used for one run.
 */
final class FileRun {
    private final long pieceBytes;
    private final Iterator<DatasetFile> files;
    private final Function<DatasetFile, FileTask> newTask;
    private final BooleanSupplier isEnough;

    private final Set<FileTask> tasks = ConcurrentHashMap.newKeySet();
    private final AtomicLong filesDone = new AtomicLong();
    private final AtomicLong bytesDone = new AtomicLong();

    /** The file that the next piece is of; null before the first file and after the end of each. */
    private @Nullable FileTask current;

    private long position;

    private record Piece(FileTask task, long position, long length) {}

    /**
     * @param pieceBytes size of the pieces that the tasks expect
     * @param newTask makes the task of a file
     * @param isEnough true ends the run before the next piece
     */
    FileRun(
            Dataset dataset,
            Dataset.Part part,
            long pieceBytes,
            Function<DatasetFile, FileTask> newTask,
            BooleanSupplier isEnough) {
        this.pieceBytes = pieceBytes;
        this.files = dataset.files(part.from(), part.to()).iterator();
        this.newTask = newTask;
        this.isEnough = isEnough;
    }

    /** @param isRemote whether a request of a worker may wait for long */
    void run(ChunkWorkers workers, Progress progress, boolean isRemote) throws IOException, InterruptedException {
        try {
            workers.repeat(buffer -> process(buffer, progress), isRemote);
        } finally {
            tasks.forEach(FileTask::abandon);
        }
    }

    /** {@return number of files that are finished} */
    long filesDone() {
        return filesDone.get();
    }

    /** {@return number of bytes that are done} */
    long bytesDone() {
        return bytesDone.get();
    }

    private boolean process(MemorySegment buffer, Progress progress) throws IOException {
        Piece piece = isEnough.getAsBoolean() ? null : next();
        if (piece == null) {
            return false;
        }
        PieceProgress done = new PieceProgress(progress);
        if (piece.task.run(piece.position, piece.length, buffer, done)) {
            tasks.remove(piece.task);
            filesDone.incrementAndGet();
        }
        done.accept(piece.length);
        return true;
    }

    /** Receives the number of bytes of a piece that are done. */
    private final class PieceProgress implements LongConsumer {
        private final Progress progress;
        private long done;

        PieceProgress(Progress progress) {
            this.progress = progress;
        }

        @Override
        public synchronized void accept(long bytes) {
            progress.moveTo(bytesDone.addAndGet(bytes - done), ", " + Text.count(filesDone(), "file"));
            done = bytes;
        }
    }

    private synchronized @Nullable Piece next() {
        FileTask task = current;
        if (task == null) {
            if (!files.hasNext()) {
                return null;
            }
            task = newTask.apply(files.next());
            tasks.add(task);
            position = 0;
        }
        long start = position;
        long length = Math.min(pieceBytes, task.file().sizeBytes() - start);
        position = start + length;
        current = position < task.file().sizeBytes() ? task : null;
        return new Piece(task, start, length);
    }
}
