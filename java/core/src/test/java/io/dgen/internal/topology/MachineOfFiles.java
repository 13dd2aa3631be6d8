// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.topology;

import static io.dgen.internal.topology.IdSetsTest.set;

import io.dgen.testing.SystemTree;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Base class of tests that write the files of a machine to a temporary folder and read the topology from them. */
abstract class MachineOfFiles {
    static final String NODES = "sys/devices/system/node";
    static final String CPUS = "sys/devices/system/cpu";
    static final int ASSUMED_CPUS = 3;

    @TempDir
    Path root;

    SystemTree tree;

    @BeforeEach
    void create() {
        tree = new SystemTree(root);
    }

    final Topology read() {
        return TopologyReader.read(new SystemFiles(root), ASSUMED_CPUS);
    }

    final Node readNode(int id) {
        return find(read(), id);
    }

    static Node find(Topology topology, int id) {
        return topology.nodes().stream().filter(n -> n.id() == id).findFirst().orElseThrow();
    }

    static BitSet allowedCpus(Topology topology) {
        BitSet cpus = new BitSet();
        topology.nodes().forEach(n -> cpus.or(n.allowedCpus()));
        return cpus;
    }

    /** Returns a node; half of its memory is free. */
    static Node node(int id, BitSet cpus, BitSet allowed, long kib, Map<Integer, Integer> distances) {
        return new Node(id, cpus, allowed, kib * 1024, kib * 512, true, distances, null);
    }

    static Node node(int id, BitSet cpus, long kib, Map<Integer, Integer> distances) {
        return node(id, cpus, cpus, kib, distances);
    }

    /** Writes a complete machine: two nodes with two CPUs each, one core per CPU, one socket per node. */
    final SystemTree twoNodes() {
        return tree.online("0-1", "0-3")
                .node(0, "0-1", 2048, 1024, "10 21")
                .node(1, "2-3", 4096, 2048, "21 10")
                .cpu(0, "0", "0-1")
                .cpu(1, "1", "0-1")
                .cpu(2, "2", "2-3")
                .cpu(3, "3", "2-3")
                .allowed("0-3", "0-1");
    }

    static Topology expectedTwoNodes(String... notes) {
        return new Topology(
                List.of(node(0, set(0, 1), 2048, Map.of(0, 10, 1, 21)), node(1, set(2, 3), 4096, Map.of(0, 21, 1, 10))),
                4,
                4,
                1,
                2,
                List.of(),
                CgroupLimits.NONE,
                List.of(notes));
    }
}
