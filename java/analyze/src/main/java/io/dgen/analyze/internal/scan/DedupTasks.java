// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.scan;

import io.dgen.analyze.internal.dedup.ContentDefinedChunker;
import io.dgen.analyze.internal.dedup.CutPoints;
import io.dgen.analyze.internal.dedup.FingerprintTable;
import io.dgen.analyze.internal.dedup.FixedUnitCounter;
import io.dgen.analyze.internal.scan.Window.Extent;
import io.dgen.analyze.internal.scan.Window.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Splits the deduplication of windows into tasks that are independent of each other. */
final class DedupTasks {
    private final FixedUnitCounter fixedUnits;
    private final boolean isChunked;
    private final int minZeroBits;
    private final ThreadLocal<FingerprintTable.Batch> batches = ThreadLocal.withInitial(FingerprintTable.Batch::new);
    private final Queue<CutPoints> pool = new ConcurrentLinkedQueue<>();

    DedupTasks(AnalyzerSettings settings, Meters meters) {
        fixedUnits = meters.fixedUnits();
        isChunked = !meters.chunkers().isEmpty();
        minZeroBits = settings.averageBytes().stream()
                .mapToInt(ContentDefinedChunker::minZeroBits)
                .min()
                .orElse(0);
    }

    /** An extent and the cut points of its pieces, in order; none without content-defined chunkers. */
    private record ScannedExtent(Extent extent, List<CutPoints> cutPoints) {}

    /** The tasks of a window, and the cut points that they find for the content-defined chunkers. */
    final class Split {
        private final Window window;
        private final List<ScannedExtent> extents = new ArrayList<>();
        private final PieceGroups<Runnable> groups = new PieceGroups<>();

        private Split(Window window) {
            this.window = window;
            window.extents().forEach(this::add);
        }

        private void add(Extent extent) {
            List<CutPoints> cutPoints = new ArrayList<>();
            extents.add(new ScannedExtent(extent, cutPoints));
            for (Piece piece : extent.pieces(Window.CELL_BYTES)) {
                if (isChunked) {
                    CutPoints found = orNew(pool.poll());
                    cutPoints.add(found);
                    groups.add(
                            () -> {
                                count(piece);
                                find(extent, piece, found);
                            },
                            piece.length());
                } else {
                    groups.add(() -> count(piece), piece.length());
                }
            }
        }

        private void count(Piece piece) {
            fixedUnits.add(window.data(), piece.from(), piece.to(), batches.get());
        }

        private void find(Extent extent, Piece piece, CutPoints found) {
            byte @Nullable [] before = piece.from() == extent.from() ? extent.before() : null;
            found.find(before, window.data(), extent.from(), piece.from(), piece.to());
        }

        List<Runnable> tasks() {
            return groups.groups().stream()
                    .<Runnable>map(group -> () -> group.forEach(Runnable::run))
                    .toList();
        }

        /**
         * Adds the chunks of the window. Must be called after all tasks are done; for each chunker, windows must be
         * added in order, one at a time.
         */
        void addTo(ContentDefinedChunker chunker) {
            for (ScannedExtent s : extents) {
                Extent extent = s.extent;
                if (extent.isLast()) {
                    chunker.addLast(window.data(), extent.from(), extent.to(), s.cutPoints);
                } else {
                    chunker.add(window.data(), extent.from(), extent.to(), s.cutPoints);
                }
            }
        }

        /** Returns the cut points to the pool. Must be called after all chunkers are done. */
        void release() {
            extents.forEach(s -> pool.addAll(s.cutPoints));
        }
    }

    Split split(Window window) {
        return new Split(window);
    }

    private CutPoints orNew(@Nullable CutPoints pooled) {
        return pooled != null ? pooled : new CutPoints(minZeroBits);
    }
}
