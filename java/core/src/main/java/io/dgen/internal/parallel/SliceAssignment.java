// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.parallel;

/**
 * The slices of a job that the threads of one pool process.
 *
 * @param pool never includes the calling thread
 * @param threads largest number of threads of the pool to use, at least 1
 * @param slices numbers of the slices; kept, not copied
 */
public record SliceAssignment(WorkerPool pool, int threads, int[] slices) {}
