package io.dgen.internal.format;

/**
 * The literal bytes of cells.
 *
 * @param perCell in the mean, in 2^-16 bytes
 * @param bits of each that are random, 4 .. 8; the others are 0
 */
public record Literals(int perCell, int bits) {
    /** {@link #perCell} is counted in units of 2^-16. */
    public static final int SHIFT = 16;

    /** Least literal bytes of a cell. */
    public static final int MIN_BYTES = 8;

    /** What eight literal bytes keep of the generators' output. */
    public long mask() {
        return 0x0101010101010101L * (0xFF >>> Byte.SIZE - bits);
    }
}
