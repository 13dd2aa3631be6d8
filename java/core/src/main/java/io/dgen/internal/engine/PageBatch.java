// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.engine;

import io.dgen.internal.format.Page;
import java.lang.foreign.MemorySegment;

/**
 * The consecutive pages that a Java engine makes at a time, with the number of lines to make. One instance per thread.
 */
final class PageBatch {
    /** Largest number of pages: 16 KiB, which leave half of a usual L1 cache to the destination. */
    static final int PAGES = 4;

    static final int BYTES = PAGES * Page.BYTES;

    private final long[] words = new long[PAGES * Page.WORDS];
    private final MemorySegment bytes = MemorySegment.ofArray(words);
    private long page;
    private int count;
    private int cells;
    private int lines;

    /**
     * Sets the pages to those that contain {@code length} bytes, counted from the start of the page of {@code
     * contentOffset}.
     */
    void setPages(long contentOffset, int length) {
        page = contentOffset >>> Page.SHIFT;
        count = (length + Page.BYTES - 1) >>> Page.SHIFT;
    }

    /** Sets a single page. */
    void setPage(long number) {
        page = number;
        count = 1;
    }

    /** Sets the lines to make: the first {@code newLines} lines of each of {@code newCells} cells of a page. */
    void setLines(int newCells, int newLines) {
        cells = newCells;
        lines = newLines;
    }

    long[] words() {
        return words;
    }

    /** The memory of {@link #words}. */
    MemorySegment bytes() {
        return bytes;
    }

    /** Number of the first page. */
    long page() {
        return page;
    }

    /** Number of pages, 1 .. {@link #PAGES}. */
    int count() {
        return count;
    }

    /** Cells of a page. */
    int cells() {
        return cells;
    }

    /** Lines to make of each cell. */
    int lines() {
        return lines;
    }
}
