// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.numa;

import static io.dgen.internal.numa.MachineNodesTest.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.internal.parallel.SliceAssignment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Tests the assignment of slices to nodes. native/test/numa-vm tests on machines with several nodes where the threads
 * run.
 */
class NodeWorkersTest {
    private static final int UNKNOWN = -1;

    /** 100 and 101 with 2 CPUs each, 103 with 4 and without memory, 104 with memory only and near 101. */
    private static final MachineNodes NODES = new MachineNodes(List.of(
            node(100, 2, true, Map.of(100, 10, 101, 20, 103, 20, 104, 40)),
            node(101, 2, true, Map.of(100, 20, 101, 10, 103, 20, 104, 15)),
            node(103, 4, false, Map.of(100, 20, 101, 20, 103, 10, 104, 30)),
            node(104, 0, true, Map.of(100, 40, 101, 15, 103, 30, 104, 10))));

    private final NodeWorkers workers = new NodeWorkers(NODES, NODES.withCpus());

    private static List<String> described(List<SliceAssignment> assignments) {
        return assignments.stream()
                .map(s -> poolOf(s) + ": " + Arrays.toString(s.slices()) + " by " + s.threads())
                .toList();
    }

    private static int poolOf(SliceAssignment assignment) {
        return NODES.withCpus().stream()
                .filter(n -> NodePools.of(n) == assignment.pool())
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void slicesAreAssignedToTheirNode() {
        assertThat(described(workers.assign(new int[] {101, 100, 101, 100}, 8)))
                .containsExactly("100: [1, 3] by 2", "101: [0, 2] by 2");
    }

    @Test
    void slicesOfANodeWithoutCpusAreAssignedToTheNearest() {
        assertThat(described(workers.assign(new int[] {104, 100, 104}, 8)))
                .containsExactly("100: [1] by 1", "101: [0, 2] by 2");
    }

    @Test
    void slicesOnUnknownNodesAreDividedByCpus() {
        int[] nodes = new int[8];
        Arrays.fill(nodes, UNKNOWN);
        assertThat(described(workers.assign(nodes, 8)))
                .containsExactly("100: [0, 1] by 2", "101: [2, 3] by 2", "103: [4, 5, 6, 7] by 4");
    }

    @Test
    void nodesOutsideOfTheSnapshotAreUnknown() {
        assertThat(described(workers.assign(new int[] {900}, 8))).hasSize(1);
    }

    @Test
    void fewThreadsAreAssignedToNodesWithSlices() {
        int[] nodes = {100, 101, 101, 101, 101, 101};
        assertThat(described(workers.assign(nodes, 2))).containsExactly("100: [0] by 1", "101: [1, 2, 3, 4, 5] by 1");
        assertThat(described(workers.assign(nodes, 3))).containsExactly("100: [0] by 1", "101: [1, 2, 3, 4, 5] by 2");
    }

    @Test
    void fewerThreadsThanNodesDoNotSuffice() {
        assertThat(workers.assign(new int[] {100, 101}, 1)).isEmpty();
        assertThat(described(workers.assign(new int[] {101, 101}, 1))).containsExactly("101: [0, 1] by 1");
    }

    @Test
    void workersOfOneNodeProcessAllSlices() {
        NodeWorkers one = new NodeWorkers(NODES, List.of(NODES.find(100).orElseThrow()));
        assertThat(described(one.assign(new int[] {104, 101, 100, UNKNOWN}, 8)))
                .containsExactly("100: [0, 1, 2, 3] by 2");
    }

    @Test
    void everySliceIsAssignedOnceForAnyNumbers() {
        for (int slices = 1; slices < 40; slices++) {
            for (int threads = 1; threads < 10; threads++) {
                int count = slices;
                int[] nodes = IntStream.range(0, slices)
                        .map(i -> i * 7 % (count + 1) % 3 == 0 ? UNKNOWN : 100 + i % 5)
                        .toArray();
                List<SliceAssignment> assignments = workers.assign(nodes, threads);
                if (!assignments.isEmpty()) {
                    assertThat(assignments.stream().flatMapToInt(s -> Arrays.stream(s.slices())))
                            .containsExactlyInAnyOrder(
                                    IntStream.range(0, slices).boxed().toArray(Integer[]::new));
                    assertThat(assignments.stream()
                                    .mapToInt(SliceAssignment::threads)
                                    .sum())
                            .isLessThanOrEqualTo(threads);
                } else {
                    assertThat(threads).isLessThan(3);
                }
            }
        }
    }
}
