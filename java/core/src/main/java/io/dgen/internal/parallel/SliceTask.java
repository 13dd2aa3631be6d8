// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.parallel;

/** Processes one numbered slice of a job. */
@FunctionalInterface
public interface SliceTask {
    void run(int index);
}
