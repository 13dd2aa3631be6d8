// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.diagnosis;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Findings that arrive in any order. Neighbours with the same reason become one at once. Thread-safe. */
final class Findings {
    private static final int MAX_FINDINGS = 250_000;

    private final TreeMap<Long, Known> byOffset = new TreeMap<>();
    private boolean isCut;

    /**
     * A finding, and the range around it without other findings.
     *
     * @param from start of the range
     * @param to end of the range
     */
    private record Known(Finding finding, long from, long to) {
        /** Nothing may be found between both later. */
        boolean continuesIn(Known next) {
            return to >= next.from && finding.continuesIn(next.finding);
        }

        Known then(Known next) {
            return new Known(finding.then(next.finding), from, next.to);
        }
    }

    /**
     * Adds all findings of a range.
     *
     * @param found in order
     */
    synchronized void add(long from, long to, List<Finding> found) {
        for (int i = 0; i < found.size(); i++) {
            Finding finding = found.get(i);
            long start = i == 0 ? from : finding.offset();
            long end = i + 1 < found.size() ? found.get(i + 1).offset() : to;
            add(new Known(finding, start, end));
        }
    }

    private void add(Known known) {
        Known joined = known;
        Map.@Nullable Entry<Long, Known> before =
                byOffset.lowerEntry(known.finding().offset());
        if (before != null && before.getValue().continuesIn(joined)) {
            joined = before.getValue().then(joined);
        }
        Map.@Nullable Entry<Long, Known> after =
                byOffset.higherEntry(known.finding().offset());
        if (after != null && joined.continuesIn(after.getValue())) {
            byOffset.remove(after.getKey());
            joined = joined.then(after.getValue());
        }
        long offset = joined.finding().offset();
        if (byOffset.size() < MAX_FINDINGS || byOffset.containsKey(offset)) {
            byOffset.put(offset, joined);
        } else {
            isCut = true;
        }
    }

    /** In order. */
    synchronized List<Finding> list() {
        return byOffset.values().stream().map(Known::finding).toList();
    }

    /** Whether there were more findings than are kept. */
    synchronized boolean isCut() {
        return isCut;
    }
}
