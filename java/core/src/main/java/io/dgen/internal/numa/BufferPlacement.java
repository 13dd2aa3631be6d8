// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.numa;

import io.dgen.internal.kernel.NativeMemory.Pages;
import io.dgen.internal.kernel.NativeMemory.Policy;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The size of a buffer in whole pages, and the nodes of each of its regions.
 *
 * @param bytes a multiple of the page size
 * @param pages the kind of pages
 * @param pageBytes size of a page in bytes
 * @param regions consecutive; none is empty
 */
public record BufferPlacement(long bytes, Pages pages, long pageBytes, List<Region> regions) {

    /**
     * Chooses the regions. {@link MemoryDemand} compares them with the free memory.
     *
     * @param sizeBytes at least 1
     * @param policy {@code BIND} (one consecutive part per node), {@code INTERLEAVE} or {@code LOCAL}
     * @param nodes ids of the nodes; empty for all nodes with memory, and with {@code LOCAL}
     * @throws IllegalArgumentException if a node cannot be used
     * @throws PlacementException if the system cannot place memory, or has a smaller address space
     */
    public static BufferPlacement of(long sizeBytes, Pages pages, Policy policy, Collection<Integer> nodes)
            throws PlacementException {
        long pageBytes = pages == Pages.BASE ? PageSizes.base() : PageSizes.huge();
        if (sizeBytes > Long.MAX_VALUE - pageBytes) {
            throw new PlacementException("buffer of " + sizeBytes + " bytes: larger than the address space");
        }
        long bytes = (sizeBytes + pageBytes - 1) / pageBytes * pageBytes;
        if (policy == Policy.LOCAL) {
            Region whole = new Region(0, bytes, policy, new BitSet());
            return new BufferPlacement(bytes, pages, pageBytes, List.of(whole));
        }
        BitSet usable = MachineNodes.get().nodesWithMemory(nodes);
        checkCanPlace(usable);
        List<Region> regions = policy == Policy.INTERLEAVE && usable.cardinality() > 1
                ? List.of(new Region(0, bytes, policy, usable))
                : onePerNode(bytes, pageBytes, usable);
        return new BufferPlacement(bytes, pages, pageBytes, regions);
    }

    /** Whether libnuma allocates the buffer: all of its pages are base pages of one node. */
    boolean isFromLibnuma() {
        return pages == Pages.BASE
                && regions.size() == 1
                && regions.getFirst().policy() == Policy.BIND
                && NumaCapabilities.whyNoAllocation() == null;
    }

    private static void checkCanPlace(BitSet nodes) throws PlacementException {
        String why = NumaCapabilities.whyNoPlacement();
        boolean isOnlyNode =
                nodes.cardinality() == 1 && MachineNodes.get().withMemory().size() == 1;
        if (why != null && !isOnlyNode) {
            throw new PlacementException("memory cannot be placed on NUMA nodes here: " + why);
        }
    }

    private static List<Region> onePerNode(long bytes, long pageBytes, BitSet nodes) {
        List<Region> regions = new ArrayList<>();
        long pages = bytes / pageBytes;
        int nodeCount = nodes.cardinality();
        int i = 0;
        for (int node : nodes.stream().toArray()) {
            long from = pages / nodeCount * i + Math.min(i, pages % nodeCount);
            long count = pages / nodeCount + (i < pages % nodeCount ? 1 : 0);
            if (count > 0) {
                BitSet one = new BitSet();
                one.set(node);
                regions.add(new Region(from * pageBytes, count * pageBytes, Policy.BIND, one));
            }
            i++;
        }
        return regions;
    }

    /** The free memory of the nodes, as the end of a message; empty if the buffer may be on any node. */
    public String freeMemory() {
        NodeMemory memory = NodeMemory.ofMachine();
        String list = regions.stream()
                .flatMap(r -> r.nodes().stream().boxed())
                .distinct()
                .map(node -> "node " + node + " has " + memory.freeBytes(node) + " bytes free")
                .collect(Collectors.joining(", "));
        return list.isEmpty() ? "" : "; " + list;
    }
}
