// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.kernel.NativeMemory.Policy;
import io.dgen.internal.numa.MachineNodes;
import io.dgen.internal.numa.NodeWorkers;
import io.dgen.internal.numa.NumaCapabilities;
import io.dgen.internal.text.EnumNames;
import io.dgen.internal.topology.Node;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The NUMA nodes that the memory of a buffer comes from. Immutable. Whether the nodes exist is checked when a buffer is
 * allocated.
 *
 * @param kind how pages are distributed over the nodes
 * @param nodes ids of nodes, ascending, without duplicates; exactly one for {@link Kind#ON_NODE}, none for
 *     {@link Kind#LOCAL}; none for the other kinds means all nodes with memory that this process may use
 */
public record NumaPolicy(Kind kind, List<Integer> nodes) {

    /** How pages are distributed over the nodes. */
    public enum Kind {
        /** All on one node. */
        ON_NODE(Policy.BIND),
        /** Pages in turn on each node: for memory that threads of all nodes use. */
        INTERLEAVED(Policy.INTERLEAVE),
        /** Consecutive parts of equal size, one per node, so that the threads of each node fill their own part. */
        SPREAD(Policy.BIND),
        /** On the node that the allocating thread runs on; on other nodes if it is full. */
        LOCAL(Policy.LOCAL);

        private final Policy policy;

        Kind(Policy policy) {
            this.policy = policy;
        }

        Policy policy() {
            return policy;
        }
    }

    private static final NumaPolicy LOCAL_POLICY = new NumaPolicy(Kind.LOCAL, List.of());

    /**
     * Checks the nodes.
     *
     * @throws IllegalArgumentException if the kind does not allow that number of nodes, an id is negative or the ids
     *     are not ascending
     */
    public NumaPolicy {
        Objects.requireNonNull(kind, "kind");
        nodes = List.copyOf(Objects.requireNonNull(nodes, "nodes"));
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
     * @throws IllegalArgumentException if it is negative
     */
    public static NumaPolicy onNode(int node) {
        return new NumaPolicy(Kind.ON_NODE, List.of(node));
    }

    /**
     * {@return memory page by page, in turn on each node}
     *
     * @param nodes ids in any order; none for all
     * @throws IllegalArgumentException if an id is negative or occurs twice
     */
    public static NumaPolicy interleaved(int... nodes) {
        return new NumaPolicy(Kind.INTERLEAVED, ascending(nodes));
    }

    /**
     * {@return memory in consecutive parts, one per node}
     *
     * @param nodes ids in any order; none for all
     * @throws IllegalArgumentException if an id is negative or occurs twice
     */
    public static NumaPolicy spread(int... nodes) {
        return new NumaPolicy(Kind.SPREAD, ascending(nodes));
    }

    /** {@return memory on the node of the thread that allocates it} */
    public static NumaPolicy local() {
        return LOCAL_POLICY;
    }

    /** Memory on the nodes nearest to those threads; local memory if the threads run on any node. */
    static NumaPolicy near(@Nullable NodeWorkers workers) {
        return workers == null ? local() : near(workers.workers());
    }

    /** Memory on the nodes nearest to the CPUs of those nodes; local memory if memory cannot be placed. */
    static NumaPolicy near(List<Node> workers) {
        if (NumaCapabilities.whyNoPlacement() != null) {
            return local();
        }
        int[] nodes = workers.stream()
                .map(node -> MachineNodes.get().memoryNear(node.id()))
                .flatMap(Optional::stream)
                .mapToInt(Node::id)
                .distinct()
                .toArray();
        return switch (nodes.length) {
            case 0 -> local();
            case 1 -> onNode(nodes[0]);
            default -> spread(nodes);
        };
    }

    private static List<Integer> ascending(int... nodes) {
        return Arrays.stream(Objects.requireNonNull(nodes, "nodes"))
                .sorted()
                .boxed()
                .toList();
    }

    /** Returns a text such as {@code on-node 1}, {@code interleaved 0,1} or {@code local}. */
    @Override
    public String toString() {
        String ids = String.join(",", nodes.stream().map(String::valueOf).toList());
        return EnumNames.of(kind).replace('_', '-') + (ids.isEmpty() ? "" : " " + ids);
    }
}
