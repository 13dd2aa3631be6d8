// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.diagnosis;

import io.dgen.internal.format.Mismatch;
import io.dgen.internal.format.Page;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Finds the reasons of wrong bytes, in parts of the stream that arrive in any order. Pages without a reason are kept, and
 * looked for in the whole stream at the end. Thread-safe.
 */
public final class Examination {
    /** 64 MiB of found and expected bytes. */
    private static final int MAX_KEPT_PAGES = 8192;

    /** Smallest part for which one reason is tried first. */
    private static final int MIN_WHOLE_BYTES = 2 * Page.BYTES;

    /** After so many pages without a reason, only every 16th is compared with streams that were never found. */
    private static final int MANY_OPEN_PAGES = 256;

    private static final int UNLIKELY_PAGES = 16;

    /** Pages of a piece with which a search is worthwhile before the end, and the number of such searches. */
    private static final int MANY_PAGES = 64;

    private static final int MAX_EARLY_SEARCHES = 8;

    private static final long EARLY_NANOS = 500_000_000;

    private final Origin stream;
    private final long limitNanos;
    private final int runByte;
    private final Sources sources;
    private final OpenParts openParts;
    private final AtomicLong spentNanos = new AtomicLong();
    private final AtomicInteger openPages = new AtomicInteger();
    private final AtomicInteger earlySearches = new AtomicInteger();
    private final Findings findings = new Findings();
    private final List<OpenPage> kept = new ArrayList<>();
    private final ReentrantLock searching = new ReentrantLock();

    /**
     * @param stream the stream that is verified
     * @param candidates other streams, in the order in which they are tried
     * @param limitNanos time for all calls of {@link #examine} together, and again for {@link #finish}; {@link
     *     Long#MAX_VALUE} for no limit
     */
    public Examination(Origin stream, List<Origin> candidates, long limitNanos) {
        this.stream = stream;
        this.limitNanos = limitNanos;
        int value = stream.ranges().content().layout().runByte();
        this.runByte = value == 0 ? PageCheck.NO_RUNS : value;
        this.sources = new Sources(
                candidates.stream().map(origin -> new Source(origin, 0)).toList());
        this.openParts = new OpenParts(stream, sources, runByte);
    }

    /**
     * Examines a slice of the stream.
     *
     * @param offset of the first byte in the stream
     * @param slice only read; at most 1 MiB
     * @param mismatch with at least one wrong byte; offsets are relative to the start of the slice
     */
    public void examine(long offset, MemorySegment slice, Mismatch mismatch) {
        long start = System.nanoTime();
        WrongPart part = WrongPart.of(offset, slice, mismatch);
        Reason whole = reasonOfAll(part);
        if (whole == null && !isThorough() && spentNanos.get() > limitNanos) {
            whole = new Reason.Unexamined();
        }
        if (whole != null) {
            add(part, finding(part, whole));
        } else {
            examine(part);
        }
        spentNanos.addAndGet(System.nanoTime() - start);
    }

    private void examine(WrongPart part) {
        Finding unknown = isThorough() ? null : openParts.examine(part);
        Source source = unknown == null ? sourceOfAll(part, sources.with(List.of())) : null;
        if (source != null) {
            Reason copied = new Reason.Copied(source);
            sources.confirm(copied);
            add(part, finding(part, copied));
        } else if (unknown == null) {
            examinePages(part.offset(), part.copy());
        } else if (!openParts.keep(part, unknown)) {
            add(part, unknown);
        }
    }

    private static Finding finding(WrongPart part, Reason reason) {
        return new Finding(part.offset(), part.offset() + part.length(), part.wrong(), reason);
    }

    private static @Nullable Source sourceOfAll(WrongPart part, List<Source> tried) {
        return part.length() < MIN_WHOLE_BYTES
                ? null
                : tried.stream()
                        .filter(source -> source.isIn(part.data(), part.offset()))
                        .findFirst()
                        .orElse(null);
    }

    private boolean isThorough() {
        return limitNanos == Long.MAX_VALUE;
    }

    private void add(WrongPart part, Finding finding) {
        findings.add(part.offset(), part.offset() + part.length(), List.of(finding));
    }

    /** A reason that holds in the whole part, at little cost: one byte, or the source that was confirmed last. */
    private @Nullable Reason reasonOfAll(WrongPart part) {
        if (part.length() < MIN_WHOLE_BYTES) {
            return null;
        }
        int value = Bytes.valueOfAll(part.data());
        if (value >= 0) {
            return value == runByte ? null : new Reason.Constant(value);
        }
        Source source = sourceOfAll(part, sources.lastConfirmed());
        return source == null ? null : new Reason.Copied(source);
    }

    private void examinePages(long offset, byte[] found) {
        byte[] expected = new byte[found.length];
        stream.fill(offset, expected, 0, expected.length);
        List<OpenPage> open = new ArrayList<>();
        for (int from = 0, to; from < found.length; from = to) {
            to = (int) Math.min(from + Page.BYTES - (offset + from) % Page.BYTES, found.length);
            if (!Bytes.equal(expected, found, from, to)) {
                open.add(new OpenPage(
                        offset + from, Arrays.copyOfRange(expected, from, to), Arrays.copyOfRange(found, from, to)));
            }
        }
        open = unexplained(open);
        open = searchNear(offset, found, open);
        if (open.size() >= MANY_PAGES && earlySearches.getAndIncrement() < MAX_EARLY_SEARCHES) {
            open = searchEarly(open);
        }
        keep(open);
    }

    /** Adds the findings of the pages that the known sources explain. Returns the others. */
    private List<OpenPage> unexplained(List<OpenPage> pages) {
        List<OpenPage> open = new ArrayList<>();
        for (OpenPage page : pages) {
            boolean isUnlikely = openPages.get() > MANY_OPEN_PAGES && page.offset() / Page.BYTES % UNLIKELY_PAGES != 0;
            List<Finding> found = check(page, isUnlikely ? sources.confirmed() : sources.with(List.of()));
            if (isExplained(found)) {
                add(page, found);
            } else {
                open.add(page);
                openPages.incrementAndGet();
            }
        }
        return open;
    }

    private List<Finding> check(OpenPage page, List<Source> tried) {
        List<Finding> found = page.check(runByte, tried);
        found.forEach(finding -> sources.confirm(finding.reason()));
        return found;
    }

    private boolean isExplained(List<Finding> found) {
        return found.stream().noneMatch(finding -> finding.isOpen() || isRun(finding.reason()));
    }

    /** A run of the stream's own run byte may be a part of moved data, which other pages identify later. */
    private boolean isRun(Reason reason) {
        return reason instanceof Reason.Constant constant && constant.value() == runByte;
    }

    /** Looks for three of the pages near their places: behind inserted bytes, the last one is found first. */
    private List<OpenPage> searchNear(long offset, byte[] found, List<OpenPage> pages) {
        List<OpenPage> open = pages;
        ShiftSearch search = open.isEmpty() ? null : new ShiftSearch(stream);
        for (double place : new double[] {1, 0, 0.5}) {
            if (search == null || open.isEmpty()) {
                break;
            }
            OpenPage page = open.get((int) (place * (open.size() - 1)));
            int at = (int) (page.offset() - offset);
            OptionalLong distance = search.distance(offset, found, at, at + page.found().length);
            if (distance.isPresent() && sources.add(new Source(stream, distance.getAsLong()))) {
                open = unexplained(open);
            }
        }
        return open;
    }

    /** Looks for the first and the last pages in the whole stream: further pages may have the same distance. */
    private List<OpenPage> searchEarly(List<OpenPage> open) {
        Deadline deadline = new Deadline(EARLY_NANOS);
        List<OpenPage> some = new ArrayList<>(open.subList(0, MANY_PAGES / 4));
        some.addAll(open.subList(open.size() - MANY_PAGES / 4, open.size()));
        Map<OpenPage, List<Source>> elected = StreamSearch.fast(stream, some, deadline);
        some.forEach(page -> check(page, sources.with(elected.getOrDefault(page, List.of()))));
        return unexplained(open);
    }

    private void add(OpenPage page, List<Finding> found) {
        findings.add(page.offset(), page.end(), found);
    }

    private void keep(List<OpenPage> open) {
        List<OpenPage> rest;
        synchronized (this) {
            int room = Math.min(open.size(), MAX_KEPT_PAGES - kept.size());
            kept.addAll(open.subList(0, room));
            rest = open.subList(room, open.size());
        }
        rest.forEach(page -> add(page, check(page, sources.confirmed())));
    }

    /**
     * Looks for the pages without a reason in the whole stream.
     *
     * @return all findings, in order
     */
    public List<Finding> finish() {
        searching.lock();
        try {
            search();
        } finally {
            searching.unlock();
        }
        return findings.list();
    }

    /** Explains nothing if the first search is interrupted, and whole parts if a later one is. */
    private void search() {
        Deadline deadline = new Deadline(limitNanos);
        searchParts(deadline);
        searchPages(deadline);
    }

    private void searchParts(Deadline deadline) {
        Map<OpenPart, Finding> parts = openParts.kept();
        Map<OpenPart, List<Source>> heads = StreamSearch.byFirstWords(stream, List.copyOf(parts.keySet()), deadline);
        parts.forEach((part, unknown) -> {
            List<Source> elected = heads.getOrDefault(part, List.of());
            openParts.remove(part);
            if (elected.isEmpty() && !openParts.hasKnownSource(part.part(), 1)) {
                findings.add(part.offset(), part.offset() + part.found().length, List.of(unknown));
            } else {
                elected.reversed().forEach(sources::add);
                examinePages(part.offset(), part.found());
            }
        });
    }

    private void searchPages(Deadline deadline) {
        List<OpenPage> pages;
        synchronized (this) {
            pages = List.copyOf(kept);
        }
        Map<OpenPage, List<Source>> heads = StreamSearch.byFirstWords(stream, pages, deadline);
        List<OpenPage> open = pages.stream()
                .filter(page -> !isExplained(check(page, sources.with(heads.getOrDefault(page, List.of())))))
                .toList();
        Map<OpenPage, List<Source>> sectors = StreamSearch.bySectors(stream, open, deadline);
        for (OpenPage page : pages) {
            List<Source> elected = new ArrayList<>(heads.getOrDefault(page, List.of()));
            elected.addAll(sectors.getOrDefault(page, List.of()));
            add(page, check(page, sources.with(elected)));
        }
        synchronized (this) {
            kept.subList(0, pages.size()).clear();
        }
    }

    /** Whether there were too many findings to keep all of them. */
    public boolean isCut() {
        return findings.isCut();
    }
}
