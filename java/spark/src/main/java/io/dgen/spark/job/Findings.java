// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Findings, of which a limited number is kept. One thread uses an instance. */
final class Findings implements Serializable {
    private static final long serialVersionUID = 1;

    /** Of all tasks together: some 100 MB of the driver. */
    static final int MOST = 250_000;

    private final int most;
    private final List<Finding> kept = new ArrayList<>();
    private final Map<Finding.Kind, Long> counts = new EnumMap<>(Finding.Kind.class);

    Findings(int most) {
        this.most = most;
    }

    /** {@return the number that each of several tasks keeps, at least 2} */
    static int most(int tasks) {
        return Math.max(2, MOST / tasks);
    }

    void add(Finding finding) {
        counts.merge(finding.kind(), 1L, Long::sum);
        if (kept.size() < most) {
            kept.add(finding);
        }
    }

    void addAll(Map<Finding.Kind, Long> more, List<Finding> some) {
        more.forEach((kind, count) -> counts.merge(kind, count, Long::sum));
        kept.addAll(some.subList(0, Math.min(some.size(), most - kept.size())));
    }

    Map<Finding.Kind, Long> counts() {
        return new EnumMap<>(counts);
    }

    List<Finding> kept() {
        return new ArrayList<>(kept);
    }

    long total() {
        return counts.values().stream().mapToLong(count -> count).sum();
    }
}
