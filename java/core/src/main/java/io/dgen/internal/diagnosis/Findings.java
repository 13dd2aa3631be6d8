// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.diagnosis;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Findings that arrive in any order. Neighbours with the same reason become one at once. Thread-safe. */
final class Findings {
    private static final int MAX_FINDINGS = 250_000;

    private final TreeMap<Long, Finding> byOffset = new TreeMap<>();
    private boolean isCut;

    synchronized void add(Finding finding) {
        Finding joined = finding;
        Map.@Nullable Entry<Long, Finding> before = byOffset.lowerEntry(finding.offset());
        if (before != null && before.getValue().continuesIn(joined)) {
            joined = before.getValue().then(joined);
        }
        Map.@Nullable Entry<Long, Finding> after = byOffset.higherEntry(finding.offset());
        if (after != null && joined.continuesIn(after.getValue())) {
            byOffset.remove(after.getKey());
            joined = joined.then(after.getValue());
        }
        if (byOffset.size() < MAX_FINDINGS || byOffset.containsKey(joined.offset())) {
            byOffset.put(joined.offset(), joined);
        } else {
            isCut = true;
        }
    }

    /** In order. */
    synchronized List<Finding> list() {
        return List.copyOf(byOffset.values());
    }

    /** Whether there were more findings than are kept. */
    synchronized boolean isCut() {
        return isCut;
    }
}
