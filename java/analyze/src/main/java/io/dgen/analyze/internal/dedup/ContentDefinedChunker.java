// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.dedup;

import io.airlift.compress.v3.xxhash.XxHash64JavaHasher;

/**
 * Content-defined chunks of one average size: FastCDC with normalised chunking of level 2. Below the average length, a
 * chunk ends where the hash has at least log2(average) + 2 leading zero bits; above it, where the hash has at least
 * log2(average) - 2. A chunk has at least a quarter of the average and at most eight times the average. The hash does
 * not restart at a chunk, so a cut point depends only on the 64 bytes before it. Files must be added in order, by one
 * thread at a time.
 */
public final class ContentDefinedChunker {
    private static final int NORMALISATION = 2;

    private final FingerprintTable table;
    private final long average;
    private final long min;
    private final long max;
    private final int zeroBitsBelow;
    private final int zeroBitsAbove;
    private final FingerprintTable.Batch batch = new FingerprintTable.Batch();

    /** Hash of the bytes of the current chunk that are in earlier parts of the file. */
    private final XxHash64JavaHasher pending = new XxHash64JavaHasher(0);

    private long pendingBytes;
    private boolean pendingIsZero = true;

    private byte[] data = new byte[0];
    private int from;
    /** Index in the data at which the current chunk starts; negative if it starts in an earlier part. */
    private long start;

    public ContentDefinedChunker(FingerprintTable table, long averageBytes) {
        this.table = table;
        average = averageBytes;
        min = averageBytes / 4;
        max = averageBytes * 8;
        zeroBitsBelow = Long.numberOfTrailingZeros(averageBytes) + NORMALISATION;
        zeroBitsAbove = minZeroBits(averageBytes);
    }

    /** Fewest leading zero bits at a cut point of a chunker with this average. */
    public static int minZeroBits(long averageBytes) {
        return Long.numberOfTrailingZeros(averageBytes) - NORMALISATION;
    }

    /**
     * Adds the next part of a file.
     *
     * @param cutPoints of the part, piece by piece, in order
     */
    public void add(byte[] bytes, int first, int end, Iterable<CutPoints> cutPoints) {
        cutAll(bytes, first, end, cutPoints);
        keep(end);
        count();
    }

    /** Adds the last part of a file, which may be empty. */
    public void addLast(byte[] bytes, int first, int end, Iterable<CutPoints> cutPoints) {
        cutAll(bytes, first, end, cutPoints);
        if (end > start) {
            cut(end);
        }
        pendingBytes = 0;
        count();
    }

    private void cutAll(byte[] bytes, int first, int end, Iterable<CutPoints> cutPoints) {
        data = bytes;
        from = first;
        start = first - pendingBytes;
        for (CutPoints points : cutPoints) {
            cutAt(points);
        }
        while (end - start >= max) {
            cut((int) (start + max));
        }
    }

    private void cutAt(CutPoints points) {
        for (int i = 0; i < points.size(); i++) {
            int position = points.position(i);
            while (position - start > max) {
                cut((int) (start + max));
            }
            long length = position - start;
            if (length >= min && points.zeroBits(i) >= (length < average ? zeroBitsBelow : zeroBitsAbove)) {
                cut(position);
            }
        }
    }

    private void cut(int end) {
        int length = (int) (end - start);
        if (start >= from) {
            batch.add(Fingerprints.of(data, (int) start, end), length);
        } else {
            pendingIsZero = pendingIsZero && Fingerprints.isZero(data, from, end);
            pending.update(data, from, end - from);
            batch.add(pendingIsZero ? Fingerprints.ZERO : Fingerprints.notZero(pending.digest()), length);
            pending.reset();
            pendingIsZero = true;
        }
        start = end;
    }

    /** Hashes the start of a chunk that continues in the file's next part. */
    private void keep(int end) {
        pendingBytes = end - start;
        int at = (int) Math.max(start, from);
        if (at < end) {
            pendingIsZero = pendingIsZero && Fingerprints.isZero(data, at, end);
            pending.update(data, at, end - at);
        }
    }

    private void count() {
        table.add(batch);
        batch.clear();
    }
}
