// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.topology;

import java.util.BitSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A NUMA node. The sets must not be modified.
 *
 * @param id the kernel's number of the node
 * @param cpus ids of its online CPUs; may be empty
 * @param allowedCpus the CPUs of {@code cpus} that this process may run on
 * @param memoryBytes size of its memory in bytes; 0 if it has none, -1 if unknown
 * @param freeBytes unused memory in bytes; -1 if unknown
 * @param isMemoryAllowed whether this process may allocate memory of the node
 * @param distances relative distances to the nodes, by their ids, 10 to itself; empty if unknown
 * @param performance null if the firmware does not report it
 */
public record Node(
        int id,
        BitSet cpus,
        BitSet allowedCpus,
        long memoryBytes,
        long freeBytes,
        boolean isMemoryAllowed,
        Map<Integer, Integer> distances,
        @Nullable NodePerformance performance) {
    private static final int LOCAL_DISTANCE = 10;

    /** Whether it has CPUs that this process may use. */
    public boolean hasCpus() {
        return !allowedCpus.isEmpty();
    }

    /** Whether it has memory that this process may use. */
    public boolean hasMemory() {
        return isMemoryAllowed && memoryBytes != 0;
    }

    /** The relative distance to the node of that id; the largest int if unknown. */
    public int distanceTo(int other) {
        return distances.getOrDefault(other, id == other ? LOCAL_DISTANCE : Integer.MAX_VALUE);
    }
}
