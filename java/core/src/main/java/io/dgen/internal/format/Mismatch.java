// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.format;

/**
 * Result of a comparison.
 *
 * @param count number of wrong bytes
 * @param ranges the first ranges of wrong bytes; offsets are relative to the start of the compared range
 */
public record Mismatch(long count, ByteRanges ranges) {
    public static final Mismatch NONE = new Mismatch(0, new ByteRanges());

    /** This result combined with that of the next part, which starts {@code at} bytes after the start of this one. */
    public Mismatch then(long at, Mismatch next) {
        if (next.count == 0) {
            return this;
        }
        ByteRanges joined = new ByteRanges();
        joined.addAll(0, ranges);
        joined.addAll(at, next.ranges);
        return new Mismatch(count + next.count, joined);
    }
}
