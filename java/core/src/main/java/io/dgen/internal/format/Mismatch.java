// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.format;

/**
 * Result of a comparison.
 *
 * @param first offset of the first wrong byte from the start of the range; -1 if no byte is wrong
 * @param count number of wrong bytes
 */
public record Mismatch(long first, long count) {
    public static final Mismatch NONE = new Mismatch(-1, 0);

    /**
     * This result combined with that of the next part of the same range, which starts {@code at} bytes into the range.
     */
    public Mismatch then(long at, Mismatch next) {
        return next.count == 0 ? this : new Mismatch(first < 0 ? at + next.first : first, count + next.count);
    }
}
