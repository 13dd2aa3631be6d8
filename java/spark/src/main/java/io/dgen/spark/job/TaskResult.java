// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What a task has done. Spark passes on the result of one attempt of each task, so that sums count nothing twice.
 *
 * @param host that has run the task
 * @param files number of files of which it has processed the start
 * @param kept number of those that were complete before
 * @param rates of its files, and of its parts of larger ones
 * @param checksum as in {@link Checksum}
 * @param counts number of findings of each kind
 * @param findings some of them
 * @param parts of files that other tasks write, too
 */
record TaskResult(
        int index,
        String host,
        long files,
        long kept,
        Rates rates,
        long checksum,
        Map<Finding.Kind, Long> counts,
        List<Finding> findings,
        List<CutFiles.Part> parts)
        implements Serializable {}
