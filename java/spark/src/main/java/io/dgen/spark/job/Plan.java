// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import io.dgen.Dataset;
import java.io.Serializable;
import java.util.Locale;

/**
 * What all tasks of a job have in common. A task needs nothing else but its number.
 *
 * @param line of the set
 * @param root address of the directory
 * @param tasks number of tasks
 * @param partBytes as in {@link Share}
 * @param temporary name of the folder of temporary files, which belongs to this job
 */
record Plan(String line, String root, int tasks, long partBytes, Existing existing, String temporary)
        implements Serializable {

    Share share(Dataset dataset, int task) {
        return new Share(dataset, task, tasks, partBytes);
    }

    /** {@return a path that no other attempt of a task has} {@code dgen dataset} takes it for a file of an interrupted run. */
    String temporaryFile(long attempt, long file) {
        return String.format(Locale.ROOT, "%s/.dgen-%d%013d.tmp", temporary, attempt, file);
    }
}
