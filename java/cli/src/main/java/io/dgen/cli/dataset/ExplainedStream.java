// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.Diagnosis;
import io.dgen.Diagnosis.Cause;
import io.dgen.Explainer;
import io.dgen.cli.dataset.SetComparison.FileDiagnosis;
import io.dgen.cli.dataset.SetComparison.FileRange;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Explains wrong files of one stream. A diagnosis has one range of the stream, and an explainer sees each part of the stream
 * once. Therefore files with ranges that overlap or touch have different explainers. Thread-safe.
 */
final class ExplainedStream {
    /** More files with the same bytes are not explained: each further explainer searches the whole stream. */
    private static final int MOST_LANES = 4;

    /** Pages of unknown origin are compared at places that do not touch. */
    private static final long PAGE_DISTANCE = 8192;

    private final Supplier<Explainer> newExplainer;
    private final List<Lane> lanes = new ArrayList<>();

    /** @param ranges by their offsets; they do not touch */
    private record Lane(Explainer explainer, TreeMap<Long, FileRange> ranges) {
        boolean isFree(FileRange range) {
            Map.Entry<Long, FileRange> before = ranges.floorEntry(range.end());
            return before == null || before.getValue().end() < range.offset();
        }
    }

    ExplainedStream(Supplier<Explainer> newExplainer) {
        this.newExplainer = newExplainer;
    }

    /**
     * Examines bytes of which some are wrong.
     *
     * @param position of the bytes in the file
     */
    void examine(FileRange range, long position, MemorySegment bytes) {
        Explainer explainer = explainer(range);
        if (explainer != null) {
            explainer.verify(range.start() + position, bytes);
        }
    }

    private synchronized @Nullable Explainer explainer(FileRange range) {
        for (Lane lane : lanes) {
            FileRange same = lane.ranges.get(range.offset());
            if (same != null && same.equals(range)) {
                return lane.explainer;
            }
        }
        Lane free =
                lanes.stream().filter(lane -> lane.isFree(range)).findFirst().orElse(null);
        if (free == null) {
            if (lanes.size() == MOST_LANES) {
                return null;
            }
            free = new Lane(newExplainer.get(), new TreeMap<>());
            lanes.add(free);
        }
        free.ranges.put(range.offset(), range);
        return free.explainer;
    }

    synchronized List<FileDiagnosis> explain() throws InterruptedException {
        List<FileDiagnosis> all = new ArrayList<>();
        for (Lane lane : lanes) {
            for (Diagnosis diagnosis : lane.explainer.explain()) {
                Map.Entry<Long, FileRange> range = lane.ranges.floorEntry(diagnosis.offset());
                if (range != null) {
                    all.add(new FileDiagnosis(range.getValue(), diagnosis));
                }
            }
        }
        return all;
    }

    /**
     * {@return positions in the stream that have the bytes of pages; -1 for pages that are not found}
     *
     * @param streamBytes size of the stream
     * @param pages of at most 4 KiB each
     */
    long[] positions(long streamBytes, List<MemorySegment> pages) throws InterruptedException {
        Explainer explainer = newExplainer.get();
        long[] positions = new long[pages.size()];
        for (int i = 0; i < positions.length; i++) {
            long at = i * PAGE_DISTANCE;
            MemorySegment page = pages.get(i);
            boolean fits = at + page.byteSize() <= streamBytes;
            positions[i] = fits && explainer.verify(at, page).isOk() ? at : -1;
        }
        for (Diagnosis found : explainer.explain()) {
            int i = (int) (found.offset() / PAGE_DISTANCE);
            boolean isWhole = found.length() >= pages.get(i).byteSize();
            if (isWhole && isOfStream(found) && found.detail() instanceof Diagnosis.Copy copy) {
                positions[i] = copy.offset();
            }
        }
        return positions;
    }

    static boolean isOfStream(Diagnosis found) {
        return found.cause() == Cause.MISPLACED || found.cause() == Cause.SHIFTED;
    }

    synchronized boolean isCut() {
        return lanes.stream().anyMatch(lane -> lane.explainer.isCut());
    }
}
