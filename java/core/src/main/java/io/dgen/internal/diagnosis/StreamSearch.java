// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.diagnosis;

import io.dgen.internal.parallel.Workers;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for found pages and sectors in the whole stream. The result has the most probable sources of each page; the
 * comparison is left to {@link PageCheck}.
 */
final class StreamSearch {
    private static final int STEP_BYTES = 256 << 10;
    private static final int MAX_SOURCES = 8;

    private final Origin stream;
    private final Deadline deadline;
    private final KeyTable table = new KeyTable();

    private StreamSearch(Origin stream, Deadline deadline) {
        this.stream = stream;
        this.deadline = deadline;
    }

    /** Whole pages, by their first words; empty if these do not identify the pages of the stream. */
    static Map<OpenPage, List<Source>> byFirstWords(Origin stream, List<OpenPage> pages, Deadline deadline) {
        List<OpenPage> whole = pages.stream().filter(OpenPage::startsPage).toList();
        if (whole.isEmpty() || !PageHeads.identifyPages(stream.ranges())) {
            return Map.of();
        }
        StreamSearch search = new StreamSearch(stream, deadline);
        whole.forEach(page -> search.table.add(page.firstWord()));
        new PageHeads(stream.ranges(), search.table).scan(stream.sizeBytes(), deadline);
        Map<OpenPage, List<Source>> sources = new HashMap<>();
        for (OpenPage page : whole) {
            Map<Long, Integer> votes = new HashMap<>();
            search.vote(page.firstWord(), page.offset(), votes);
            sources.put(page, search.elected(votes));
        }
        return sources;
    }

    /** Pages and sectors, by a key of each sector: makes the whole stream. */
    static Map<OpenPage, List<Source>> bySectors(Origin stream, List<OpenPage> pages, Deadline deadline) {
        if (pages.isEmpty()) {
            return Map.of();
        }
        StreamSearch search = new StreamSearch(stream, deadline);
        pages.forEach(page -> page.sectors().forEach(sector -> search.table.add(key(page.found(), sector))));
        search.scanSectors();
        Map<OpenPage, List<Source>> sources = new HashMap<>();
        for (OpenPage page : pages) {
            Map<Long, Integer> votes = new HashMap<>();
            page.sectors().forEach(sector -> search.vote(key(page.found(), sector), page.offset() + sector, votes));
            sources.put(page, search.elected(votes));
        }
        return sources;
    }

    private void scanSectors() {
        byte[] made = new byte[STEP_BYTES];
        long end = stream.sizeBytes();
        for (long at = 0; at < end && !table.isComplete() && !deadline.isOver(); at += STEP_BYTES) {
            Workers.checkInterrupted();
            int length = (int) Math.min(STEP_BYTES, end - at);
            stream.fill(at, made, 0, length);
            for (int i = 0; i + PageCheck.SECTOR_BYTES <= length; i += PageCheck.SECTOR_BYTES) {
                long key = key(made, i);
                if (table.mayContain(key)) {
                    table.found(key, at + i);
                }
            }
        }
    }

    /** The first word is literal in most textures; where runs or shared lines begin a page, the last one is. */
    private static long key(byte[] bytes, int sector) {
        long last = Bytes.word(bytes, sector + PageCheck.SECTOR_BYTES - Long.BYTES);
        return Bytes.word(bytes, sector) ^ Long.rotateLeft(last, 1);
    }

    private void vote(long key, long offset, Map<Long, Integer> votes) {
        table.offsets(key).forEach(source -> votes.merge(source - offset, 1, Integer::sum));
    }

    /** The distances with the most votes; of equal ones, those to the first offsets. */
    private List<Source> elected(Map<Long, Integer> votes) {
        votes.remove(0L);
        return votes.entrySet().stream()
                .sorted(Map.Entry.<Long, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MAX_SOURCES)
                .map(entry -> new Source(stream, entry.getKey()))
                .toList();
    }
}
