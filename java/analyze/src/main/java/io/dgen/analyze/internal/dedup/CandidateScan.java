package io.dgen.analyze.internal.dedup;

import io.dgen.analyze.internal.dedup.Gear.Candidates;
import org.jspecify.annotations.Nullable;

/** The places in a piece of a file where some content-defined chunker might end a chunk. Reusable. */
public final class CandidateScan {
    private static final byte[] NOTHING = new byte[0];

    private final int minZeroBits;
    private final Candidates candidates = new Candidates();

    public CandidateScan(int minZeroBits) {
        this.minZeroBits = minZeroBits;
    }

    /** Number of bytes in front of a piece that are to be given to {@link #scan}, where there are so many. */
    public static int windowBytes() {
        return Gear.WINDOW;
    }

    /**
     * @param before the bytes of the file in front of the data; null where the data itself has them, or the file starts
     * @param start where the file's part starts in the data
     */
    public void scan(byte @Nullable [] before, byte[] data, int start, int from, int to) {
        candidates.clear();
        byte[] earlier = before == null ? NOTHING : before;
        long hash = Gear.roll(0, earlier, 0, earlier.length);
        hash = Gear.roll(hash, data, Math.max(start, from - Gear.WINDOW), from);
        Gear.scan(hash, data, from, to, minZeroBits, candidates);
    }

    Candidates candidates() {
        return candidates;
    }
}
