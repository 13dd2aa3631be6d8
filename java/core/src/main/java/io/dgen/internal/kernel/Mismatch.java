package io.dgen.internal.kernel;

/**
 * What a check found.
 *
 * @param first offset of the first wrong byte from the start of the range; -1 when none is wrong
 * @param count number of wrong bytes
 */
public record Mismatch(long first, long count) {
    public static final Mismatch NONE = new Mismatch(-1, 0);

    /** This result and that of a part of the same range that starts {@code at} bytes into it, behind all seen so far. */
    public Mismatch then(long at, Mismatch next) {
        return next.count == 0 ? this : new Mismatch(first < 0 ? at + next.first : first, count + next.count);
    }
}
