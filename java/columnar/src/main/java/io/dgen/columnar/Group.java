// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.columnar;

import java.util.Arrays;
import java.util.List;

/** A row group or record batch: consecutive rows, and the sections of its bytes in their order. Immutable. */
final class Group {
    private final long from;
    private final long to;
    private final int headSections;
    private final List<Section> sections;
    private final long[] ends;

    /** @param headSections number of sections that precede those of the second column, or those of the body of a message */
    Group(long from, long to, int headSections, List<Section> sections) {
        this.from = from;
        this.to = to;
        this.headSections = headSections;
        this.sections = List.copyOf(sections);
        this.ends = new long[sections.size()];
        long end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += sections.get(i).bytes();
            ends[i] = end;
        }
    }

    long from() {
        return from;
    }

    long to() {
        return to;
    }

    long rows() {
        return to - from;
    }

    long headBytes() {
        return ends[headSections - 1];
    }

    long bytes() {
        return ends[ends.length - 1];
    }

    List<Section> sections() {
        return sections;
    }

    /** The section that has a byte. */
    int sectionAt(long position) {
        int found = Arrays.binarySearch(ends, position);
        int section = found < 0 ? -found - 1 : found + 1;
        return ends[section] == position ? sectionAt(position, section) : section;
    }

    private int sectionAt(long position, int section) {
        int next = section;
        while (ends[next] <= position) { // sections without bytes
            next++;
        }
        return next;
    }

    long start(int section) {
        return section == 0 ? 0 : ends[section - 1];
    }

    Section section(int section) {
        return sections.get(section);
    }
}
