// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.topology;

/**
 * Latency and bandwidth of a node's memory as the firmware reports them (ACPI HMAT), for the CPUs nearest to it. Each
 * is 0 if unknown.
 */
public record NodePerformance(
        long readLatencyNanos, long writeLatencyNanos, long readMegabytesPerSecond, long writeMegabytesPerSecond) {
    static final NodePerformance UNKNOWN = new NodePerformance(0, 0, 0, 0);
}
