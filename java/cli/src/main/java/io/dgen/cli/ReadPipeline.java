package io.dgen.cli;

import io.dgen.DataStream;
import io.dgen.Verification;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;

/** Checks what a source has against a range of a stream. */
final class ReadPipeline {
    /**
     * What was found.
     *
     * @param verification the result; offsets are positions in the stream
     * @param excessBytes number of bytes behind the expected ones, or {@link Source#UNKNOWN}
     * @param timing of reading (the producer) and checking (the consumer)
     */
    record Result(Verification verification, long excessBytes, ChunkRing.Timing timing) {}

    private ReadPipeline() {}

    static Result run(DataStream stream, Range range, ChunkRing ring, Source source, Progress progress)
            throws IOException, InterruptedException {
        Check check = new Check(stream, range.offset(), progress);
        ChunkRing.Timing timing = ring.run((buffer, position) -> read(source, buffer, position), check);
        Verification found = check.found;
        long excess = found.checkedBytes() == range.length() ? source.excess(range.length()) : 0;
        Verification whole = new Verification(
                range.length(), found.checkedBytes(), excess != 0, found.wrongBytes(), found.wrongRanges());
        return new Result(whole, excess, timing);
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

    private static final class Check implements ChunkRing.Consumer {
        private final DataStream stream;
        private final long offset;
        private final Progress progress;
        private Verification found = new Verification(0, 0, false, 0, List.of());

        Check(DataStream stream, long offset, Progress progress) {
            this.stream = stream;
            this.offset = offset;
            this.progress = progress;
        }

        @Override
        public void take(MemorySegment bytes, long position) {
            found = found.then(stream.verify(offset + position, bytes));
            progress.moveTo(position + bytes.byteSize());
        }
    }
}
