package io.dgen;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A NUMA node: CPUs and the memory that is nearest to them, or one of both alone. Immutable.
 *
 * <p>Read from {@code /sys/devices/system/node/node<id>}.
 *
 * @param id the kernel's number of the node, from 0, with gaps
 * @param cpus the ids of its online CPUs, ascending; empty if it has none, as nodes of expansion memory
 * @param allowedCpus those of {@code cpus} that this process may run on: its affinity and its cpuset honoured
 * @param memoryBytes size of its memory in bytes; 0 if it has none, -1 if unknown
 * @param freeBytes memory that nothing uses, file caches included in what does, in bytes; -1 if unknown
 * @param isMemoryAllowed whether this process may allocate memory of the node, as {@code Mems_allowed} tells
 * @param distances the firmware's relative distance from here to every online node, by its id, ascending: 10 is local,
 *     20 twice as far; empty if unknown
 * @param performance the firmware's figures of the memory (ACPI HMAT); null if there are none
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
     * How fast the node's memory is for the CPUs that are nearest to it, by the firmware's word. Read from
     * {@code access0/initiators}, or {@code access1/initiators} where that has nothing.
     *
     * @param readLatencyNanos nanoseconds; 0 if unknown, as below
     * @param writeLatencyNanos nanoseconds
     * @param readMegabytesPerSecond MB/s
     * @param writeMegabytesPerSecond MB/s
     */
    public record Performance(
            long readLatencyNanos, long writeLatencyNanos, long readMegabytesPerSecond, long writeMegabytesPerSecond) {}

    /** Keeps copies of lists and map. */
    public NumaNode {
        if (id < 0) {
            throw new IllegalArgumentException("id " + id + ": expected 0 or more");
        }
        cpus = List.copyOf(cpus);
        allowedCpus = List.copyOf(allowedCpus);
        distances = Collections.unmodifiableMap(new TreeMap<>(distances));
    }
}
