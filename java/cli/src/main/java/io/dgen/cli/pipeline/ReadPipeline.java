// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

import io.dgen.Verification;
import io.dgen.cli.io.Source;
import io.dgen.cli.terminal.Progress;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Compares a source with a range of a stream. May be used for one run. */
public final class ReadPipeline {
    private final Verifier verifier;
    private final StreamRange range;
    private final CheckedChunks checked;
    private final Unreadable unreadable = new Unreadable();

    /** Compares bytes with a stream. Used by several threads at the same time. */
    @FunctionalInterface
    public interface Verifier {
        /** @param offset position in the stream */
        Verification verify(long offset, MemorySegment bytes);
    }

    /**
     * Result of a run.
     *
     * @param verification the differences; offsets are positions in the stream
     * @param unreadable ranges that could not be read and are not among the checked bytes; positions in the source
     * @param uncheckedBytes number of bytes after the first wrong chunk, if it has ended the comparison
     * @param excessBytes number of bytes after the expected ones, or {@link Source#UNKNOWN}
     * @param timing times of reading (the producer) and verifying (the consumer)
     */
    public record Result(
            Verification verification,
            List<StreamRange> unreadable,
            long uncheckedBytes,
            long excessBytes,
            Timing timing) {
        /** {@return number of bytes that could not be read} */
        public long unreadableBytes() {
            return unreadable.stream().mapToLong(StreamRange::length).sum();
        }

        /** {@return number of bytes after the end of the source} */
        public long missingBytes() {
            return verification.expectedBytes() - verification.checkedBytes() - unreadableBytes() - uncheckedBytes;
        }

        /** {@return whether all bytes that could be read, and the length, are right} */
        public boolean isRightWhereReadable() {
            return verification.wrongBytes() == 0 && !verification.isLonger() && missingBytes() == 0;
        }
    }

    /**
     * @param range range of the stream; position 0 of the source contains its first byte
     * @param isFailFast whether the first wrong chunk ends the comparison
     */
    public ReadPipeline(Verifier verifier, StreamRange range, boolean isFailFast) {
        this.verifier = verifier;
        this.range = range;
        this.checked = new CheckedChunks(isFailFast);
    }

    public Result run(ChunkWorkers workers, Source source, Progress progress) throws IOException, InterruptedException {
        Timing timing = workers.read((buffer, position) -> read(source, buffer, position), (bytes, position) -> {
            checked.add(position, verify(bytes, position));
            progress.moveTo(checked.prefix().checkedBytes());
        });
        Verification found = found();
        long end = found.checkedBytes();
        List<StreamRange> bad = unreadable.within(0, end);
        long badBytes = bad.stream().mapToLong(StreamRange::length).sum();
        long excess = end == range.length() ? excess(source, !bad.isEmpty()) : 0;
        Verification whole =
                new Verification(range.length(), end - badBytes, excess != 0, found.wrongBytes(), found.wrongRanges());
        long unchecked = checked.hasEnded(end) ? range.length() - end : 0;
        return new Result(whole, bad, unchecked, excess, timing);
    }

    /**
     * {@return the result up to now, or of a run that has failed, from the start of the range to the first gap}
     * Unreadable bytes count as checked.
     */
    public Verification found() {
        return checked.prefix();
    }

    /** @param hasErrors whether a further read error tells nothing new */
    private long excess(Source source, boolean hasErrors) throws IOException {
        try {
            return source.excess(range.length());
        } catch (IOException e) {
            if (hasErrors) {
                return 0;
            }
            throw e;
        }
    }

    private long read(Source source, MemorySegment buffer, long position) throws IOException {
        if (checked.hasEnded(position)) {
            return 0;
        }
        try {
            return unreadable.read(source, buffer, position);
        } catch (IOException e) {
            throw ChunkFailure.of(e, buffer, range.start() + position);
        }
    }

    /** Compares the bytes that could be read. */
    private Verification verify(MemorySegment bytes, long position) {
        Verification found = new Verification(0, 0, false, 0, List.of());
        for (StreamRange bad : unreadable.within(position, bytes.byteSize())) {
            found = found.then(verify(bytes, position, found.checkedBytes(), bad.offset() - position));
            found = found.then(new Verification(bad.length(), bad.length(), false, 0, List.of()));
        }
        return found.then(verify(bytes, position, found.checkedBytes(), bytes.byteSize()));
    }

    private Verification verify(MemorySegment bytes, long position, long from, long to) {
        return verifier.verify(range.offset() + position + from, bytes.asSlice(from, to - from));
    }
}
