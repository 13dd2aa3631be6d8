// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.topology;

/**
 * A CPU cache.
 *
 * @param level 1 for the nearest
 * @param type {@code Data}, {@code Instruction} or {@code Unified}
 * @param sizeBytes in bytes
 * @param sharedByCpus number of online CPUs that share it; 0 if unknown
 */
public record CpuCache(int level, String type, long sizeBytes, int sharedByCpus) {}
