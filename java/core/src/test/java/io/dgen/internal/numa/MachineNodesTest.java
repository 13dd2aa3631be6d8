// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.numa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dgen.internal.topology.Node;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineNodesTest {
    /** 0 and 4 with CPUs and memory, 7 with memory only and near 4, 9 with CPUs only and near 0. */
    private final MachineNodes nodes = new MachineNodes(List.of(
            node(0, 2, true, Map.of(0, 10, 4, 21, 7, 40, 9, 12)),
            node(4, 2, true, Map.of(0, 21, 4, 10, 7, 17, 9, 31)),
            node(7, 0, true, Map.of(0, 40, 4, 17, 7, 10, 9, 50)),
            node(9, 1, false, Map.of(0, 12, 4, 31, 7, 50, 9, 10))));

    static Node node(int id, int cpus, boolean hasMemory, Map<Integer, Integer> distances) {
        BitSet set = new BitSet();
        set.set(8 * id, 8 * id + cpus);
        return new Node(id, set, set, hasMemory ? 1 << 20 : 0, 0, true, distances, null);
    }

    private static List<Integer> ids(List<Node> nodes) {
        return nodes.stream().map(Node::id).toList();
    }

    @Test
    void nodesWithCpusAndNodesWithMemory() {
        assertThat(ids(nodes.withCpus())).containsExactly(0, 4, 9);
        assertThat(ids(nodes.withMemory())).containsExactly(0, 4, 7);
        assertThat(nodes.find(4)).isPresent();
        assertThat(nodes.find(5)).isEmpty();
    }

    @Test
    void aNodeIsNearestToItself() {
        assertThat(nodes.cpusNear(4).orElseThrow().id()).isEqualTo(4);
        assertThat(nodes.memoryNear(4).orElseThrow().id()).isEqualTo(4);
    }

    @Test
    void otherNodesAreNearByDistance() {
        assertThat(nodes.cpusNear(7).orElseThrow().id()).isEqualTo(4);
        assertThat(nodes.memoryNear(9).orElseThrow().id()).isZero();
    }

    @Test
    void ofNodesAtEqualOrUnknownDistanceTheFirstIsNearest() {
        MachineNodes equal = new MachineNodes(
                List.of(node(0, 1, true, Map.of()), node(1, 1, true, Map.of()), node(2, 0, true, Map.of())));
        assertThat(equal.cpusNear(2).orElseThrow().id()).isZero();
        assertThat(equal.cpusNear(1).orElseThrow().id()).isEqualTo(1);
    }

    @Test
    void forbiddenMemoryIsNotUsable() {
        Node forbidden = new Node(0, new BitSet(), new BitSet(), 1 << 20, 0, false, Map.of(), null);
        assertThat(forbidden.hasMemory()).isFalse();
    }

    @Test
    void nodesOfABuffer() {
        assertThat(nodes.nodesWithMemory(List.of(7))).isEqualTo(BitSet.valueOf(new long[] {1L << 7}));
        assertThat(nodes.nodesWithMemory(List.of())).isEqualTo(BitSet.valueOf(new long[] {1 | 1 << 4 | 1 << 7}));
    }

    @Test
    void nodesThatCannotBeUsedAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> nodes.nodesWithMemory(List.of(4, 5)))
                .withMessage("NUMA node 5 does not exist: expected one of 0, 4, 7");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> nodes.nodesWithMemory(List.of(Integer.MAX_VALUE)))
                .withMessage("NUMA node 2147483647 does not exist: expected one of 0, 4, 7");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> nodes.nodesWithMemory(List.of(9)))
                .withMessage("NUMA node 9 has no memory that this process may use: expected one of 0, 4, 7");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> nodes.nodeWithCpus(7))
                .withMessage("NUMA node 7: expected one with CPUs that this process may use: 0, 4, 9");
        assertThat(nodes.nodeWithCpus(9).id()).isEqualTo(9);
    }
}
