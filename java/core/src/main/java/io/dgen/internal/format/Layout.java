package io.dgen.internal.format;

/**
 * How compressible pages are cut (docs/format.md, "Compressible page"): each of its cells is literals, then copies of
 * them or a run of one byte.
 *
 * @param cells of a page, 1 or 4
 * @param run the byte that follows the literals of a cell, 1 .. 255; 0 for copies
 */
public record Layout(int cells, int run) {
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

    /** Whether there is nothing but output of the generators. */
    public boolean isIncompressible(Literals literals) {
        return literals.bits() == Byte.SIZE && literals.perCell() == cellBytes() << Literals.SHIFT;
    }

    /** Lines that each cell takes from the generators. */
    public static int lines(Literals literals) {
        int most = (literals.perCell() + (1 << Literals.SHIFT) - 1) >>> Literals.SHIFT;
        return (most + Page.LINE_BYTES - 1) / Page.LINE_BYTES;
    }

    /** Literal bytes of one cell: fractions add up from cell to cell, so that the mean is exact. */
    public int literalBytes(Literals literals, long page, int cell) {
        int mask = (1 << Literals.SHIFT) - 1;
        int number = (int) (page * cells + cell) & mask;
        return (literals.perCell() + (number * (literals.perCell() & mask) & mask)) >>> Literals.SHIFT;
    }

    /** How many bytes before each copied byte its original lies. */
    public int copyDistance(int literalBytes, long page) {
        if (literalBytes < Page.LINE_BYTES) {
            return Math.max(Literals.MIN_BYTES, Integer.highestOneBit(literalBytes));
        }
        int lines = (literalBytes / Page.LINE_BYTES - 1) | 1;
        boolean alternates = lines >= LEAST_ALTERNATING_LINES && cellBytes() - literalBytes >= LONG_MATCH;
        return Page.LINE_BYTES * (alternates && (page & 1) == 1 ? lines - 2 : lines);
    }
}
