// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Numbers of files, as ranges: {@code 0-499,700-999}. Not thread-safe. */
final class FileRanges {
    private static final Pattern TEXT = Pattern.compile("[0-9]{1,18}-[0-9]{1,18}(,[0-9]{1,18}-[0-9]{1,18})*");

    /** The ends of the ranges, exclusive, by their starts. Ranges do not touch. */
    private final TreeMap<Long, Long> ends = new TreeMap<>();

    /** @throws IllegalArgumentException unless the text is one of {@link #toString} */
    static FileRanges parse(String text) {
        FileRanges ranges = new FileRanges();
        if (text.isEmpty()) {
            return ranges;
        }
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("expected ranges of numbers, such as 0-9");
        }
        for (String range : text.split(",", -1)) {
            int dash = range.indexOf('-');
            ranges.add(Long.parseLong(range.substring(0, dash)), Long.parseLong(range.substring(dash + 1)) + 1);
        }
        return ranges;
    }

    /** {@return these and more} */
    FileRanges with(long from, long to) {
        FileRanges more = new FileRanges();
        more.ends.putAll(ends);
        more.add(from, to);
        return more;
    }

    private void add(long from, long to) {
        if (from >= to) {
            return;
        }
        long start = from;
        long end = to;
        Map.Entry<Long, Long> touching = ends.floorEntry(end);
        while (touching != null && touching.getValue() >= start) {
            start = Math.min(start, touching.getKey());
            end = Math.max(end, touching.getValue());
            ends.remove(touching.getKey());
            touching = ends.floorEntry(end);
        }
        ends.put(start, end);
    }

    boolean contains(long from, long to) {
        Map.Entry<Long, Long> before = ends.floorEntry(from);
        return from == to || before != null && before.getValue() >= to;
    }

    @Override
    public String toString() {
        return ends.entrySet().stream()
                .map(range -> range.getKey() + "-" + (range.getValue() - 1))
                .collect(Collectors.joining(","));
    }
}
