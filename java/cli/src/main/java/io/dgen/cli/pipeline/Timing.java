// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

/**
 * Times of a run. The rest of a worker's time is waiting, for its turn or for the end of the run.
 *
 * @param elapsedNanos from the start of the run to its end
 * @param producerNanos time in {@link ChunkWorkers.Producer#fill}, the mean of all workers
 * @param consumerNanos time in {@link ChunkWorkers.Consumer#take}, the mean of all workers
 */
public record Timing(long elapsedNanos, long producerNanos, long consumerNanos) {}
