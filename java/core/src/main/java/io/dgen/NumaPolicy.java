package io.dgen;

import io.dgen.internal.text.EnumNames;
import java.util.Arrays;
import java.util.List;

/**
 * Which NUMA nodes the memory of a buffer comes from. Immutable; whether the nodes are there is asked when a buffer is
 * made.
 *
 * @param kind how pages are given to nodes
 * @param nodes ids of nodes, ascending, each once; one for {@link Kind#ON_NODE}, none for {@link Kind#LOCAL}; none for
 *     the others means all nodes with memory that this process may use
 */
public record NumaPolicy(Kind kind, List<Integer> nodes) {

    /** How pages are given to nodes. */
    public enum Kind {
        /** All on one node. */
        ON_NODE,
        /** Page by page round the nodes: for memory that threads of all nodes use. */
        INTERLEAVED,
        /** In as many consecutive parts of equal size as there are nodes: the threads of each fill their own part. */
        SPREAD,
        /** On the node that the allocating thread runs on, as far as there is room. */
        LOCAL
    }

    private static final NumaPolicy LOCAL_POLICY = new NumaPolicy(Kind.LOCAL, List.of());

    /**
     * Checks the nodes.
     *
     * @throws IllegalArgumentException if their number does not suit the kind, one is negative or they are not in order
     */
    public NumaPolicy {
        nodes = List.copyOf(nodes);
        if (kind == Kind.ON_NODE ? nodes.size() != 1 : kind == Kind.LOCAL && !nodes.isEmpty()) {
            throw new IllegalArgumentException(
                    "NUMA nodes " + nodes + ": expected " + (kind == Kind.LOCAL ? "none" : "one") + " for " + kind);
        }
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i) < 0 || (i > 0 && nodes.get(i) <= nodes.get(i - 1))) {
                throw new IllegalArgumentException(
                        "NUMA nodes " + nodes + ": expected ids of 0 and more, ascending, each once");
            }
        }
    }

    /**
     * {@return all memory on that node}
     *
     * @param node an id
     */
    public static NumaPolicy onNode(int node) {
        return new NumaPolicy(Kind.ON_NODE, List.of(node));
    }

    /**
     * {@return memory page by page round the nodes}
     *
     * @param nodes ids in any order; none for all
     */
    public static NumaPolicy interleaved(int... nodes) {
        return new NumaPolicy(Kind.INTERLEAVED, ascending(nodes));
    }

    /**
     * {@return memory in consecutive parts, one per node}
     *
     * @param nodes ids in any order; none for all
     */
    public static NumaPolicy spread(int... nodes) {
        return new NumaPolicy(Kind.SPREAD, ascending(nodes));
    }

    /** {@return memory on the node of the thread that allocates it} */
    public static NumaPolicy local() {
        return LOCAL_POLICY;
    }

    private static List<Integer> ascending(int... nodes) {
        return Arrays.stream(nodes).sorted().boxed().toList();
    }

    /** As {@code on-node 1}, {@code interleaved 0,1}, {@code local}. */
    @Override
    public String toString() {
        String ids = String.join(",", nodes.stream().map(String::valueOf).toList());
        return EnumNames.of(kind).replace('_', '-') + (ids.isEmpty() ? "" : " " + ids);
    }
}
