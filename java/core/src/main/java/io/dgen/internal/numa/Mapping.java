// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.numa;

import io.dgen.internal.kernel.Kernel;
import io.dgen.internal.kernel.NativeMemory;
import io.dgen.internal.kernel.NativeMemory.Policy;
import io.dgen.internal.parallel.SliceAssignment;
import io.dgen.internal.parallel.Slices;
import io.dgen.internal.parallel.Workers;
import io.dgen.internal.topology.Node;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Memory outside the heap. Either all of its pages are allocated on the requested nodes, or nothing is mapped.
 *
 * <p>libnuma's {@code numa_alloc_onnode} allocates base pages of one node. The system ends a process that touches a page that is bound to a full node. Therefore pages are first allocated on
 * any node with free memory, on the requested node if possible, and bound afterwards: the system then moves the pages
 * that are on other nodes, and frees memory for them on the requested node, or the call fails.
 */
public final class Mapping {
    /** Number of bytes that a thread populates at a time: a multiple of all usual page sizes except 1 GiB. */
    private static final long SLICE_BYTES = 64 << 20;

    private final MachineNodes nodes;
    private final long address;
    private final long bytes;
    private final boolean isFromLibnuma;

    private Mapping(MachineNodes nodes, long address, long bytes, boolean isFromLibnuma) {
        this.nodes = nodes;
        this.address = address;
        this.bytes = bytes;
        this.isFromLibnuma = isFromLibnuma;
    }

    public long address() {
        return address;
    }

    /** @throws PlacementException if there is not enough memory, or not on the requested nodes; nothing is mapped then */
    public static Mapping create(BufferPlacement placement) throws PlacementException {
        long bytes = placement.bytes();
        long[] address = new long[1];
        boolean isFromLibnuma = placement.isFromLibnuma();
        int status = isFromLibnuma
                ? NativeMemory.allocateOnNode(
                        bytes, placement.regions().getFirst().nodes().nextSetBit(0), address)
                : NativeMemory.map(bytes, placement.pageBytes(), placement.pages(), address);
        check(status, "cannot map " + bytes + " bytes");
        Mapping mapping = new Mapping(MachineNodes.get(), address[0], bytes, isFromLibnuma);
        boolean isComplete = false;
        try {
            for (Region region : placement.regions()) {
                mapping.allocate(region);
            }
            isComplete = true;
        } finally {
            if (!isComplete) {
                mapping.free();
            }
        }
        return mapping;
    }

    /** Must be called at most once. */
    public void free() {
        if (isFromLibnuma) {
            NativeMemory.freeOnNode(address, bytes);
        } else {
            NativeMemory.unmap(address, bytes);
        }
    }

    private void allocate(Region region) throws PlacementException {
        boolean hasChoice = isFromLibnuma
                || (NumaCapabilities.whyNoPlacement() == null
                        && nodes.withMemory().size() > 1);
        if (!hasChoice) {
            populate(region);
            return;
        }
        place(region, region.policy() == Policy.BIND ? Policy.PREFER : region.policy());
        populate(region);
        if (region.policy() != Policy.LOCAL) {
            place(region, region.policy());
        }
    }

    private void place(Region region, Policy policy) throws PlacementException {
        check(
                NativeMemory.place(address + region.offset(), region.length(), policy, region.nodes()),
                "cannot place " + region.length() + " bytes on NUMA node " + region.nodes());
    }

    /**
     * Touches the pages with threads of the node. With {@code LOCAL}, only with the calling thread, because the pages
     * must be on the node of that thread.
     */
    private void populate(Region region) throws PlacementException {
        Slices slices = new Slices(region.offset(), region.length(), SLICE_BYTES);
        int count = Math.toIntExact(slices.count());
        AtomicInteger failure = new AtomicInteger(NativeMemory.OK);
        Optional<Node> near = region.policy() == Policy.BIND && NumaCapabilities.whyNoPinning() == null
                ? nodes.cpusNear(region.nodes().nextSetBit(0))
                : Optional.empty();
        if (near.isPresent()) {
            int[] all = IntStream.range(0, count).toArray();
            int threads = near.get().allowedCpus().cardinality();
            SliceAssignment assignment = new SliceAssignment(NodePools.of(near.get()), threads, all);
            Workers.run(List.of(assignment), i -> populate(slices, i, failure));
        } else {
            Workers.run(count, region.policy() == Policy.LOCAL ? 1 : Workers.cpus(), i -> populate(slices, i, failure));
        }
        check(failure.get(), "cannot get " + region.length() + " bytes of memory");
    }

    private void populate(Slices slices, int i, AtomicInteger failure) {
        if (failure.get() == NativeMemory.OK) {
            int status = NativeMemory.populate(address + slices.start(i), slices.length(i));
            failure.compareAndSet(NativeMemory.OK, status);
        }
    }

    private static void check(int status, String what) throws PlacementException {
        if (status != NativeMemory.OK) {
            throw new PlacementException(what + ": " + Kernel.statusText(status));
        }
    }
}
