// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.numa;

import io.dgen.internal.kernel.NativeMemory.Pages;
import io.dgen.internal.topology.HugePagePool;
import io.dgen.internal.topology.MemoryHeadroom;
import java.util.Map;
import java.util.TreeMap;

/**
 * The memory that several buffers need together. It is compared with the free memory before the first buffer is
 * allocated: each buffer alone may fit while all of them exceed the limit of the container, and the system then ends the
 * process. Pages of the pool of huge pages are compared with that pool. Not thread-safe.
 */
public final class MemoryDemand {
    private final Sum ordinary = new Sum();

    /** In pages of the pool, which do not count as free memory. */
    private final Sum huge = new Sum();

    /** Buffers of one kind of pages. */
    private static final class Sum {
        private final Map<Integer, Long> ofNodes = new TreeMap<>();
        private long buffers;
        private long bytes;

        void add(BufferPlacement placement, long count) throws PlacementException {
            buffers += count;
            try {
                bytes = Math.addExact(bytes, Math.multiplyExact(count, placement.bytes()));
            } catch (ArithmeticException e) {
                throw new PlacementException(
                        buffers + " buffers, " + placement.bytes() + " bytes each: larger than the address space");
            }
            for (Region region : placement.regions()) {
                long ofNode = region.length() / Math.max(1, region.nodes().cardinality());
                region.nodes().stream().forEach(node -> ofNodes.merge(node, count * ofNode, Long::sum));
            }
        }

        /** @param where the end of the message */
        void checkNodes(LongByNode freeBytes, String where) throws PlacementException {
            for (Map.Entry<Integer, Long> node : ofNodes.entrySet()) {
                long free = freeBytes.of(node.getKey());
                if (node.getValue() > free) {
                    throw new PlacementException(this + ": " + node.getValue() + " of them on NUMA node "
                            + node.getKey() + ", which has " + free + " free" + where);
                }
            }
        }

        @Override
        public String toString() {
            return buffers == 1 ? "buffer of " + bytes + " bytes" : buffers + " buffers, " + bytes + " bytes";
        }
    }

    @FunctionalInterface
    private interface LongByNode {
        long of(int node);
    }

    /** @throws PlacementException if the total exceeds the address space */
    public void add(BufferPlacement placement, long count) throws PlacementException {
        (placement.pages() == Pages.HUGETLB ? huge : ordinary).add(placement, count);
    }

    /** @throws PlacementException if a node, the machine, the container or the pool of huge pages has less free memory */
    public void check(NodeMemory memory) throws PlacementException {
        ordinary.checkNodes(memory::freeBytes, "");
        MemoryHeadroom available = memory.available();
        if (ordinary.bytes > available.bytes()) {
            throw new PlacementException(ordinary + ": the machine or container has " + available.bytes()
                    + " available (" + available.limit() + ")");
        }
        HugePagePool pool = memory.hugePages();
        if (huge.bytes > pool.freeBytes()) {
            throw new PlacementException(huge + " in huge pages: the pool has " + pool.freeBytes()
                    + " free (HugePages_Free in /proc/meminfo)");
        }
        huge.checkNodes(pool::freeBytes, " in its pool of huge pages");
    }
}
