// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Continues what an interrupted run has left: reads what the file has at the position of each write, and writes only what
 * differs. A length, or a write time, would not show which parts are missing: workers write out of order, and a file
 * system that has lost power may have files of the right length without their data. Thread-safe.
 */
public final class ResumingSink extends KeepingSink {
    private static final long PIECE_BYTES = 1 << 20;

    private final Source existing;
    private final ThreadLocal<MemorySegment> found;

    /**
     * @param existing what the sink has; closed together with it
     * @param alignment of buffers for direct I/O, in bytes
     */
    public ResumingSink(Sink sink, Source existing, long alignment) {
        super(sink);
        this.existing = existing;
        this.found = ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(PIECE_BYTES, Math.max(1, alignment)));
    }

    @Override
    public void write(MemorySegment bytes, long position) throws IOException {
        for (long done = 0; done < bytes.byteSize(); done += PIECE_BYTES) {
            MemorySegment piece = bytes.asSlice(done, Math.min(PIECE_BYTES, bytes.byteSize() - done));
            boolean isThere = has(piece, position + done);
            if (!isThere) {
                sink.write(piece, position + done);
            }
            add(position + done, piece.byteSize(), isThere ? piece.byteSize() : 0);
        }
    }

    private boolean has(MemorySegment piece, long position) throws IOException {
        MemorySegment there = found.get().asSlice(0, piece.byteSize());
        return existing.read(there, position) == piece.byteSize() && there.mismatch(piece) < 0;
    }

    @Override
    public void close() throws IOException {
        try (sink) {
            existing.close();
        }
    }
}
