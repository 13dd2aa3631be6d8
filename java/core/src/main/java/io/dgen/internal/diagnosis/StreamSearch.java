// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.diagnosis;

import io.dgen.internal.parallel.Workers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

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

    /**
     * By the first words of the pages of the stream, which takes some nanoseconds per page; by all sectors, if these words
     * do not identify the pages.
     */
    static <T extends Searched> Map<T, List<Source>> fast(Origin stream, List<T> parts, Deadline deadline) {
        return PageHeads.identifyPages(stream.ranges())
                ? byFirstWords(stream, parts, deadline)
                : bySectors(stream, parts, deadline);
    }

    /** Ranges with the first word of a page; empty if these words do not identify the pages of the stream. */
    static <T extends Searched> Map<T, List<Source>> byFirstWords(Origin stream, List<T> parts, Deadline deadline) {
        if (!PageHeads.identifyPages(stream.ranges())) {
            return Map.of();
        }
        StreamSearch search = new StreamSearch(stream, deadline);
        return search.sources(
                parts,
                Searched::firstWords,
                () -> new PageHeads(stream.ranges(), search.table).scan(stream.sizeBytes(), deadline));
    }

    /** Single sectors and parts of them, too: makes the whole stream. */
    static <T extends Searched> Map<T, List<Source>> bySectors(Origin stream, List<T> parts, Deadline deadline) {
        StreamSearch search = new StreamSearch(stream, deadline);
        return search.sources(parts, StreamSearch::edges, search::scanSectors);
    }

    /** The first word is literal in most textures; where runs or shared lines begin a page, the last one is. */
    private static List<Integer> edges(Searched part) {
        List<Integer> words = new ArrayList<>(part.firstWords());
        words.addAll(part.lastWords());
        return words;
    }

    private <T extends Searched> Map<T, List<Source>> sources(
            List<T> parts, Function<T, List<Integer>> words, Runnable scan) {
        for (T part : parts) {
            words.apply(part).forEach(at -> table.add(Bytes.word(part.found(), at)));
        }
        if (!table.isComplete()) {
            scan.run();
        }
        Map<T, List<Source>> sources = new HashMap<>();
        for (T part : parts) {
            Map<Long, Integer> votes = new HashMap<>();
            words.apply(part).forEach(at -> vote(Bytes.word(part.found(), at), part.offset() + at, votes));
            sources.put(part, elected(votes));
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
            for (int i = 0; i + Long.BYTES <= length; i += Sector.BYTES) {
                look(made, i, at);
                if (i + Sector.BYTES <= length) {
                    look(made, i + Sector.BYTES - Long.BYTES, at);
                }
            }
        }
    }

    private void look(byte[] made, int i, long at) {
        long word = Bytes.word(made, i);
        if (table.mayContain(word)) {
            table.found(word, at + i);
        }
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
