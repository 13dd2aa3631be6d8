// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.Diagnosis;
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
 * once. Therefore files that have a range in common, or whose ranges touch, have different explainers. Thread-safe.
 */
final class ExplainedStream {
    /** More files with the same bytes are not explained: each further explainer searches the whole stream. */
    private static final int MOST_LANES = 4;

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

    synchronized boolean isCut() {
        return lanes.stream().anyMatch(lane -> lane.explainer.isCut());
    }
}
