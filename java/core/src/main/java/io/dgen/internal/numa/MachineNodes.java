// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.numa;

import io.dgen.internal.topology.Node;
import io.dgen.internal.topology.SystemFiles;
import io.dgen.internal.topology.TopologyReader;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The nodes of this machine.
 *
 * @param all ascending by id
 */
public record MachineNodes(List<Node> all) {

    /** Lazy holder: on machines with one node, the snapshot is needed only for pinning and placing memory. */
    private static final class Snapshot {
        static final MachineNodes NODES =
                new MachineNodes(TopologyReader.readMachine().nodes());
    }

    /** Counts the node folders first, because reading all files in them delays the first generator of a program. */
    private static final class Several {
        static final boolean HAVE_CPUS = TopologyReader.countNodes(SystemFiles.ofMachine()) > 1
                && get().withCpus().size() > 1;
    }

    public MachineNodes {
        all = List.copyOf(all);
    }

    /** The nodes as they were at the first call. */
    public static MachineNodes get() {
        return Snapshot.NODES;
    }

    /** Whether several nodes have CPUs that this process may use. */
    static boolean severalHaveCpus() {
        return Several.HAVE_CPUS;
    }

    /** The nodes with CPUs that this process may use. */
    public List<Node> withCpus() {
        return all.stream().filter(Node::hasCpus).toList();
    }

    /** The nodes with memory that this process may use. */
    public List<Node> withMemory() {
        return all.stream().filter(Node::hasMemory).toList();
    }

    public Optional<Node> find(int id) {
        return all.stream().filter(n -> n.id() == id).findFirst();
    }

    /** @throws IllegalArgumentException if there is no such node, or this process may use none of its CPUs */
    public Node nodeWithCpus(int id) {
        return find(id).filter(Node::hasCpus)
                .orElseThrow(() -> new IllegalArgumentException(
                        "NUMA node " + id + ": expected one with CPUs that this process may use: " + ids(withCpus())));
    }

    /**
     * The nodes of a buffer: the given ids, or all nodes with memory if no id is given.
     *
     * @throws IllegalArgumentException if there is no such node, or this process may not use its memory
     */
    BitSet nodesWithMemory(Collection<Integer> ids) {
        List<Node> withMemory = withMemory();
        BitSet usable = new BitSet();
        withMemory.forEach(n -> usable.set(n.id()));
        ids.stream()
                .filter(id -> !usable.get(id))
                .min(Comparator.naturalOrder())
                .ifPresent(id -> {
                    String why = find(id).isEmpty() ? "does not exist" : "has no memory that this process may use";
                    throw new IllegalArgumentException(
                            "NUMA node " + id + " " + why + ": expected one of " + ids(withMemory));
                });
        if (!ids.isEmpty()) {
            usable.clear();
            ids.forEach(usable::set);
        }
        return usable;
    }

    private static String ids(List<Node> nodes) {
        return nodes.stream().map(n -> Integer.toString(n.id())).collect(Collectors.joining(", "));
    }

    /** The node with the CPUs that are nearest to the memory of the given node. */
    public Optional<Node> cpusNear(int id) {
        return nearest(id, Node::hasCpus);
    }

    /** The node with the memory that is nearest to the CPUs of the given node. */
    public Optional<Node> memoryNear(int id) {
        return nearest(id, Node::hasMemory);
    }

    private Optional<Node> nearest(int id, Predicate<Node> suitable) {
        return all.stream()
                .filter(suitable)
                .min(Comparator.<Node>comparingInt(n -> n.id() == id ? 0 : n.distanceTo(id))
                        .thenComparingInt(Node::id));
    }
}
