// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

import io.dgen.DataStream;
import io.dgen.Verification;
import io.dgen.cli.io.Source;
import io.dgen.cli.terminal.Progress;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Compares a source with a range of a stream. May be used for one run. */
public final class ReadPipeline {
    private final DataStream stream;
    private final StreamRange range;
    private final CheckedChunks checked;

    /**
     * Result of a run.
     *
     * @param verification the differences; offsets are positions in the stream
     * @param uncheckedBytes number of bytes after the first wrong chunk, if it has ended the comparison
     * @param excessBytes number of bytes after the expected ones, or {@link Source#UNKNOWN}
     * @param timing times of reading (the producer) and verifying (the consumer)
     */
    public record Result(Verification verification, long uncheckedBytes, long excessBytes, Timing timing) {}

    /**
     * @param range range of the stream; position 0 of the source contains its first byte
     * @param isFailFast whether the first wrong chunk ends the comparison
     */
    public ReadPipeline(DataStream stream, StreamRange range, boolean isFailFast) {
        this.stream = SingleThreaded.of(stream);
        this.range = range;
        this.checked = new CheckedChunks(isFailFast);
    }

    public Result run(ChunkWorkers workers, Source source, Progress progress) throws IOException, InterruptedException {
        Timing timing = workers.read((buffer, position) -> read(source, buffer, position), (bytes, position) -> {
            checked.add(position, stream.verify(range.offset() + position, bytes));
            progress.moveTo(checked.prefix().checkedBytes());
        });
        Verification found = found();
        long excess = found.checkedBytes() == range.length() ? source.excess(range.length()) : 0;
        Verification whole = new Verification(
                range.length(), found.checkedBytes(), excess != 0, found.wrongBytes(), found.wrongRanges());
        long unchecked = checked.hasEnded(found.checkedBytes()) ? range.length() - found.checkedBytes() : 0;
        return new Result(whole, unchecked, excess, timing);
    }

    /** {@return the result up to now, or of a run that has failed, from the start of the range to the first gap} */
    public Verification found() {
        return checked.prefix();
    }

    private long read(Source source, MemorySegment buffer, long position) throws IOException {
        if (checked.hasEnded(position)) {
            return 0;
        }
        try {
            return source.read(buffer, position);
        } catch (IOException e) {
            throw ChunkFailure.of(e, buffer, range.start() + position);
        }
    }
}
