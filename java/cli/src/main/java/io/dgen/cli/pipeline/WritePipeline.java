// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

import io.dgen.DataStream;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Sink;
import io.dgen.cli.terminal.Progress;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.ClosedByInterruptException;
import java.util.function.BooleanSupplier;

/**
 * Generates a range of a stream into a sink.
 *
 * @param stream the data
 * @param range range of the stream; position 0 of the sink receives its first byte
 * @param completion when a run ends
 */
public record WritePipeline(DataStream stream, StreamRange range, Completion completion) {
    /**
     * Times of a run.
     *
     * @param timing times of generating (the producer) and writing (the consumer)
     * @param forceNanos time from the last write until the bytes were on the device; 0 if the run did not wait for the
     *     device
     */
    public record Result(Timing timing, long forceNanos) {
        /** {@return the result of an upload, which generates and sends in the same threads} */
        public static Result ofUpload(long elapsedNanos) {
            return new Result(new Timing(elapsedNanos, 0, 0), 0);
        }

        public long elapsedNanos() {
            return timing.elapsedNanos() + forceNanos;
        }
    }

    /** Writes all of the range. */
    public Result run(ChunkWorkers workers, Sink sink, Progress progress) throws IOException, InterruptedException {
        return run(workers, sink, progress, () -> false);
    }

    /**
     * Writes the range, or the beginning of it.
     *
     * @param isEnough queried before each chunk except the first; true ends the run
     */
    public Result run(ChunkWorkers workers, Sink sink, Progress progress, BooleanSupplier isEnough)
            throws IOException, InterruptedException {
        DataStream alone = SingleThreaded.of(stream);
        Timing timing = workers.write(
                (buffer, position) -> {
                    if (position > 0 && isEnough.getAsBoolean()) {
                        return 0;
                    }
                    alone.fill(range.offset() + position, buffer);
                    return buffer.byteSize();
                },
                (bytes, position) -> {
                    write(sink, bytes, position);
                    progress.moveTo(sink.written().total());
                });
        if (completion == Completion.ACCEPTED) {
            return new Result(timing, 0);
        }
        long start = System.nanoTime();
        try {
            sink.force();
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException("written data was lost before it was on the device: " + Failure.reason(e), e);
        }
        return new Result(timing, System.nanoTime() - start);
    }

    private void write(Sink sink, MemorySegment bytes, long position) throws IOException {
        try {
            sink.write(bytes, position);
        } catch (IOException e) {
            throw ChunkFailure.of(e, bytes, range.start() + position);
        }
    }
}
