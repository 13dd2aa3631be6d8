package io.dgen.internal.numa;

import java.util.BitSet;
import java.util.Map;

/**
 * A NUMA node as this process may use it.
 *
 * @param id its number
 * @param cpus those that are online and allowed to this process; may be empty
 * @param hasMemory whether it has memory that this process may use
 * @param distances to the nodes by their ids, 10 to itself; may be empty
 */
public record Node(int id, BitSet cpus, boolean hasMemory, Map<Integer, Integer> distances) {
    private static final int LOCAL_DISTANCE = 10;

    int distanceTo(int other) {
        return distances.getOrDefault(other, id == other ? LOCAL_DISTANCE : Integer.MAX_VALUE);
    }
}
