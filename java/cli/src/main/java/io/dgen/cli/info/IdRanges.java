// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.info;

import java.util.ArrayList;
import java.util.List;

/** Lists of CPU and node ids in the notation of the Linux kernel, such as {@code 0-3,8}. */
final class IdRanges {
    /** Largest number of ranges in a text: if adjacent CPUs belong to different nodes, a list may have hundreds. */
    private static final int MAX_RANGES = 6;

    private IdRanges() {}

    /**
     * Returns the ranges. A list of many ranges is shortened to the first few, the last one and the number of ids. An
     * empty list is {@code none}.
     *
     * @param ids ascending
     */
    static String text(List<Integer> ids) {
        if (ids.isEmpty()) {
            return "none";
        }
        List<String> ranges = ranges(ids);
        if (ranges.size() <= MAX_RANGES) {
            return String.join(",", ranges);
        }
        return String.join(",", ranges.subList(0, MAX_RANGES - 2)) + ",...," + ranges.getLast() + " (" + ids.size()
                + ")";
    }

    private static List<String> ranges(List<Integer> ids) {
        List<String> ranges = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= ids.size(); i++) {
            if (i == ids.size() || ids.get(i) != ids.get(i - 1) + 1) {
                int first = ids.get(start);
                int last = ids.get(i - 1);
                ranges.add(first == last ? Integer.toString(first) : first + "-" + last);
                start = i;
            }
        }
        return ranges;
    }
}
