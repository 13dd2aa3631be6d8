// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.DatasetFile;
import java.util.concurrent.atomic.LongAdder;

/** Counts the files of a run that were not written, or only in part. Thread-safe. */
final class Tally {
    private final LongAdder keptFiles = new LongAdder();
    private final LongAdder keptBytes = new LongAdder();
    private final LongAdder changedBytes = new LongAdder();
    private long obstacles;
    private String firstObstacle = "";

    /** Counts a file that was complete before, or has no changes. */
    void keep(DatasetFile file) {
        keep(1, file.sizeBytes());
    }

    /** As {@link #keep(DatasetFile)}, for several files. */
    void keep(long files, long bytes) {
        keptFiles.add(files);
        keptBytes.add(bytes);
    }

    /** Counts bytes that were written to files with changes. */
    void change(long bytes) {
        changedBytes.add(bytes);
    }

    /** Counts a file of which the path is in use by something that is never replaced. */
    synchronized void obstruct(String reason) {
        firstObstacle = obstacles == 0 ? reason : firstObstacle;
        obstacles++;
    }

    long keptFiles() {
        return keptFiles.sum();
    }

    long keptBytes() {
        return keptBytes.sum();
    }

    long changedBytes() {
        return changedBytes.sum();
    }

    synchronized long obstacles() {
        return obstacles;
    }

    synchronized String firstObstacle() {
        return firstObstacle;
    }
}
