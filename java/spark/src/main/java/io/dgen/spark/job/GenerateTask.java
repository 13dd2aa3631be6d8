// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import io.dgen.Dataset;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;

/** Writes the files of one share. */
record GenerateTask(
        Plan plan, Broadcast<SerializableConfiguration> configuration, LongAccumulator bytes, LongAccumulator files)
        implements Function<TaskInput, TaskResult> {

    @Override
    public TaskResult call(TaskInput input) throws IOException {
        try (Attempt attempt = new Attempt(input)) {
            return attempt.run();
        }
    }

    /** One attempt of a task. */
    private final class Attempt implements AutoCloseable {
        private final TaskInput input;
        private final Dataset dataset = Dataset.parse(plan.line());
        private final SetStore store;
        private final CutFiles cutFiles;
        private final Pieces pieces = new Pieces(dataset);
        private final List<CutFiles.Part> parts = new ArrayList<>();
        private Rates rates = Rates.NONE;
        private long begun;
        private long kept;

        Attempt(TaskInput input) throws IOException {
            this.input = input;
            this.store = new SetStore(plan.root(), configuration.value().value());
            this.cutFiles = CutFiles.of(store);
        }

        TaskResult run() throws IOException {
            store.checkClaim(plan.temporary());
            for (Share.Piece piece :
                    (Iterable<Share.Piece>) plan.share(dataset, input.index()).pieces()::iterator) {
                long start = System.nanoTime();
                write(piece);
                rates = rates.plus(piece.length(), System.nanoTime() - start);
                bytes.add(piece.length());
                if (piece.isFirst()) {
                    begun++;
                    files.add(1);
                }
            }
            return new TaskResult(
                    input.index(), Host.name(), begun, kept, rates, pieces.checksum(), Map.of(), List.of(), parts);
        }

        private void write(Share.Piece piece) throws IOException {
            Path file = store.path(piece.file().path());
            Path temporary = store.path(plan.temporaryFile(
                    TaskContext.get().taskAttemptId(), piece.file().index()));
            byte[] upload = input.uploads().get(piece.file().index());
            if (upload != null) {
                parts.addAll(cutFiles.write(upload, file, temporary, piece, pieces));
            } else if (plan.existing() == Existing.RESUME && isComplete(file, piece)) {
                kept++;
                pieces.copy(piece, OutputStream.nullOutputStream());
            } else {
                store.write(file, temporary, out -> pieces.copy(piece, out));
            }
        }

        private boolean isComplete(Path file, Share.Piece piece) throws IOException {
            FileStatus found = store.status(file);
            if (found == null || !found.isFile() || found.getLen() != piece.length()) {
                return false;
            }
            try (FSDataInputStream in = store.open(file, 0)) {
                return pieces.areSamplesRight(in, piece.file());
            }
        }

        @Override
        public void close() throws IOException {
            cutFiles.close();
        }
    }
}
