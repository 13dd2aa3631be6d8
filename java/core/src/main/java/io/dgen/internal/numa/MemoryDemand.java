// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.numa;

import io.dgen.internal.kernel.NativeMemory.Pages;
import io.dgen.internal.topology.MemoryHeadroom;
import java.util.Map;
import java.util.TreeMap;

/**
 * The memory that several buffers need together. It is compared with the free memory before the first buffer is
 * allocated: each buffer alone may fit while all of them exceed the limit of the container, and the system then ends the
 * process. Not thread-safe.
 */
public final class MemoryDemand {
    private final Map<Integer, Long> ofNodes = new TreeMap<>();
    private long buffers;
    private long bytes;

    /** @throws PlacementException if the total exceeds the address space */
    public void add(BufferPlacement placement, long count) throws PlacementException {
        buffers += count;
        try {
            bytes = Math.addExact(bytes, Math.multiplyExact(count, bytesOf(placement)));
        } catch (ArithmeticException e) {
            throw new PlacementException(
                    buffers + " buffers, " + placement.bytes() + " bytes each: larger than the address space");
        }
        for (Region region : placement.regions()) {
            long ofNode = isCounted(placement)
                    ? region.length() / Math.max(1, region.nodes().cardinality())
                    : 0;
            region.nodes().stream().forEach(node -> ofNodes.merge(node, count * ofNode, Long::sum));
        }
    }

    private static boolean isCounted(BufferPlacement placement) {
        return placement.pages() != Pages.HUGETLB; // pages of the pool do not count as free memory
    }

    private static long bytesOf(BufferPlacement placement) {
        return isCounted(placement) ? placement.bytes() : 0;
    }

    /** @throws PlacementException if a node, the machine or the container has less free memory */
    public void check(NodeMemory memory) throws PlacementException {
        String what = buffers == 1 ? "buffer of " + bytes + " bytes" : buffers + " buffers, " + bytes + " bytes";
        for (Map.Entry<Integer, Long> node : ofNodes.entrySet()) {
            long free = memory.freeBytes(node.getKey());
            if (node.getValue() > free) {
                throw new PlacementException(what + ": " + node.getValue() + " of them on NUMA node " + node.getKey()
                        + ", which has " + free + " free");
            }
        }
        MemoryHeadroom available = memory.available();
        if (bytes > available.bytes()) {
            throw new PlacementException(what + ": the machine or container has " + available.bytes() + " available ("
                    + available.limit() + ")");
        }
    }
}
