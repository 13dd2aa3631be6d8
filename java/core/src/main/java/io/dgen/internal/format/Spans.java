package io.dgen.internal.format;

/**
 * Ranges of content that lie one after the other in a buffer, each with literals of its own. What an engine is given
 * in one call; reused from call to call. Not thread-safe.
 */
public final class Spans {
    /** Enough for what a call costs to be nothing beside its bytes, also with spans of one page. */
    public static final int CAPACITY = 64;

    private final long[] offsets = new long[CAPACITY];
    private final long[] lengths = new long[CAPACITY];
    private final Literals[] literals = new Literals[CAPACITY];
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
    public void add(long offset, long length, Literals look) {
        int last = count - 1;
        if (last >= 0 && literals[last].equals(look) && offsets[last] + lengths[last] == offset) {
            lengths[last] += length;
        } else {
            offsets[count] = offset;
            lengths[count] = length;
            literals[count] = look;
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

    public Literals literals(int i) {
        return literals[i];
    }
}
