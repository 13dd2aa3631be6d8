// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import java.io.Serializable;
import java.util.Map;

/**
 * What a task has of its own.
 *
 * @param index number of the task
 * @param uploads by the number of the file, for files that other tasks write, too; at most two
 */
record TaskInput(int index, Map<Long, byte[]> uploads) implements Serializable {}
