package io.dgen.internal.format;

/**
 * How compressible pages are cut (docs/format.md, "Compressible page"): each of its cells is literals, then copies of
 * them or a run of one byte.
 *
 * @param cells of a page, 1 or 4
 * @param run the byte that follows the literals of a cell, 1 .. 255; 0 for copies
 */
public record Layout(int cells, int run) {
    /** Numbers of literal bytes are counted in units of 2^-16. */
    public static final int LITERAL_SHIFT = 16;

    /** Least literal bytes of a cell. */
    public static final int MIN_LITERALS = 8;

    public static final Layout COPIES = new Layout(1, 0);

    public static final Layout CELLS = new Layout(4, 0);

    /** A match of that many bytes is found wherever its source lies near the start. */
    private static final int LONG_MATCH = 512;

    /** Two lines less than this still keep the 512-byte sectors of a page apart. */
    private static final int LEAST_ALTERNATING_LINES = 9;

    /** The layout of runs of one byte, the same in all pages of a stream: 1 .. 255, by its key of the domain. */
    public static Layout run(StreamKey compression) {
        return new Layout(1, 1 + (int) ((compression.k0() >>> Integer.SIZE) * 255 >>> Integer.SIZE));
    }

    public int cellBytes() {
        return Page.BYTES / cells;
    }

    /** The literals of a cell, in 2^-16 bytes, that leave nothing to compress. */
    public int incompressible() {
        return cellBytes() << LITERAL_SHIFT;
    }

    /** Lines that each cell takes from the generators. */
    public static int lines(int literals) {
        int most = (literals + (1 << LITERAL_SHIFT) - 1) >>> LITERAL_SHIFT;
        return (most + Page.LINE_BYTES - 1) / Page.LINE_BYTES;
    }

    /** Literal bytes of one cell: fractions add up from cell to cell, so that the mean is exact. */
    public int literalBytes(int literals, long page, int cell) {
        int mask = (1 << LITERAL_SHIFT) - 1;
        int number = (int) (page * cells + cell) & mask;
        return (literals + (number * (literals & mask) & mask)) >>> LITERAL_SHIFT;
    }

    /** How many bytes before each copied byte its original lies. */
    public int copyDistance(int literalBytes, long page) {
        if (literalBytes < Page.LINE_BYTES) {
            return Math.max(MIN_LITERALS, Integer.highestOneBit(literalBytes));
        }
        int lines = (literalBytes / Page.LINE_BYTES - 1) | 1;
        boolean alternates = lines >= LEAST_ALTERNATING_LINES && cellBytes() - literalBytes >= LONG_MATCH;
        return Page.LINE_BYTES * (alternates && (page & 1) == 1 ? lines - 2 : lines);
    }
}
