// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.generate;

import io.dgen.DataStream;
import io.dgen.cli.io.Input;
import io.dgen.cli.io.Output;
import io.dgen.cli.io.ResumingSink;
import io.dgen.cli.io.Source;
import io.dgen.cli.io.UnsuitableException;
import io.dgen.cli.pipeline.StreamRange;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.NoSuchFileException;

/**
 * What an interrupted run has left in a file: right bytes in any order, and holes. Before anything is written, the first
 * bytes that are not zeros must be right.
 */
record Resumption(DataStream stream, StreamRange range, long directBlockBytes) {
    private static final long PIECE_BYTES = 1 << 20;
    private static final long PAGE_BYTES = 4096;

    /**
     * Opens the sink that completes the file. A missing file is created, as at the first run.
     *
     * @param existing the same file as the output
     * @throws UnsuitableException if the file has not been left by a run of this recipe; it is unchanged
     */
    ResumingSink open(Output output, Input existing) throws IOException {
        Source source = openExisting(existing);
        try {
            check(source, output.name());
            return new ResumingSink(output.openInPlace(directBlockBytes, range.start()), source, directBlockBytes);
        } catch (IOException | RuntimeException | Error e) {
            source.close();
            throw e;
        }
    }

    private Source openExisting(Input existing) throws IOException {
        try {
            return range.isInPlace()
                    ? existing.openInPlace(directBlockBytes, range.start())
                    : existing.open(directBlockBytes);
        } catch (NoSuchFileException e) {
            return new Missing();
        }
    }

    private void check(Source source, String name) throws IOException {
        long wrong = wrongBeginning(source);
        if (wrong >= 0) {
            throw new UnsuitableException(name + ": the data at offset " + (range.start() + wrong)
                    + " is not that of this recipe: --resume expects what an interrupted run of it has left");
        }
        if (source.excess(range.length()) != 0) {
            throw new UnsuitableException(name + " has more than " + range.length()
                    + " bytes: --resume expects what an interrupted run of this recipe has left");
        }
    }

    /** {@return the position of the first page that is not empty, if it is wrong; otherwise -1} */
    private long wrongBeginning(Source source) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(PIECE_BYTES, Math.max(PAGE_BYTES, directBlockBytes));
            long position = 0;
            while (position < range.length()) {
                long wanted = Math.min(PIECE_BYTES, range.length() - position);
                long n = source.read(buffer.asSlice(0, wanted), position);
                for (long at = 0; at < n; at += PAGE_BYTES) {
                    MemorySegment page = withoutTrailingZeros(buffer.asSlice(at, Math.min(PAGE_BYTES, n - at)));
                    if (page.byteSize() > 0) {
                        long offset = position + at;
                        return stream.verify(range.offset() + offset, page).isOk() ? -1 : offset;
                    }
                }
                if (n < wanted) {
                    break;
                }
                position += n;
            }
        }
        return -1;
    }

    /** The end of a page may be missing. */
    private static MemorySegment withoutTrailingZeros(MemorySegment page) {
        long end = page.byteSize();
        while (end > 0 && page.get(ValueLayout.JAVA_BYTE, end - 1) == 0) {
            end--;
        }
        return page.asSlice(0, end);
    }

    /** A file that does not exist yet. */
    private static final class Missing implements Source {
        @Override
        public long read(MemorySegment buffer, long position) {
            return 0;
        }

        @Override
        public long excess(long expectedBytes) {
            return 0;
        }

        @Override
        public void close() {}
    }
}
