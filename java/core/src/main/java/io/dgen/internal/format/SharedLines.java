// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.format;

import java.util.List;

/**
 * The lines that pages have in common with earlier pages of their block (docs/format.md, "Reach").
 *
 * @param entries in ascending order of the group, at most {@link #MAX_ENTRIES}
 */
public record SharedLines(List<Entry> entries) {
    /** Largest number of entries. */
    public static final int MAX_ENTRIES = 4;

    public static final SharedLines NONE = new SharedLines(List.of());

    /** The numbers of pages of content are below 2^51. */
    private static final long FIRST_PAGE = 1L << 53;

    /**
     * Lines that the pages of a group share.
     *
     * @param groupPages pages of a group, a power of two
     * @param distancePages pages from a page to the next one with the same lines, a power of two
     * @param upTo share of the literals of this entry and all before it, in units of 2^-16
     */
    public record Entry(int groupPages, int distancePages, int upTo) {}

    public SharedLines {
        entries = List.copyOf(entries);
    }

    /** The number of the page with the lines of entry {@code k} of a page. No content has this page. */
    public long sharedPage(int k, long page) {
        Entry entry = entries.get(k);
        long source = (page & -entry.groupPages) + (page & entry.distancePages - 1);
        return FIRST_PAGE + MAX_ENTRIES * source + k;
    }

    /** The end of the lines of entry {@code k} in a page; the entry has none if a previous entry ends there or later. */
    public int endLine(int k, int perCell, long page) {
        long group = page / entries.getLast().groupPages;
        int whole = (perCell >>> Literals.SHIFT) / Page.LINE_BYTES;
        int lines = (int) ((long) perCell * entries.get(k).upTo / Page.LINE_BYTES >>> Literals.SHIFT);
        return Math.min(Literals.accumulated(lines, group), Math.max(whole - 1, 0));
    }
}
