// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.format;

/**
 * The literal bytes of cells.
 *
 * @param perCell mean number per cell, in units of 2^-16 bytes
 * @param bits random bits of each byte, 4 .. 8; the other bits are 0
 */
public record Literals(int perCell, int bits) {
    /** {@link #perCell} is counted in units of 2^-16 bytes. */
    public static final int SHIFT = 16;

    /** Smallest number of literal bytes of a cell. */
    public static final int MIN_BYTES = 8;

    /** {@code value} / 2^16 of the numbered item as a whole number. The mean over consecutive items is exact. */
    static int accumulated(int value, long number) {
        int mask = (1 << SHIFT) - 1;
        return (value + (((int) number & mask) * (value & mask) & mask)) >>> SHIFT;
    }
}
