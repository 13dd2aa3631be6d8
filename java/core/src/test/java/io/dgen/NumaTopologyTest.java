// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dgen.internal.topology.CgroupLimits;
import io.dgen.internal.topology.CpuCache;
import io.dgen.internal.topology.Node;
import io.dgen.internal.topology.NodePerformance;
import io.dgen.internal.topology.Topology;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NumaTopologyTest {
    private static NumaNode node(int id, List<Integer> cpus, List<Integer> allowed, long memoryBytes) {
        return new NumaNode(id, cpus, allowed, memoryBytes, memoryBytes, true, Map.of(), null);
    }

    private static NumaTopology topology(int sockets, NumaNode... nodes) {
        return new NumaTopology(List.of(nodes), 8, 4, 2, sockets, List.of(), ContainerLimits.NONE, List.of());
    }

    @Test
    void describesThisMachine() {
        NumaTopology topology = NumaTopology.get();

        assertThat(topology.allowedCpus().size())
                .isGreaterThanOrEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(topology.logicalCpus())
                .isGreaterThanOrEqualTo(topology.allowedCpus().size());
        assertThat(topology.physicalCores()).isBetween(0, topology.logicalCpus());
        assertThat(topology.sockets()).isBetween(0, topology.logicalCpus());
        assertThat(topology.nodesWithCpus()).isNotEmpty();
        assertThat(topology.isUma()).isEqualTo(topology.numNodes() == 1);
        assertThat(topology.nodes())
                .allMatch(node -> node.cpus().containsAll(node.allowedCpus()))
                .allMatch(node -> node.freeBytes() <= node.memoryBytes());
    }

    @Test
    void nodesAreInOrderAndFoundById() {
        NumaNode first = node(3, List.of(0, 9), List.of(9), 1);
        NumaNode second = node(70, List.of(4), List.of(4), 1);
        NumaNode memory = node(9, List.of(), List.of(), 1);
        NumaNode forbidden = node(100, List.of(2), List.of(), 1);
        NumaTopology topology = topology(1, second, forbidden, first, memory);

        assertThat(topology.nodes()).containsExactly(first, memory, second, forbidden);
        assertThat(topology.node(70)).isSameAs(second);
        assertThat(topology.nodesWithCpus()).containsExactly(first, second);
        assertThat(topology.allowedCpus()).containsExactly(4, 9);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> topology.node(4))
                .withMessage("node 4: expected one of [3, 9, 70, 100]");
    }

    @Test
    void deploymentNamesNodesAndSockets() {
        NumaNode node = node(0, List.of(0), List.of(0), 1);

        assertThat(topology(1, node).deploymentType()).isEqualTo("UMA: 1 node, 1 socket");
        assertThat(topology(1, node).isUma()).isTrue();
        assertThat(topology(0, node).deploymentType()).isEqualTo("UMA: 1 node, sockets unknown");
        NumaTopology large = topology(2, node, node(1, List.of(1), List.of(1), 0), node(2, List.of(), List.of(), -1));
        assertThat(large.deploymentType())
                .isEqualTo("NUMA: 3 nodes, 1 of them without CPUs, 1 of them without memory, 2 sockets");
        assertThat(large.isUma()).isFalse();
        assertThat(large.numNodes()).isEqualTo(3);
    }

    @Test
    void isASnapshot() {
        List<Integer> cpus = new ArrayList<>(List.of(0, 1));
        Map<Integer, Integer> distances = new HashMap<>(Map.of(1, 20, 0, 10));
        NumaNode node = new NumaNode(0, cpus, cpus, 1, 1, true, distances, null);
        List<NumaNode> nodes = new ArrayList<>(List.of(node));
        ContainerLimits limits = new ContainerLimits(2, 1.5, cpus, cpus);
        NumaTopology topology = new NumaTopology(nodes, 2, 2, 1, 1, List.of(), limits, List.of());
        cpus.clear();
        distances.clear();
        nodes.clear();

        assertThat(topology.nodes()).containsExactly(node);
        assertThat(node.cpus()).containsExactly(0, 1);
        assertThat(node.allowedCpus()).containsExactly(0, 1);
        assertThat(node.distances().toString()).isEqualTo("{0=10, 1=20}");
        assertThat(limits.cpus()).containsExactly(0, 1);
        assertThat(limits.memoryNodes()).containsExactly(0, 1);
        assertThatThrownBy(() -> node.distances().put(2, 30)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void holdsEverythingThatWasRead() {
        BitSet cpus = BitSet.valueOf(new long[] {0b1101});
        BitSet allowed = BitSet.valueOf(new long[] {0b1001});
        NodePerformance performance = new NodePerformance(80, 90, 1000, 900);
        Topology read = new Topology(
                List.of(
                        new Node(1, cpus, allowed, 200, 100, true, Map.of(1, 10, 4, 21), performance),
                        new Node(4, new BitSet(), new BitSet(), -1, -1, false, Map.of(), null)),
                3,
                2,
                4,
                5,
                List.of(new CpuCache(3, "Unified", 64, 2)),
                new CgroupLimits(2, 1.5, cpus, allowed),
                List.of("a note"));

        assertThat(NumaTopology.of(read))
                .isEqualTo(new NumaTopology(
                        List.of(
                                new NumaNode(
                                        1,
                                        List.of(0, 2, 3),
                                        List.of(0, 3),
                                        200,
                                        100,
                                        true,
                                        Map.of(1, 10, 4, 21),
                                        new NumaNode.Performance(80, 90, 1000, 900)),
                                new NumaNode(4, List.of(), List.of(), -1, -1, false, Map.of(), null)),
                        3,
                        2,
                        4,
                        5,
                        List.of(new NumaTopology.Cache(3, "Unified", 64, 2)),
                        new ContainerLimits(2, 1.5, List.of(0, 2, 3), List.of(0, 3)),
                        List.of("a note")));
        assertThat(ContainerLimits.of(new CgroupLimits(0, null, null, null))).isEqualTo(ContainerLimits.NONE);
    }

    @Test
    void impossibleNodesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> node(-1, List.of(), List.of(), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> topology(1));
    }
}
