// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.topology;

import static io.dgen.internal.topology.IdSetsTest.set;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests the NUMA nodes that are read from the files of a machine. */
class TopologyNodesTest extends MachineOfFiles {
    @Test
    void countsNodesWithoutReadingTheirFiles() {
        assertThat(TopologyReader.countNodes(new SystemFiles(root))).isZero();
        twoNodes();
        assertThat(TopologyReader.countNodes(new SystemFiles(root))).isEqualTo(2);
    }

    @Test
    void twoNodesWithoutNotes() {
        twoNodes();

        assertThat(read()).isEqualTo(expectedTwoNodes());
    }

    @Test
    void gapsInIds() {
        tree.online("1,4,70", "3,8-9,200,1023")
                .node(1, "8-9", 10, 5, "10 20 30")
                .node(4, "3,200", 20, 10, "20 10 40")
                .node(70, "1023", 30, 15, "30 40 10")
                .cpu(3, "3,200", "3,8-9,200")
                .cpu(8, "8-9", "3,8-9,200")
                .cpu(1023, "1023", "1023")
                .allowed("0-2047", "0-127");

        assertThat(read())
                .isEqualTo(new Topology(
                        List.of(
                                node(1, set(8, 9), 10, Map.of(1, 10, 4, 20, 70, 30)),
                                node(4, set(3, 200), 20, Map.of(1, 20, 4, 10, 70, 40)),
                                node(70, set(1023), 30, Map.of(1, 30, 4, 40, 70, 10))),
                        5,
                        3,
                        2,
                        2,
                        List.of(),
                        CgroupLimits.NONE,
                        List.of()));
    }

    /**
     * 16 sockets of 8 nodes; SMT siblings are 512 apart. Only the first CPU of each core and of each socket has the
     * files that list the siblings, so that a reader that opens the files of all 1024 CPUs fails.
     */
    @Test
    void oneHundredAndTwentyEightNodesOf1024Cpus() {
        int nodes = 128;
        int cores = 512;
        tree.online("0-127", "0-1023").allowed("0-1023", "0-127");
        List<Node> expected = new ArrayList<>();
        for (int id = 0; id < nodes; id++) {
            int from = id;
            Map<Integer, Integer> distances = new TreeMap<>();
            IntStream.range(0, nodes).forEach(to -> distances.put(to, to == from ? 10 : to / 8 == from / 8 ? 12 : 32));
            String row = distances.values().stream().map(String::valueOf).collect(Collectors.joining(" "));
            String cpuList = 4 * id + "-" + (4 * id + 3) + "," + (cores + 4 * id) + "-" + (cores + 4 * id + 3);
            tree.node(id, cpuList, 1000 + id, (1000 + id) / 2, row);
            BitSet cpus = new BitSet();
            cpus.set(4 * id, 4 * id + 4);
            cpus.set(cores + 4 * id, cores + 4 * id + 4);
            expected.add(new Node(id, cpus, cpus, (1000 + id) * 1024L, (1000 + id) / 2 * 1024L, true, distances, null));
        }
        for (int cpu = 0; cpu < cores; cpu++) {
            tree.file(CPUS + "/cpu" + cpu + "/topology/core_cpus_list", cpu + "," + (cores + cpu));
        }
        for (int cpu = 0; cpu < cores; cpu += 32) {
            String socket = cpu + "-" + (cpu + 31) + "," + (cores + cpu) + "-" + (cores + cpu + 31);
            tree.file(CPUS + "/cpu" + cpu + "/topology/package_cpus_list", socket);
        }

        assertThat(read()).isEqualTo(new Topology(expected, 1024, 512, 2, 16, List.of(), CgroupLimits.NONE, List.of()));
    }

    @Test
    void aNodeWithoutCpusAndOneWithoutMemory() {
        twoNodes().node(0, "0-3", 2048, 1024, "10 21").node(1, "", 4096, 2048, "21 10");
        Topology memoryOnly = read();
        tree.node(0, "0-1", 0, 0, "10 21").node(1, "2-3", 4096, 2048, "21 10").allowed("0-3", "1");
        Topology memoryLess = read();

        assertThat(find(memoryOnly, 1)).isEqualTo(node(1, set(), 4096, Map.of(0, 21, 1, 10)));
        assertThat(memoryOnly.nodes()).filteredOn(Node::hasCpus).containsExactly(find(memoryOnly, 0));
        assertThat(memoryOnly.notes()).isEmpty();
        assertThat(find(memoryLess, 0))
                .isEqualTo(new Node(0, set(0, 1), set(0, 1), 0, 0, false, Map.of(0, 10, 1, 21), null));
        assertThat(find(memoryLess, 1).isMemoryAllowed()).isTrue();
        assertThat(memoryLess.notes()).isEmpty();
    }

    @Test
    void masksWhereThereAreNoLists() {
        twoNodes()
                .delete(NODES + "/node0/cpulist")
                .delete(NODES + "/node1/cpulist")
                .file(NODES + "/node0/cpumap", "00000000,00000003\n")
                .file(NODES + "/node1/cpumap", "00000000,0000000c\n");

        assertThat(read()).isEqualTo(expectedTwoNodes());
    }

    @Test
    void noListOfNodes() {
        twoNodes().delete(NODES + "/online").folder(NODES + "/power").folder(NODES + "/nodes");

        assertThat(read())
                .isEqualTo(expectedTwoNodes(
                        "/sys/devices/system/node/online: no list of nodes; used the node folders instead"));
    }

    @Test
    void nodesWithoutFolders() {
        twoNodes().online("0-2", "0-3").file(NODES + "/node0/distance", "10 21 33\n");
        tree.file(NODES + "/node1/distance", "21 10 33\n");

        Topology topology = read();

        assertThat(topology.nodes()).extracting(Node::id).containsExactly(0, 1);
        assertThat(find(topology, 1).distances()).isEqualTo(Map.of(0, 21, 1, 10, 2, 33));
        assertThat(topology.notes())
                .containsExactly("/sys/devices/system/node: some online nodes have no folder; left them out");
    }

    @Test
    void noNodes() {
        tree.file(CPUS + "/online", "0-3")
                .cpu(0, "0-1", "0-3")
                .cpu(2, "2-3", "0-3")
                .file("proc/meminfo", "MemTotal:       2000 kB\nMemFree:         500 kB\nMemAvailable: 700 kB\n")
                .allowed("1-2", "0");

        assertThat(read())
                .isEqualTo(new Topology(
                        List.of(new Node(0, set(0, 1, 2, 3), set(1, 2), 2000 * 1024, 500 * 1024, true, Map.of(), null)),
                        4,
                        2,
                        2,
                        1,
                        List.of(),
                        CgroupLimits.NONE,
                        List.of("/sys/devices/system/node: shows no nodes; assumed one with all CPUs and all"
                                + " memory")));
    }

    @Test
    void performanceForAnyInitiatorsOrForCpus() {
        twoNodes();
        performance(0, 0, 80, 90, 1000, 900);
        performance(0, 1, 1, 1, 1, 1);
        performance(1, 1, 250, 260, 20_480, 10_240);

        assertThat(readNode(0).performance()).isEqualTo(new NodePerformance(80, 90, 1000, 900));
        assertThat(readNode(1).performance()).isEqualTo(new NodePerformance(250, 260, 20_480, 10_240));

        performance(0, 0, 0, 0, 0, 0);
        assertThat(readNode(0).performance()).isEqualTo(new NodePerformance(1, 1, 1, 1));

        tree.delete(NODES + "/node1/access1/initiators/write_bandwidth");
        performance(0, 1, 0, 0, 0, 0);
        assertThat(readNode(0).performance()).isNull();
        assertThat(readNode(1).performance()).isEqualTo(new NodePerformance(250, 260, 20_480, 0));
        assertThat(read().notes()).isEmpty();
    }

    /** @param values read latency, write latency, read bandwidth, write bandwidth */
    private void performance(int node, int access, int... values) {
        String folder = NODES + "/node" + node + "/access" + access + "/initiators/";
        String[] names = {"read_latency", "write_latency", "read_bandwidth", "write_bandwidth"};
        for (int i = 0; i < names.length; i++) {
            tree.file(folder + names[i], Integer.toString(values[i]));
        }
    }
}
