// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

import io.dgen.DataStream;
import io.dgen.Verification;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Source;
import io.dgen.cli.terminal.Progress;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;

/** Compares a source with a range of a stream. May be used for one run, by one thread. */
public final class ReadPipeline {
    private final DataStream stream;
    private final StreamRange range;
    private Verification found = new Verification(0, 0, false, 0, List.of());

    /**
     * Result of a run.
     *
     * @param verification the differences; offsets are positions in the stream
     * @param excessBytes number of bytes after the expected ones, or {@link Source#UNKNOWN}
     * @param timing times of reading (the producer) and verifying (the consumer)
     */
    public record Result(Verification verification, long excessBytes, ChunkRing.Timing timing) {}

    /** @param range range of the stream; position 0 of the source contains its first byte */
    public ReadPipeline(DataStream stream, StreamRange range) {
        this.stream = stream;
        this.range = range;
    }

    public Result run(ChunkRing ring, Source source, Progress progress) throws IOException, InterruptedException {
        ChunkRing.Timing timing = ring.run((buffer, position) -> read(source, buffer, position), (bytes, position) -> {
            found = found.then(stream.verify(range.offset() + position, bytes));
            progress.moveTo(position + bytes.byteSize());
        });
        long excess = found.checkedBytes() == range.length() ? source.excess(range.length()) : 0;
        Verification whole = new Verification(
                range.length(), found.checkedBytes(), excess != 0, found.wrongBytes(), found.wrongRanges());
        return new Result(whole, excess, timing);
    }

    /** {@return the result up to now, or of a run that has failed} */
    public Verification found() {
        return found;
    }

    private static long read(Source source, MemorySegment buffer, long position) throws IOException {
        try {
            return source.read(buffer, position);
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(
                    Failure.reason(e) + ", in the " + buffer.byteSize() + " bytes from offset " + position, e);
        }
    }
}
