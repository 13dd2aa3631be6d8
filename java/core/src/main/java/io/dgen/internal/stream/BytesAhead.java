// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.stream;

import java.lang.foreign.MemorySegment;

/**
 * Bytes of a stream that are made ahead of short pieces, such as records, in an array that stays in the L2 cache. As long
 * as pieces ascend, each page of the stream is made once: the start of a piece that the next block continues is moved to
 * the front of the array. Not thread-safe.
 */
public final class BytesAhead {
    /**
     * Blocks end at multiples of this number in the stream. A block takes much longer than the call that makes it, and its
     * array is no large object for a collector.
     */
    private static final int BLOCK_BYTES = 128 << 10;

    private static final int CACHE_LINE = 64;

    private Filler filler;
    private byte[] bytes = {};
    private MemorySegment segment = MemorySegment.ofArray(bytes);
    /** Range of the stream that the array has. */
    private long start;

    private long end;

    public BytesAhead(Filler filler) {
        this.filler = filler;
    }

    /** Forgets all bytes, and keeps the array for those of another stream. */
    public void restart(Filler other) {
        filler = other;
        end = start;
    }

    /** Whether a piece is in the array. */
    public boolean has(long offset, int length) {
        return offset >= start && offset <= end && length <= end - offset;
    }

    /**
     * Makes a piece, unless the array has it, and what follows in its block.
     *
     * @param limit end of the bytes that may be needed
     * @return its position in the array
     */
    public int make(long offset, int length, long limit) {
        if (!has(offset, length)) {
            load(offset, length, limit);
        }
        return (int) (offset - start);
    }

    private void load(long offset, int length, long limit) {
        long from = offset - offset % CACHE_LINE;
        long pieceEnd = offset + length;
        long ahead = (BLOCK_BYTES - pieceEnd % BLOCK_BYTES) % BLOCK_BYTES;
        long to = pieceEnd + Math.min(ahead, limit - pieceEnd);
        int kept = from >= start && from < end ? (int) (end - from) : 0;
        int size = (int) (to - from);
        byte[] target = size <= bytes.length ? bytes : new byte[(int) Math.min(roundUp(size), limit - from)];
        System.arraycopy(bytes, kept == 0 ? 0 : (int) (from - start), target, 0, kept);
        end = start; // until all bytes are there
        if (target != bytes) {
            bytes = target;
            segment = MemorySegment.ofArray(target);
        }
        boolean isWhole = kept == 0 && size == target.length;
        filler.fill(from + kept, isWhole ? segment : segment.asSlice(kept, size - kept));
        start = from;
        end = to;
    }

    /** Leaves room for larger pieces, so that few arrays are replaced. */
    private static long roundUp(int size) {
        long half = BLOCK_BYTES / 2;
        return (size + half - 1) / half * half;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** The array. */
    public MemorySegment segment() {
        return segment;
    }
}
