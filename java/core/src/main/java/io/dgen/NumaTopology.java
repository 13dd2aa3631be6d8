// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.topology.Topology;
import io.dgen.internal.topology.TopologyReader;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The machine's NUMA nodes, CPUs and caches, and the part of them that this process may use. An immutable snapshot.
 *
 * <p>Read from {@code /sys/devices/system/node} and {@code cpu}, {@code /proc} and {@code /sys/fs/cgroup}. If the
 * system lists no nodes, the snapshot has node 0 with all CPUs and all memory, and a note.
 *
 * @param nodes the online nodes, at least one, ascending by id
 * @param logicalCpus number of the machine's online CPUs, at least 1
 * @param physicalCores number of cores with an online CPU, SMT siblings counted once; 0 if unknown
 * @param threadsPerCore largest number of online CPUs of one core: usually 2 with SMT, 1 without; 0 if unknown
 * @param sockets number of processor packages with an online CPU; 0 if unknown
 * @param caches the caches of the first online CPU, nearest first
 * @param limits the limits of the control group
 * @param notes one English sentence for each fact that was missing or malformed, with the assumption made instead
 */
public record NumaTopology(
        List<NumaNode> nodes,
        int logicalCpus,
        int physicalCores,
        int threadsPerCore,
        int sockets,
        List<Cache> caches,
        ContainerLimits limits,
        List<String> notes) {

    /**
     * A CPU cache.
     *
     * @param level 1 for the nearest
     * @param type {@code Data}, {@code Instruction} or {@code Unified}
     * @param sizeBytes in bytes
     * @param sharedByCpus number of online CPUs that share it, at least 1; 0 if unknown
     */
    public record Cache(int level, String type, long sizeBytes, int sharedByCpus) {
        /** Checks that the type is not null. */
        public Cache {
            Objects.requireNonNull(type, "type");
        }
    }

    /**
     * Keeps copies of the lists, with the nodes in order.
     *
     * @throws IllegalArgumentException if there is no node
     */
    public NumaTopology {
        nodes = List.copyOf(Objects.requireNonNull(nodes, "nodes"));
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("nodes: expected at least one");
        }
        nodes = nodes.stream().sorted(Comparator.comparingInt(NumaNode::id)).toList();
        caches = List.copyOf(Objects.requireNonNull(caches, "caches"));
        Objects.requireNonNull(limits, "limits");
        notes = List.copyOf(Objects.requireNonNull(notes, "notes"));
    }

    /** {@return a snapshot, read now} Never fails: {@link #notes} lists what cannot be read. */
    public static NumaTopology get() {
        return of(TopologyReader.readMachine());
    }

    static NumaTopology of(Topology topology) {
        return new NumaTopology(
                topology.nodes().stream().map(NumaNode::of).toList(),
                topology.logicalCpus(),
                topology.physicalCores(),
                topology.threadsPerCore(),
                topology.sockets(),
                topology.caches().stream()
                        .map(c -> new Cache(c.level(), c.type(), c.sizeBytes(), c.sharedByCpus()))
                        .toList(),
                ContainerLimits.of(topology.limits()),
                topology.notes());
    }

    /** {@return the number of nodes} */
    public int numNodes() {
        return nodes.size();
    }

    /** {@return whether there is only one node} Placement then has no effect. */
    public boolean isUma() {
        return nodes.size() == 1;
    }

    /**
     * {@return the node with that id}
     *
     * @param id the kernel's number of the node, as {@link NumaNode#id}
     * @throws IllegalArgumentException if there is no such node
     */
    public NumaNode node(int id) {
        return nodes.stream()
                .filter(node -> node.id() == id)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("node " + id + ": expected one of "
                        + nodes.stream().map(NumaNode::id).toList()));
    }

    /** {@return the nodes with CPUs that this process may run on, ascending by id} */
    public List<NumaNode> nodesWithCpus() {
        return nodes.stream().filter(node -> !node.allowedCpus().isEmpty()).toList();
    }

    /** {@return the ids of all CPUs that this process may run on, ascending} The CPU quota is not considered. */
    public List<Integer> allowedCpus() {
        return nodes.stream()
                .flatMap(node -> node.allowedCpus().stream())
                .sorted()
                .toList();
    }

    /** {@return one line of text, such as {@code NUMA: 8 nodes, 2 sockets}} */
    public String deploymentType() {
        long cpuLess = nodes.stream().filter(node -> node.cpus().isEmpty()).count();
        long memoryLess = nodes.stream().filter(node -> node.memoryBytes() == 0).count();
        return (isUma() ? "UMA: " : "NUMA: ")
                + count(nodes.size(), "node")
                + (cpuLess == 0 ? "" : ", " + cpuLess + " of them without CPUs")
                + (memoryLess == 0 ? "" : ", " + memoryLess + " of them without memory")
                + ", "
                + (sockets == 0 ? "sockets unknown" : count(sockets, "socket"));
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
