// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import java.util.Objects;

/**
 * How a job runs. Has no influence on the bytes.
 *
 * @param existing what is done with files that exist; {@code verify} ignores it
 * @param tasks number of tasks, 1 .. 1,000,000; 0 for a number that follows from the bytes and the cores
 * @param partBytes least size of the parts of large files, which several tasks process: 8 MiB .. 4 GiB, in whole MiB
 */
public record JobOptions(Existing existing, int tasks, long partBytes) {
    /** Files that exist are refused, parts have 128 MiB. */
    public static final JobOptions DEFAULT = new JobOptions(Existing.REFUSE, 0, 128L << 20);

    private static final int MAX_TASKS = 1_000_000;
    private static final long MIN_PART = 8L << 20;
    private static final long MAX_PART = 4L << 30;

    /**
     * Checks the ranges.
     *
     * @throws UsageException if a value is out of its range
     */
    public JobOptions {
        Objects.requireNonNull(existing, "existing");
        if (tasks < 0 || tasks > MAX_TASKS) {
            throw new UsageException("tasks " + tasks + ": expected 1 to " + MAX_TASKS);
        }
        if (partBytes < MIN_PART || partBytes > MAX_PART || partBytes % Checksum.UNIT_BYTES != 0) {
            throw new UsageException("part size " + partBytes + ": expected 8MiB to 4GiB, in whole MiB");
        }
    }
}
