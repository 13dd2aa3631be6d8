// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.topology.Node;
import io.dgen.internal.topology.NodePerformance;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A NUMA node: CPUs and the memory that is nearest to them, or only one of the two. Immutable.
 *
 * <p>Read from {@code /sys/devices/system/node/node<id>}.
 *
 * @param id the kernel's number of the node, from 0, with gaps
 * @param cpus the ids of its online CPUs, ascending; empty if it has none, such as a node of expansion memory (CXL)
 * @param allowedCpus the CPUs of {@code cpus} that the affinity and the cpuset of this process permit
 * @param memoryBytes size of its memory in bytes; 0 if it has none, -1 if unknown
 * @param freeBytes unused memory in bytes; file caches count as used; -1 if unknown
 * @param isMemoryAllowed whether this process may allocate memory of the node ({@code Mems_allowed})
 * @param distances the firmware's relative distance from here to every online node, by its id, ascending: 10 is local,
 *     20 is twice as far; empty if unknown
 * @param performance latency and bandwidth of the memory as the firmware reports them (ACPI HMAT); null if it does not
 */
public record NumaNode(
        int id,
        List<Integer> cpus,
        List<Integer> allowedCpus,
        long memoryBytes,
        long freeBytes,
        boolean isMemoryAllowed,
        Map<Integer, Integer> distances,
        @Nullable Performance performance) {

    /**
     * Latency and bandwidth of the node's memory for the CPUs nearest to it, as the firmware reports them. Read from
     * {@code access0/initiators}, otherwise from {@code access1/initiators}.
     *
     * @param readLatencyNanos in nanoseconds; 0 if unknown
     * @param writeLatencyNanos in nanoseconds; 0 if unknown
     * @param readMegabytesPerSecond in MB/s; 0 if unknown
     * @param writeMegabytesPerSecond in MB/s; 0 if unknown
     */
    public record Performance(
            long readLatencyNanos, long writeLatencyNanos, long readMegabytesPerSecond, long writeMegabytesPerSecond) {

        private static @Nullable Performance of(@Nullable NodePerformance read) {
            return read == null
                    ? null
                    : new Performance(
                            read.readLatencyNanos(),
                            read.writeLatencyNanos(),
                            read.readMegabytesPerSecond(),
                            read.writeMegabytesPerSecond());
        }
    }

    /**
     * Keeps copies of the lists and the map.
     *
     * @throws IllegalArgumentException if the id is negative
     */
    public NumaNode {
        if (id < 0) {
            throw new IllegalArgumentException("id " + id + ": expected 0 or more");
        }
        cpus = List.copyOf(Objects.requireNonNull(cpus, "cpus"));
        allowedCpus = List.copyOf(Objects.requireNonNull(allowedCpus, "allowedCpus"));
        distances = Collections.unmodifiableMap(new TreeMap<>(Objects.requireNonNull(distances, "distances")));
    }

    static NumaNode of(Node node) {
        return new NumaNode(
                node.id(),
                ids(node.cpus()),
                ids(node.allowedCpus()),
                node.memoryBytes(),
                node.freeBytes(),
                node.isMemoryAllowed(),
                node.distances(),
                Performance.of(node.performance()));
    }

    /** The ids of a set, ascending. */
    static List<Integer> ids(BitSet set) {
        return set.stream().boxed().toList();
    }
}
