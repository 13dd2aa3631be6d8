package io.dgen.internal.numa;

import static io.dgen.internal.numa.NodesTest.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.internal.parallel.Share;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is to do which part; that the threads are where they should be is shown on machines of several nodes. */
class NodeWorkersTest {
    private static final int UNKNOWN = -1;

    /** 100 and 101 with 2 CPUs each, 103 with 4 and without memory, 104 with memory only and near 101. */
    private static final Nodes NODES = new Nodes(List.of(
            node(100, 2, true, Map.of(100, 10, 101, 20, 103, 20, 104, 40)),
            node(101, 2, true, Map.of(100, 20, 101, 10, 103, 20, 104, 15)),
            node(103, 4, false, Map.of(100, 20, 101, 20, 103, 10, 104, 30)),
            node(104, 0, true, Map.of(100, 40, 101, 15, 103, 30, 104, 10))));

    private final NodeWorkers workers = new NodeWorkers(NODES, NODES.withCpus());

    private static List<String> described(List<Share> shares) {
        return shares.stream()
                .map(s -> poolOf(s) + ": " + Arrays.toString(s.parts()) + " by " + s.threads())
                .toList();
    }

    private static int poolOf(Share share) {
        return NODES.withCpus().stream()
                .filter(n -> NodePools.of(n) == share.pool())
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void partsGoToTheirNode() {
        assertThat(described(workers.share(new int[] {101, 100, 101, 100}, 8)))
                .containsExactly("100: [1, 3] by 2", "101: [0, 2] by 2");
    }

    @Test
    void partsOfANodeWithoutCpusGoToTheNearest() {
        assertThat(described(workers.share(new int[] {104, 100, 104}, 8)))
                .containsExactly("100: [1] by 1", "101: [0, 2] by 2");
    }

    @Test
    void partsOnUnknownNodesAreSplitByCpus() {
        int[] nodes = new int[8];
        Arrays.fill(nodes, UNKNOWN);
        assertThat(described(workers.share(nodes, 8)))
                .containsExactly("100: [0, 1] by 2", "101: [2, 3] by 2", "103: [4, 5, 6, 7] by 4");
    }

    @Test
    void nodesThatNobodyKnewOfAreUnknown() {
        assertThat(described(workers.share(new int[] {900}, 8))).hasSize(1);
    }

    @Test
    void fewThreadsAreGivenWherePartsAre() {
        int[] nodes = {100, 101, 101, 101, 101, 101};
        assertThat(described(workers.share(nodes, 2))).containsExactly("100: [0] by 1", "101: [1, 2, 3, 4, 5] by 1");
        assertThat(described(workers.share(nodes, 3))).containsExactly("100: [0] by 1", "101: [1, 2, 3, 4, 5] by 2");
    }

    @Test
    void fewerThreadsThanNodesDoNotSuffice() {
        assertThat(workers.share(new int[] {100, 101}, 1)).isEmpty();
        assertThat(described(workers.share(new int[] {101, 101}, 1))).containsExactly("101: [0, 1] by 1");
    }

    @Test
    void workersOfOneNodeDoAll() {
        NodeWorkers one = new NodeWorkers(NODES, List.of(NODES.find(100).orElseThrow()));
        assertThat(described(one.share(new int[] {104, 101, 100, UNKNOWN}, 8)))
                .containsExactly("100: [0, 1, 2, 3] by 2");
    }

    @Test
    void everyPartIsSharedOutOnceForAnyNumbers() {
        for (int parts = 1; parts < 40; parts++) {
            for (int threads = 1; threads < 10; threads++) {
                int count = parts;
                int[] nodes = IntStream.range(0, parts)
                        .map(i -> i * 7 % (count + 1) % 3 == 0 ? UNKNOWN : 100 + i % 5)
                        .toArray();
                List<Share> shares = workers.share(nodes, threads);
                if (!shares.isEmpty()) {
                    assertThat(shares.stream().flatMapToInt(s -> Arrays.stream(s.parts())))
                            .containsExactlyInAnyOrder(
                                    IntStream.range(0, parts).boxed().toArray(Integer[]::new));
                    assertThat(shares.stream().mapToInt(Share::threads).sum()).isLessThanOrEqualTo(threads);
                } else {
                    assertThat(threads).isLessThan(3);
                }
            }
        }
    }
}
