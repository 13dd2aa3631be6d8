package io.dgen.internal.numa;

import io.dgen.internal.kernel.Kernel;
import io.dgen.internal.kernel.NativeMemory;
import io.dgen.internal.kernel.NativeMemory.Policy;
import io.dgen.internal.parallel.Parts;
import io.dgen.internal.parallel.Share;
import io.dgen.internal.parallel.Workers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Memory outside the heap that has its pages, on the nodes asked for, or is not there at all.
 *
 * <p>Touching a page that is bound to a full node ends the process. So pages are made first where there is room, on the
 * node if it has any, and bound then: what lies elsewhere is moved, for which the system makes room or fails.
 */
public final class Mapping {
    /** What one thread populates at once. A multiple of all usual pages but the 1 GiB ones. */
    private static final long PART_BYTES = 64 << 20;

    private final long address;
    private final long bytes;

    private Mapping(long address, long bytes) {
        this.address = address;
        this.bytes = bytes;
    }

    public long address() {
        return address;
    }

    /**
     * @param bytes from 1 on; a multiple of the alignment with huge pages of the pool
     * @param alignment the size of a page
     * @param pages a {@code dgen_pages}
     * @param regions one after the other, {@code bytes} altogether
     * @param nodes of the machine
     * @throws PlacementException if there is not enough memory, or not where it was asked for; nothing is mapped then
     */
    public static Mapping create(long bytes, long alignment, int pages, List<Region> regions, Nodes nodes)
            throws PlacementException {
        long[] address = new long[1];
        check(NativeMemory.map(bytes, alignment, pages, address), "cannot map " + bytes + " bytes");
        Mapping mapping = new Mapping(address[0], bytes);
        boolean isMade = false;
        try {
            for (Region region : regions) {
                mapping.make(region, nodes);
            }
            isMade = true;
        } finally {
            if (!isMade) {
                mapping.free();
            }
        }
        return mapping;
    }

    /** Once only. */
    public void free() {
        NativeMemory.unmap(address, bytes);
    }

    private void make(Region region, Nodes nodes) throws PlacementException {
        boolean isTrivial =
                Support.whyNoPlacement() != null || nodes.withMemory().size() == 1;
        if (isTrivial) {
            populate(region, nodes);
            return;
        }
        place(region, region.policy() == Policy.BIND ? Policy.PREFER : region.policy());
        populate(region, nodes);
        if (region.policy() != Policy.LOCAL) {
            place(region, region.policy());
        }
    }

    private void place(Region region, Policy policy) throws PlacementException {
        check(
                NativeMemory.place(address + region.offset(), region.length(), policy, region.nodes()),
                "cannot place " + region.length() + " bytes on NUMA node " + region.nodes());
    }

    /** By threads of the node; the thread that asks if its own node is wanted. */
    private void populate(Region region, Nodes nodes) throws PlacementException {
        Parts parts = new Parts(region.offset(), region.length(), PART_BYTES);
        int count = Math.toIntExact(parts.count());
        AtomicInteger failure = new AtomicInteger(NativeMemory.OK);
        Optional<Node> near = region.policy() == Policy.BIND && Support.whyNoPinning() == null
                ? nodes.cpusNear(region.nodes().nextSetBit(0))
                : Optional.empty();
        if (near.isPresent()) {
            int[] all = IntStream.range(0, count).toArray();
            int threads = near.get().cpus().cardinality();
            Workers.run(List.of(new Share(NodePools.of(near.get()), threads, all)), i -> populate(parts, i, failure));
        } else {
            Workers.run(count, region.policy() == Policy.LOCAL ? 1 : Workers.cpus(), i -> populate(parts, i, failure));
        }
        check(failure.get(), "cannot get " + region.length() + " bytes of memory");
    }

    private void populate(Parts parts, int i, AtomicInteger failure) {
        if (failure.get() == NativeMemory.OK) {
            int status = NativeMemory.populate(address + parts.start(i), parts.length(i));
            failure.compareAndSet(NativeMemory.OK, status);
        }
    }

    private static void check(int status, String what) throws PlacementException {
        if (status != NativeMemory.OK) {
            throw new PlacementException(what + ": " + Kernel.statusText(status));
        }
    }
}
