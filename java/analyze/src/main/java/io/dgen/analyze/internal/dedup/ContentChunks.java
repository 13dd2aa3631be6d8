package io.dgen.analyze.internal.dedup;

import io.airlift.compress.v3.xxhash.XxHash64JavaHasher;
import io.dgen.analyze.internal.dedup.Gear.Candidates;

/**
 * Content-defined chunks of one average size, FastCDC with normalised chunking of level 2: below the average a chunk ends
 * where the hash has two leading zero bits more than log2 of the average, above it where it has two less; at least a
 * quarter of the average, at most eight times. The hash runs on over the start of a chunk, so that where a chunk ends
 * depends on the 64 bytes before alone. Files in their order, one thread at a time.
 */
public final class ContentChunks {
    private static final int NORMALISATION = 2;

    /** What {@link Gear} must find for a chunker of this average. */
    public static int minZeroBits(long averageBytes) {
        return Long.numberOfTrailingZeros(averageBytes) - NORMALISATION;
    }

    private final FingerprintTable table;
    private final long average;
    private final long min;
    private final long max;
    private final int zeroBitsBelow;
    private final int zeroBitsAbove;
    private final FingerprintTable.Batch batch = new FingerprintTable.Batch();

    /** The chunk that goes on in the next part of the file: its bytes so far. */
    private final XxHash64JavaHasher pending = new XxHash64JavaHasher(0);

    private long pendingBytes;
    private boolean pendingIsZero = true;

    private byte[] data = new byte[0];
    private int from;
    /** Where the current chunk starts: relative to the data, negative if in what came before. */
    private long start;

    public ContentChunks(FingerprintTable table, long averageBytes) {
        this.table = table;
        average = averageBytes;
        min = averageBytes / 4;
        max = averageBytes * 8;
        zeroBitsBelow = Long.numberOfTrailingZeros(averageBytes) + NORMALISATION;
        zeroBitsAbove = minZeroBits(averageBytes);
    }

    /** A file's next part; its candidates as {@link CandidateScan} has found them. */
    public void part(byte[] bytes, int first, int end, Iterable<CandidateScan> scans, boolean isLast) {
        data = bytes;
        from = first;
        start = first - pendingBytes;
        for (CandidateScan scan : scans) {
            cutAt(scan.candidates());
        }
        while (end - start >= max) {
            cut((int) (start + max));
        }
        if (isLast && end > start) {
            cut(end);
        }
        keep(end);
        table.add(batch);
        batch.clear();
    }

    private void cutAt(Candidates candidates) {
        for (int i = 0; i < candidates.size(); i++) {
            int position = candidates.position(i);
            while (position - start > max) {
                cut((int) (start + max));
            }
            long length = position - start;
            if (length >= min && candidates.zeroBits(i) >= (length < average ? zeroBitsBelow : zeroBitsAbove)) {
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

    private void keep(int end) {
        pendingBytes = end - start;
        int at = (int) Math.max(start, from);
        if (at < end) {
            pendingIsZero = pendingIsZero && Fingerprints.isZero(data, at, end);
            pending.update(data, at, end - at);
        }
    }
}
