package io.dgen;

import io.dgen.internal.kernel.NativeMemory.Policy;
import io.dgen.internal.numa.Region;
import io.dgen.internal.numa.Support;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a policy means for a buffer on this machine.
 *
 * @param bytes of whole pages
 * @param pageBytes size of a page
 * @param regions one after the other; none is empty
 */
record NumaLayout(long bytes, long pageBytes, List<Region> regions) {

    /**
     * @throws IllegalArgumentException if a node cannot be used
     * @throws NumaException if the system cannot place memory, or has less than that
     */
    static NumaLayout of(long sizeBytes, NumaPolicy policy, PageKind pages) {
        long pageBytes = pages == PageKind.BASE ? Numa.pageBytes() : Numa.hugePageBytes();
        if (sizeBytes > Long.MAX_VALUE - pageBytes) {
            throw new NumaException("buffer of " + sizeBytes + " bytes: the address space has no room for it");
        }
        long bytes = (sizeBytes + pageBytes - 1) / pageBytes * pageBytes;
        if (policy.kind() == NumaPolicy.Kind.LOCAL) {
            Numa.checkAvailable(bytes);
            return new NumaLayout(bytes, pageBytes, List.of(new Region(0, bytes, Policy.LOCAL, new BitSet())));
        }
        List<Integer> nodes = Numa.usable(policy.nodes());
        checkSupport(nodes);
        NumaLayout layout = new NumaLayout(bytes, pageBytes, regions(bytes, pageBytes, policy.kind(), nodes));
        if (pages != PageKind.HUGETLB) { // the pool's pages are not free memory
            layout.regions.forEach(r -> Numa.checkFree(r.length(), r.nodes()));
        }
        return layout;
    }

    private static void checkSupport(List<Integer> nodes) {
        String why = Support.whyNoPlacement();
        boolean isOnlyNode = nodes.size() == 1 && Numa.nodes().withMemory().size() == 1;
        if (why != null && !isOnlyNode) {
            throw new NumaException("memory cannot be placed on NUMA nodes here: " + why);
        }
    }

    private static List<Region> regions(long bytes, long pageBytes, NumaPolicy.Kind kind, List<Integer> nodes) {
        if (kind == NumaPolicy.Kind.INTERLEAVED && nodes.size() > 1) {
            return List.of(new Region(0, bytes, Policy.INTERLEAVE, bits(nodes)));
        }
        List<Region> regions = new ArrayList<>();
        long pages = bytes / pageBytes;
        for (int i = 0; i < nodes.size(); i++) {
            long from = pages / nodes.size() * i + Math.min(i, pages % nodes.size());
            long count = pages / nodes.size() + (i < pages % nodes.size() ? 1 : 0);
            if (count > 0) {
                regions.add(
                        new Region(from * pageBytes, count * pageBytes, Policy.BIND, bits(nodes.subList(i, i + 1))));
            }
        }
        return regions;
    }

    private static BitSet bits(List<Integer> nodes) {
        BitSet bits = new BitSet();
        nodes.forEach(bits::set);
        return bits;
    }

    /** What there is on the nodes, for messages; empty if it does not matter which. */
    String freeMemory() {
        return regions.stream()
                .flatMap(r -> r.nodes().stream().boxed())
                .distinct()
                .map(node -> "node " + node + " has " + Numa.freeBytes(node) + " bytes free")
                .collect(Collectors.joining(", ", "; ", ""))
                .replaceFirst("^; $", "");
    }
}
