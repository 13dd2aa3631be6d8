package io.dgen.internal.format;

/**
 * Ranges of content that lie one after the other in a buffer, each with one number of literals. What an engine is given
 * in one call; reused from call to call. Not thread-safe.
 */
public final class Spans {
    /** Enough for what a call costs to be nothing beside its bytes, also with spans of one page. */
    public static final int CAPACITY = 64;

    private final long[] offsets = new long[CAPACITY];
    private final long[] lengths = new long[CAPACITY];
    private final int[] literals = new int[CAPACITY];
    private int count;
    private long bytes;

    public void clear() {
        count = 0;
        bytes = 0;
    }

    public boolean isFull() {
        return count == CAPACITY;
    }

    /** Appends a range; one that continues the last span makes that longer. There must be room. */
    public void add(long offset, long length, int literalsOfCell) {
        int last = count - 1;
        if (last >= 0 && literals[last] == literalsOfCell && offsets[last] + lengths[last] == offset) {
            lengths[last] += length;
        } else {
            offsets[count] = offset;
            lengths[count] = length;
            literals[count] = literalsOfCell;
            count++;
        }
        bytes += length;
    }

    public int count() {
        return count;
    }

    /** Length of all spans. */
    public long bytes() {
        return bytes;
    }

    public long offset(int i) {
        return offsets[i];
    }

    public long length(int i) {
        return lengths[i];
    }

    /** Literal bytes of a cell, in 2^-16 bytes. */
    public int literals(int i) {
        return literals[i];
    }
}
