package io.dgen.internal.numa;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The nodes of this machine.
 *
 * @param all ordered by id
 */
public record Nodes(List<Node> all) {

    public Nodes {
        all = List.copyOf(all);
    }

    public List<Node> withCpus() {
        return all.stream().filter(Nodes::hasCpus).toList();
    }

    public List<Node> withMemory() {
        return all.stream().filter(Node::hasMemory).toList();
    }

    public Optional<Node> find(int id) {
        return all.stream().filter(n -> n.id() == id).findFirst();
    }

    /** The node whose CPUs reach that node's memory soonest. */
    public Optional<Node> cpusNear(int id) {
        return nearest(id, Nodes::hasCpus);
    }

    /** The node whose memory that node's CPUs reach soonest. */
    public Optional<Node> memoryNear(int id) {
        return nearest(id, Node::hasMemory);
    }

    private Optional<Node> nearest(int id, Predicate<Node> suitable) {
        return all.stream()
                .filter(suitable)
                .min(Comparator.<Node>comparingInt(n -> n.id() == id ? 0 : n.distanceTo(id))
                        .thenComparingInt(Node::id));
    }

    private static boolean hasCpus(Node node) {
        return !node.cpus().isEmpty();
    }
}
