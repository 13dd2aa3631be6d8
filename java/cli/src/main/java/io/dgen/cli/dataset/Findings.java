// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.cli.dataset.Finding.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** The findings of a run, of which a limited number is kept. Thread-safe. */
final class Findings {
    /** Some 100 MB of them. */
    static final int MOST = 250_000;

    private final List<Finding> kept = new ArrayList<>();
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final AtomicLong total = new AtomicLong();
    private final boolean isOnlyFirst;

    /** @param isOnlyFirst whether the first finding is enough: workers find others before they end */
    Findings(boolean isOnlyFirst) {
        this.isOnlyFirst = isOnlyFirst;
    }

    /** {@return whether no further findings are wanted} */
    boolean isEnough() {
        return isOnlyFirst && total.get() > 0;
    }

    synchronized void add(Finding finding) {
        if (isEnough()) {
            return;
        }
        counts.merge(finding.kind(), 1L, Long::sum);
        total.incrementAndGet();
        if (kept.size() < MOST) {
            kept.add(finding);
        }
    }

    /** {@return the number of all findings} */
    long total() {
        return total.get();
    }

    synchronized Map<Kind, Long> counts() {
        return new EnumMap<>(counts);
    }

    /** {@return the findings that are kept, in the order of the files, others after them} */
    synchronized List<Finding> kept() {
        return kept.stream()
                .sorted(Comparator.comparingLong(Finding::index).thenComparing(Finding::path))
                .toList();
    }

    /** Replaces the findings that are kept. */
    synchronized void replaceAll(UnaryOperator<Finding> replacement) {
        kept.replaceAll(finding -> {
            Finding other = replacement.apply(finding);
            counts.merge(finding.kind(), -1L, Long::sum);
            counts.merge(other.kind(), 1L, Long::sum);
            return other;
        });
        counts.values().removeIf(count -> count == 0);
    }
}
