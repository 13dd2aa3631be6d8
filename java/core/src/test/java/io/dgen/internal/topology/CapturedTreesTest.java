// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.topology;

import static io.dgen.internal.topology.IdSetsTest.set;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests trees of files that were captured on emulated machines, without /proc/self. */
class CapturedTreesTest extends MachineOfFiles {
    private static final long KIB = 1024;

    private static final NodePerformance NEAR = new NodePerformance(80, 80, 102_400, 102_400);

    private static final NodePerformance EXPANSION = new NodePerformance(250, 250, 20_480, 20_480);

    private static final List<String> NO_PROCESS = List.of(
            "/proc/self/status: no Cpus_allowed_list; assumed that all are allowed",
            "/proc/self/status: no Mems_allowed_list; assumed that all are allowed");

    private Topology read(String name) {
        tree.unpack(name);
        return read();
    }

    private static BitSet range(int first, int last) {
        BitSet cpus = new BitSet();
        cpus.set(first, last + 1);
        return cpus;
    }

    private static Node node(int id, BitSet cpus, long totalKib, long freeKib, int... distances) {
        Map<Integer, Integer> byId = new HashMap<>();
        for (int i = 0; i < distances.length; i++) {
            byId.put(i, distances[i]);
        }
        return new Node(id, cpus, cpus, totalKib * KIB, freeKib * KIB, true, byId, null);
    }

    private static Node with(NodePerformance performance, Node node) {
        return new Node(
                node.id(),
                node.cpus(),
                node.allowedCpus(),
                node.memoryBytes(),
                node.freeBytes(),
                node.isMemoryAllowed(),
                node.distances(),
                performance);
    }

    /** Returns an L1 and an L2 cache per core, and an L3 cache per socket. */
    private static List<CpuCache> caches(int l1Kib, int l1Cpus, int l2Kib, int l2Cpus, int l3Cpus) {
        return List.of(
                new CpuCache(1, "Data", l1Kib * KIB, l1Cpus),
                new CpuCache(1, "Instruction", l1Kib * KIB, l1Cpus),
                new CpuCache(2, "Unified", l2Kib * KIB, l2Cpus),
                new CpuCache(3, "Unified", 16384 * KIB, l3Cpus));
    }

    @Test
    void twoNodesWithSmt() {
        assertThat(read("qemu-2n-smt-8cpu"))
                .isEqualTo(new Topology(
                        List.of(
                                node(0, range(0, 3), 468_620, 424_460, 10, 21),
                                node(1, range(4, 7), 514_748, 492_844, 21, 10)),
                        8,
                        4,
                        2,
                        2,
                        caches(32, 1, 4096, 2, 4),
                        CgroupLimits.NONE,
                        NO_PROCESS));
    }

    @Test
    void aNodeWithoutCpusAndACpuThatIsOffline() {
        assertThat(read("qemu-2n-1memonly-hmat-cpu2off"))
                .isEqualTo(new Topology(
                        List.of(
                                with(NEAR, node(0, range(0, 1), 469_116, 440_964, 10, 21, 30)),
                                with(NEAR, node(1, set(3), 515_424, 487_132, 21, 10, 40)),
                                with(EXPANSION, node(2, set(), 515_740, 506_024, 30, 40, 10))),
                        3,
                        3,
                        1,
                        2,
                        caches(64, 1, 512, 1, 2),
                        CgroupLimits.NONE,
                        NO_PROCESS));
    }

    @Test
    void aNodeWithoutMemory() {
        assertThat(read("qemu-memoryless-node"))
                .isEqualTo(new Topology(
                        List.of(
                                node(0, range(0, 1), 985_212, 952_104, 10, 20, 20),
                                node(1, range(2, 3), 0, 0, 20, 10, 20),
                                node(2, range(4, 5), 514_580, 474_580, 20, 20, 10)),
                        6,
                        6,
                        1,
                        3,
                        caches(64, 1, 512, 1, 2),
                        CgroupLimits.NONE,
                        NO_PROCESS));
    }

    @Test
    void twoSocketsOfFourNodes() {
        long[] totalKib = {210_572, 256_880, 256_880, 256_880, 256_880, 256_880, 256_880, 255_536};
        long[] freeKib = {178_992, 243_308, 244_204, 238_956, 248_080, 247_672, 247_304, 243_764};
        List<Node> nodes = new ArrayList<>();
        for (int id = 0; id < totalKib.length; id++) {
            int from = id;
            int[] distances = IntStream.range(0, totalKib.length)
                    .map(to -> to == from ? 10 : to / 4 == from / 4 ? 12 : 32)
                    .toArray();
            nodes.add(node(id, range(4 * id, 4 * id + 3), totalKib[id], freeKib[id], distances));
        }

        assertThat(read("qemu-2s-8n-smt-32cpu"))
                .isEqualTo(
                        new Topology(nodes, 32, 16, 2, 2, caches(32, 1, 4096, 2, 16), CgroupLimits.NONE, NO_PROCESS));
    }
}
