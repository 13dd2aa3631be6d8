// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.diagnosis;

import java.util.ArrayList;
import java.util.List;

/** The sources to try: those that were confirmed last come first. Thread-safe. */
final class Sources {
    private static final int MAX_CONFIRMED = 16;

    private final List<Source> candidates;
    private volatile List<Source> confirmed = List.of();
    private volatile List<Source> list;

    Sources(List<Source> candidates) {
        this.candidates = List.copyOf(candidates);
        this.list = this.candidates;
    }

    /** All sources, and then those. */
    List<Source> with(List<Source> more) {
        List<Source> all = new ArrayList<>(list);
        more.stream().filter(source -> !all.contains(source)).forEach(all::add);
        return all;
    }

    /** The sources that were confirmed before. */
    List<Source> confirmed() {
        return confirmed;
    }

    /** The source that was confirmed last, if there is one. */
    List<Source> lastConfirmed() {
        List<Source> known = confirmed;
        return known.subList(0, Math.min(1, known.size()));
    }

    /** Adds a source unless it is known. Returns whether it was added. */
    synchronized boolean add(Source source) {
        if (list.contains(source)) {
            return false;
        }
        moveToFront(source);
        return true;
    }

    /** The next page probably has the same source. */
    void confirm(Reason reason) {
        List<Source> known = confirmed;
        if (reason instanceof Reason.Copied copied
                && (known.isEmpty() || !known.getFirst().equals(copied.source()))) {
            moveToFront(copied.source());
        }
    }

    private synchronized void moveToFront(Source source) {
        List<Source> first = new ArrayList<>(confirmed);
        first.remove(source);
        first.addFirst(source);
        confirmed = List.copyOf(first.subList(0, Math.min(first.size(), MAX_CONFIRMED)));
        List<Source> all = new ArrayList<>(confirmed);
        candidates.stream().filter(candidate -> !confirmed.contains(candidate)).forEach(all::add);
        list = List.copyOf(all);
    }
}
