package io.dgen.cli.pipeline;

import io.dgen.DataStream;
import io.dgen.cli.io.Sink;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** Generates a range of a stream into a sink. */
public final class WritePipeline {
    /**
     * What was done.
     *
     * @param timing of generating (the producer) and writing (the consumer)
     * @param forceNanos time that it took until the bytes were on the device; 0 if nobody asked for it
     */
    public record Result(ChunkRing.Timing timing, long forceNanos) {
        public long elapsedNanos() {
            return timing.elapsedNanos() + forceNanos;
        }
    }

    private WritePipeline() {}

    public static Result run(
            DataStream stream, Range range, ChunkRing ring, Sink sink, boolean force, Progress progress)
            throws IOException, InterruptedException {
        return run(stream, range, ring, sink, force, progress, () -> false);
    }

    /** @param isEnough asked between chunks: true ends the run before the end of the range */
    public static Result run(
            DataStream stream,
            Range range,
            ChunkRing ring,
            Sink sink,
            boolean force,
            Progress progress,
            BooleanSupplier isEnough)
            throws IOException, InterruptedException {
        ChunkRing.Timing timing = ring.run(
                (buffer, position) -> {
                    if (position > 0 && isEnough.getAsBoolean()) {
                        return 0;
                    }
                    stream.fill(range.offset() + position, buffer);
                    return buffer.byteSize();
                },
                (bytes, position) -> {
                    sink.write(bytes, position);
                    progress.moveTo(position + bytes.byteSize());
                });
        long start = System.nanoTime();
        if (force) {
            sink.force();
        }
        return new Result(timing, force ? System.nanoTime() - start : 0);
    }
}
