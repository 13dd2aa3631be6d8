// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

import io.dgen.Verification;
import io.dgen.cli.io.Source;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Compares a source with a range of a stream, in parts that are read and verified in any order. Thread-safe. */
public final class Comparison {
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
     * Result of a comparison.
     *
     * @param verification the differences; offsets are positions in the stream
     * @param unreadable ranges that could not be read and are not among the checked bytes; positions in the source
     * @param uncheckedBytes number of bytes after the first wrong chunk, if it has ended the comparison
     * @param excessBytes number of bytes after the expected ones, or {@link Source#UNKNOWN}
     */
    public record Result(
            Verification verification, List<StreamRange> unreadable, long uncheckedBytes, long excessBytes) {
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
    public Comparison(Verifier verifier, StreamRange range, boolean isFailFast) {
        this.verifier = verifier;
        this.range = range;
        this.checked = new CheckedChunks(isFailFast);
    }

    /**
     * Fills the buffer, except for the bytes that cannot be read.
     *
     * @return as {@link Source#read}; unreadable bytes count; 0 after the end of the comparison
     */
    public long read(Source source, MemorySegment buffer, long position) throws IOException {
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
    public void verify(MemorySegment bytes, long position) {
        Verification found = new Verification(0, 0, false, 0, List.of());
        for (StreamRange bad : unreadable.within(position, bytes.byteSize())) {
            found = found.then(verify(bytes, position, found.checkedBytes(), bad.offset() - position));
            found = found.then(right(bad.length()));
        }
        checked.add(position, found.then(verify(bytes, position, found.checkedBytes(), bytes.byteSize())));
    }

    private Verification verify(MemorySegment bytes, long position, long from, long to) {
        return verifier.verify(range.offset() + position + from, bytes.asSlice(from, to - from));
    }

    /** Leaves bytes out. They count as checked. */
    public void skip(long position, long length) {
        checked.add(position, right(length));
    }

    private static Verification right(long length) {
        return new Verification(length, length, false, 0, List.of());
    }

    /**
     * {@return the result up to now, or of a run that has failed, from the start of the range to the first gap}
     * Unreadable bytes count as checked.
     */
    public Verification found() {
        return checked.prefix();
    }

    /** {@return the result when all parts are compared} */
    public Result result(Source source) throws IOException {
        boolean isWhole = found().checkedBytes() == range.length();
        return result(isWhole ? excess(source) : 0);
    }

    /**
     * {@return the result when all parts are compared}
     *
     * @param excessBytes number of bytes that the source has after the range, or {@link Source#UNKNOWN}
     */
    public Result result(long excessBytes) {
        Verification found = found();
        long end = found.checkedBytes();
        List<StreamRange> bad = unreadable.within(0, end);
        long badBytes = bad.stream().mapToLong(StreamRange::length).sum();
        Verification whole = new Verification(
                range.length(), end - badBytes, excessBytes != 0, found.wrongBytes(), found.wrongRanges());
        return new Result(whole, bad, checked.hasEnded(end) ? range.length() - end : 0, excessBytes);
    }

    private long excess(Source source) throws IOException {
        try {
            return source.excess(range.length());
        } catch (IOException e) {
            if (!unreadable.within(0, range.length()).isEmpty()) {
                return 0; // a further read error tells nothing new
            }
            throw e;
        }
    }
}
