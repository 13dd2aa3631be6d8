// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.format;

/**
 * The structure of compressible pages (docs/format.md, "Compressible page"): each cell of a page is literals, then the
 * bytes that its tail describes. A page of stripes is one cell: 16 times a run, then literals.
 *
 * <p>Literals are passed as {@link Literals#perCell} and {@link Literals#bits}: the engines read these two numbers from
 * the list of spans, and a record per span would be an allocation per call.
 *
 * @param cells cells of a page, 1 or 4
 * @param tail the kind of bytes that follow the literals of a cell
 * @param runByte the byte of {@link Tail#RUN} and {@link Tail#STRIPES}, 1 .. 255; 0 with every other tail
 * @see SkipTail
 */
public record Layout(int cells, Tail tail, int runByte) {
    /** Kinds of bytes after the literals. The ordinals are the numbers of {@code dgen_tail} in the kernel's header. */
    public enum Tail {
        /** Copies of the literals, from {@link Layout#copyDistance} before them. */
        COPY,
        /** One byte, repeated. */
        RUN,
        /** One byte, repeated at the start of each stripe; the literals of the stripe follow. */
        STRIPES,
        /** As {@link SkipTail} describes; the same as {@link #COPY} in cells of less than one line of literals. */
        SKIP
    }

    public static final Layout COPIES = new Layout(1, Tail.COPY, 0);

    public static final Layout CELLS = new Layout(4, Tail.COPY, 0);

    public static final Layout SKIP = new Layout(1, Tail.SKIP, 0);

    /**
     * Compressors find a match of at least that many bytes at every position of its source near the start of the cell.
     */
    private static final int LONG_MATCH = 512;

    /**
     * Smallest number of lines with which a distance that is two lines shorter still keeps the 512-byte sectors of a
     * page different.
     */
    private static final int LEAST_ALTERNATING_LINES = 9;

    /** Stripes of a page. */
    public static final int STRIPES = 16;

    /** The layout of runs. Their byte, 1 .. 255, depends on the stream's key of {@link Domain#COMPRESSION}. */
    public static Layout run(StreamKey compression) {
        return new Layout(1, Tail.RUN, runByte(compression));
    }

    /** The layout of stripes, with the byte of {@link #run}. */
    public static Layout stripes(StreamKey compression) {
        return new Layout(1, Tail.STRIPES, runByte(compression));
    }

    private static int runByte(StreamKey compression) {
        return 1 + (int) ((compression.k0() >>> Integer.SIZE) * 255 >>> Integer.SIZE);
    }

    public int cellBytes() {
        return Page.BYTES / cells;
    }

    /** Whether cells have neither a tail nor constant bits. */
    public boolean isIncompressible(int perCell, int bits) {
        return bits == Byte.SIZE && perCell == cellBytes() << Literals.SHIFT;
    }

    /** Lines of each cell that the generators make. */
    public int lines(int perCell) {
        if (tail == Tail.STRIPES) {
            return Page.BYTES / Page.LINE_BYTES;
        }
        int most = tail == Tail.SKIP
                ? SkipTail.mostLiteralBytes(perCell)
                : (perCell + (1 << Literals.SHIFT) - 1) >>> Literals.SHIFT;
        return (most + Page.LINE_BYTES - 1) / Page.LINE_BYTES;
    }

    /** Literal bytes of one cell: fractions accumulate from cell to cell, so that the mean is exact. */
    public int literalBytes(int perCell, long page, int cell) {
        long number = page * cells + cell;
        return tail == Tail.SKIP ? SkipTail.literalBytes(perCell, number) : Literals.accumulated(perCell, number);
    }

    /** Length in bytes of the run at the start of stripe 0 .. 15; the first stripes have the rest of the division. */
    public static int stripeRun(int literalBytes, int stripe) {
        int runs = Page.BYTES - literalBytes;
        return runs / STRIPES + (stripe < runs % STRIPES ? 1 : 0);
    }

    /** Distance in bytes from each copied byte back to its original. */
    public int copyDistance(int literalBytes, long page) {
        if (literalBytes < Page.LINE_BYTES) {
            return Math.max(Literals.MIN_BYTES, Integer.highestOneBit(literalBytes));
        }
        int lines = (literalBytes / Page.LINE_BYTES - 1) | 1;
        boolean alternates = lines >= LEAST_ALTERNATING_LINES && cellBytes() - literalBytes >= LONG_MATCH;
        return Page.LINE_BYTES * (alternates && (page & 1) == 1 ? lines - 2 : lines);
    }
}
