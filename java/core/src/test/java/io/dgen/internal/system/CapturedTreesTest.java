package io.dgen.internal.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.ContainerLimits;
import io.dgen.NumaNode;
import io.dgen.NumaNode.Performance;
import io.dgen.NumaTopology;
import io.dgen.NumaTopology.Cache;
import io.dgen.testing.SystemTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees captured on (emulated) machines, without the /proc/self of a process. */
class CapturedTreesTest {
    private static final long KIB = 1024;

    private static final Performance NEAR = new Performance(80, 80, 102_400, 102_400);

    private static final List<String> NO_PROCESS = List.of(
            "/proc/self/status: no Cpus_allowed_list; all are taken for allowed",
            "/proc/self/status: no Mems_allowed_list; all are taken for allowed");

    @TempDir
    Path root;

    private SystemTree tree;

    @BeforeEach
    void create() {
        tree = new SystemTree(root);
    }

    private NumaTopology read(String name) {
        return TopologyReader.read(tree.unpack(name).root(), 99);
    }

    private static List<Integer> range(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }

    private static NumaNode node(
            int id, List<Integer> cpus, long totalKib, long freeKib, Performance performance, int... distances) {
        Map<Integer, Integer> byId = new HashMap<>();
        for (int i = 0; i < distances.length; i++) {
            byId.put(i, distances[i]);
        }
        return new NumaNode(id, cpus, cpus, totalKib * KIB, freeKib * KIB, true, byId, performance);
    }

    /** L1 per core, L2 per core, L3 per socket. */
    private static List<Cache> caches(int l1Kib, int l1Cpus, int l2Kib, int l2Cpus, int l3Cpus) {
        return List.of(
                new Cache(1, "Data", l1Kib * KIB, l1Cpus),
                new Cache(1, "Instruction", l1Kib * KIB, l1Cpus),
                new Cache(2, "Unified", l2Kib * KIB, l2Cpus),
                new Cache(3, "Unified", 16384 * KIB, l3Cpus));
    }

    @Test
    void twoNodesWithSmt() {
        assertThat(read("qemu-2n-smt-8cpu"))
                .isEqualTo(new NumaTopology(
                        List.of(
                                node(0, range(0, 3), 468_620, 424_460, null, 10, 21),
                                node(1, range(4, 7), 514_748, 492_844, null, 21, 10)),
                        8,
                        4,
                        2,
                        2,
                        caches(32, 1, 4096, 2, 4),
                        ContainerLimits.NONE,
                        NO_PROCESS));
    }

    @Test
    void aNodeWithoutCpusAndACpuThatIsOffline() {
        assertThat(read("qemu-2n-1memonly-hmat-cpu2off"))
                .isEqualTo(new NumaTopology(
                        List.of(
                                node(0, range(0, 1), 469_116, 440_964, NEAR, 10, 21, 30),
                                node(1, List.of(3), 515_424, 487_132, NEAR, 21, 10, 40),
                                node(
                                        2,
                                        List.of(),
                                        515_740,
                                        506_024,
                                        new Performance(250, 250, 20_480, 20_480),
                                        30,
                                        40,
                                        10)),
                        3,
                        3,
                        1,
                        2,
                        caches(64, 1, 512, 1, 2),
                        ContainerLimits.NONE,
                        NO_PROCESS));
    }

    @Test
    void aNodeWithoutMemory() {
        assertThat(read("qemu-memoryless-node"))
                .isEqualTo(new NumaTopology(
                        List.of(
                                node(0, range(0, 1), 985_212, 952_104, null, 10, 20, 20),
                                node(1, range(2, 3), 0, 0, null, 20, 10, 20),
                                node(2, range(4, 5), 514_580, 474_580, null, 20, 20, 10)),
                        6,
                        6,
                        1,
                        3,
                        caches(64, 1, 512, 1, 2),
                        ContainerLimits.NONE,
                        NO_PROCESS));
    }

    @Test
    void twoSocketsOfFourNodes() {
        long[] totalKib = {210_572, 256_880, 256_880, 256_880, 256_880, 256_880, 256_880, 255_536};
        long[] freeKib = {178_992, 243_308, 244_204, 238_956, 248_080, 247_672, 247_304, 243_764};
        List<NumaNode> nodes = new ArrayList<>();
        for (int id = 0; id < totalKib.length; id++) {
            int from = id;
            int[] distances = IntStream.range(0, totalKib.length)
                    .map(to -> to == from ? 10 : to / 4 == from / 4 ? 12 : 32)
                    .toArray();
            nodes.add(node(id, range(4 * id, 4 * id + 3), totalKib[id], freeKib[id], null, distances));
        }

        assertThat(read("qemu-2s-8n-smt-32cpu"))
                .isEqualTo(new NumaTopology(
                        nodes, 32, 16, 2, 2, caches(32, 1, 4096, 2, 16), ContainerLimits.NONE, NO_PROCESS));
    }
}
