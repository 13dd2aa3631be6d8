// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

/** What a job does with files that exist. */
public enum Existing {
    /** Refuses a directory that has files, or that another job writes. */
    REFUSE,
    /** Replaces files of the set and the line of another one; keeps other files. Ends another job. */
    OVERWRITE,
    /** Keeps files of the set that have their size and, in samples, their bytes; writes the others. Ends another job. */
    RESUME
}
