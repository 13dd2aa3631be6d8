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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Machines made of files. */
class TopologyReaderTest {
    private static final String NODES = "sys/devices/system/node";
    private static final String CPUS = "sys/devices/system/cpu";
    private static final int ASSUMED_CPUS = 3;

    @TempDir
    Path root;

    private SystemTree tree;

    @BeforeEach
    void create() {
        tree = new SystemTree(root);
    }

    @Test
    void countsNodesWithoutReadingAboutThem() {
        assertThat(TopologyReader.countNodes(root)).isZero();
        twoNodes();
        assertThat(TopologyReader.countNodes(root)).isEqualTo(2);
    }

    private NumaTopology read() {
        return TopologyReader.read(root, ASSUMED_CPUS);
    }

    private static NumaNode node(
            int id, List<Integer> cpus, List<Integer> allowed, long kib, Map<Integer, Integer> distances) {
        return new NumaNode(id, cpus, allowed, kib * 1024, kib * 512, true, distances, null);
    }

    private static NumaNode node(int id, List<Integer> cpus, long kib, Map<Integer, Integer> distances) {
        return node(id, cpus, cpus, kib, distances);
    }

    /** Two nodes of two CPUs, one core per CPU, one socket per node; nothing is missing. */
    private SystemTree twoNodes() {
        return tree.online("0-1", "0-3")
                .node(0, "0-1", 2048, 1024, "10 21")
                .node(1, "2-3", 4096, 2048, "21 10")
                .cpu(0, "0", "0-1")
                .cpu(1, "1", "0-1")
                .cpu(2, "2", "2-3")
                .cpu(3, "3", "2-3")
                .allowed("0-3", "0-1");
    }

    private static NumaTopology expectedTwoNodes(String... notes) {
        return new NumaTopology(
                List.of(
                        node(0, List.of(0, 1), 2048, Map.of(0, 10, 1, 21)),
                        node(1, List.of(2, 3), 4096, Map.of(0, 21, 1, 10))),
                4,
                4,
                1,
                2,
                List.of(),
                ContainerLimits.NONE,
                List.of(notes));
    }

    @Test
    void twoNodesAndNothingToNote() {
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
                .isEqualTo(new NumaTopology(
                        List.of(
                                node(1, List.of(8, 9), 10, Map.of(1, 10, 4, 20, 70, 30)),
                                node(4, List.of(3, 200), 20, Map.of(1, 20, 4, 10, 70, 40)),
                                node(70, List.of(1023), 30, Map.of(1, 30, 4, 40, 70, 10))),
                        5,
                        3,
                        2,
                        2,
                        List.of(),
                        ContainerLimits.NONE,
                        List.of()));
    }

    /**
     * 16 sockets of 8 nodes; SMT siblings are 512 apart. Only the first CPU of a core and of a socket have the files that
     * list their siblings: a reader that opens those of all 1024 finds too few.
     */
    @Test
    void oneHundredAndTwentyEightNodesOf1024Cpus() {
        int nodes = 128;
        int cores = 512;
        tree.online("0-127", "0-1023").allowed("0-1023", "0-127");
        List<NumaNode> expected = new ArrayList<>();
        for (int id = 0; id < nodes; id++) {
            int from = id;
            Map<Integer, Integer> distances = new TreeMap<>();
            IntStream.range(0, nodes).forEach(to -> distances.put(to, to == from ? 10 : to / 8 == from / 8 ? 12 : 32));
            String row = distances.values().stream().map(String::valueOf).collect(Collectors.joining(" "));
            String cpuList = 4 * id + "-" + (4 * id + 3) + "," + (cores + 4 * id) + "-" + (cores + 4 * id + 3);
            tree.node(id, cpuList, 1000 + id, (1000 + id) / 2, row);
            List<Integer> cpus = IntStream.concat(
                            IntStream.range(4 * id, 4 * id + 4), IntStream.range(cores + 4 * id, cores + 4 * id + 4))
                    .boxed()
                    .toList();
            expected.add(
                    new NumaNode(id, cpus, cpus, (1000 + id) * 1024L, (1000 + id) / 2 * 1024L, true, distances, null));
        }
        for (int cpu = 0; cpu < cores; cpu++) {
            tree.file(CPUS + "/cpu" + cpu + "/topology/core_cpus_list", cpu + "," + (cores + cpu));
        }
        for (int cpu = 0; cpu < cores; cpu += 32) {
            String socket = cpu + "-" + (cpu + 31) + "," + (cores + cpu) + "-" + (cores + cpu + 31);
            tree.file(CPUS + "/cpu" + cpu + "/topology/package_cpus_list", socket);
        }

        assertThat(read())
                .isEqualTo(new NumaTopology(expected, 1024, 512, 2, 16, List.of(), ContainerLimits.NONE, List.of()));
    }

    @Test
    void aNodeWithoutCpusAndOneWithoutMemory() {
        twoNodes().node(0, "0-3", 2048, 1024, "10 21").node(1, "", 4096, 2048, "21 10");
        NumaTopology memoryOnly = read();
        tree.node(0, "0-1", 0, 0, "10 21").node(1, "2-3", 4096, 2048, "21 10").allowed("0-3", "1");
        NumaTopology memoryLess = read();

        assertThat(memoryOnly.node(1)).isEqualTo(node(1, List.of(), 4096, Map.of(0, 21, 1, 10)));
        assertThat(memoryOnly.nodesWithCpus()).containsExactly(memoryOnly.node(0));
        assertThat(memoryOnly.notes()).isEmpty();
        assertThat(memoryLess.node(0))
                .isEqualTo(new NumaNode(0, List.of(0, 1), List.of(0, 1), 0, 0, false, Map.of(0, 10, 1, 21), null));
        assertThat(memoryLess.node(1).isMemoryAllowed()).isTrue();
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
                        "/sys/devices/system/node/online: no list of nodes; the folders beside it were taken"));
    }

    @Test
    void noListOfCpus() {
        twoNodes()
                .delete(CPUS + "/online")
                .file(CPUS + "/cpu4/online", "0\n")
                .file(CPUS + "/cpu3/online", "1\n")
                .folder(CPUS + "/cpufreq")
                .folder(CPUS + "/cpuidle");

        assertThat(read())
                .isEqualTo(expectedTwoNodes(
                        "/sys/devices/system/cpu/online: no list of CPUs; the folders beside it were taken"));
    }

    @Test
    void noFolderOfCpus() {
        tree.file(NODES + "/online", "0-1")
                .node(0, "0-1", 2048, 1024, "10 21")
                .node(1, "2-3", 4096, 2048, "21 10")
                .allowed("0-3", "0-1");

        NumaTopology topology = read();

        assertThat(topology.nodes()).isEqualTo(expectedTwoNodes().nodes());
        assertThat(topology.logicalCpus()).isEqualTo(4);
        assertThat(topology.physicalCores()).isZero();
        assertThat(topology.threadsPerCore()).isZero();
        assertThat(topology.sockets()).isZero();
        assertThat(topology.notes())
                .containsExactly(
                        "/sys/devices/system/cpu: shows no CPUs; those of the nodes were taken",
                        "/sys/devices/system/cpu/cpu0/topology/core_cpus_list: no list of CPUs; the number of cores is"
                                + " unknown",
                        "/sys/devices/system/cpu/cpu0/topology/package_cpus_list: no list of CPUs; the number of"
                                + " sockets is unknown");
    }

    @Test
    void trailingNulsAndWhiteSpace() {
        twoNodes()
                .online("0-1\n\0", " 0-3 \n")
                .file(NODES + "/node0/cpulist", "0-1\0")
                .file(NODES + "/node1/distance", "  21   10 \n\0\0");

        assertThat(read()).isEqualTo(expectedTwoNodes());
    }

    @Test
    void olderNamesOfSiblings() {
        tree.online("0", "0-3").node(0, "0-3", 2, 1, "10").allowed("0-3", "0");
        for (int cpu = 0; cpu < 4; cpu++) {
            tree.file(CPUS + "/cpu" + cpu + "/topology/thread_siblings_list", cpu % 2 + "," + (cpu % 2 + 2))
                    .file(CPUS + "/cpu" + cpu + "/topology/core_siblings_list", "0-3");
        }

        NumaTopology topology = read();

        assertThat(topology.physicalCores()).isEqualTo(2);
        assertThat(topology.threadsPerCore()).isEqualTo(2);
        assertThat(topology.sockets()).isEqualTo(1);
        assertThat(topology.notes()).isEmpty();
    }

    @Test
    void aCoreCountsItsOnlineCpus() {
        tree.online("0", "0-2").node(0, "0-2", 2, 1, "10").allowed("0-2", "0");
        tree.cpu(0, "0-1", "0-3").cpu(2, "2-3", "0-3");

        assertThat(read().physicalCores()).isEqualTo(2);
        tree.online("0", "0,2");
        assertThat(read().threadsPerCore()).isEqualTo(1);
    }

    @Test
    void affinityRestricts() {
        twoNodes().allowed("1-2,9", "1");

        NumaTopology topology = read();

        assertThat(topology.nodes())
                .containsExactly(
                        new NumaNode(
                                0,
                                List.of(0, 1),
                                List.of(1),
                                2048 * 1024,
                                1024 * 1024,
                                false,
                                Map.of(0, 10, 1, 21),
                                null),
                        node(1, List.of(2, 3), List.of(2), 4096, Map.of(0, 21, 1, 10)));
        assertThat(topology.allowedCpus()).containsExactly(1, 2);
        assertThat(topology.logicalCpus()).isEqualTo(4);
        assertThat(topology.notes()).isEmpty();

        tree.allowed("3", "0-1");
        assertThat(read().nodesWithCpus()).extracting(NumaNode::id).containsExactly(1);
    }

    @Test
    void withoutAStatusTheCpusetRestricts() {
        twoNodes()
                .delete("proc/self/status")
                .file("proc/self/cgroup", "0::/a\n")
                .file("sys/fs/cgroup/a/cpuset.cpus.effective", "2\n")
                .file("sys/fs/cgroup/a/cpuset.mems.effective", "1\n")
                .file("sys/fs/cgroup/a/cpu.max", "50000 100000\n");

        NumaTopology topology = read();

        assertThat(topology.limits()).isEqualTo(new ContainerLimits(2, 0.5, List.of(2), List.of(1)));
        assertThat(topology.allowedCpus()).containsExactly(2);
        assertThat(topology.node(0).isMemoryAllowed()).isFalse();
        assertThat(topology.notes())
                .containsExactly(
                        "/proc/self/status: no Cpus_allowed_list; those of the cpuset are taken for allowed",
                        "/proc/self/status: no Mems_allowed_list; those of the cpuset are taken for allowed");
    }

    @Test
    void aStatusOfOtherIdsIsNotBelieved() {
        twoNodes().allowed("8-9", "7");

        assertThat(read())
                .isEqualTo(expectedTwoNodes(
                        "/proc/self/status: none of the CPUs is allowed; all are taken for allowed",
                        "/proc/self/status: none of the nodes is allowed; all are taken for allowed"));
    }

    @Test
    void performanceOfAnyInitiatorsOrOfCpus() {
        twoNodes();
        performance(0, 0, "80", "90", "1000", "900");
        performance(0, 1, "1", "1", "1", "1");
        performance(1, 1, "250", "260", "20480", "10240");

        assertThat(read().node(0).performance()).isEqualTo(new Performance(80, 90, 1000, 900));
        assertThat(read().node(1).performance()).isEqualTo(new Performance(250, 260, 20_480, 10_240));

        performance(0, 0, "0", "0", "0", "0");
        assertThat(read().node(0).performance()).isEqualTo(new Performance(1, 1, 1, 1));

        tree.delete(NODES + "/node1/access1/initiators/write_bandwidth");
        performance(0, 1, "0", "0", "0", "0");
        assertThat(read().node(0).performance()).isNull();
        assertThat(read().node(1).performance()).isEqualTo(new Performance(250, 260, 20_480, 0));
        assertThat(read().notes()).isEmpty();
    }

    private void performance(
            int node,
            int access,
            String readLatency,
            String writeLatency,
            String readBandwidth,
            String writeBandwidth) {
        String folder = NODES + "/node" + node + "/access" + access + "/initiators";
        tree.file(folder + "/read_latency", readLatency)
                .file(folder + "/write_latency", writeLatency)
                .file(folder + "/read_bandwidth", readBandwidth)
                .file(folder + "/write_bandwidth", writeBandwidth);
    }

    @Test
    void cachesAndThoseThatCannotBeRead() {
        twoNodes().online("0-1", "1-3");
        cache(10, "4", "Unified", "2G", "0-7");
        cache(0, "1", "Data", "48K", "1");
        cache(1, "1", "Instruction", "512", "");
        cache(2, "2", "Unified", "large", "1");
        cache(3, "3", "Unified", "105M", "0-3");
        cache(4, "near", "Unified", "1K", "0-3");

        assertThat(read().caches())
                .containsExactly(
                        new Cache(1, "Data", 48 << 10, 1),
                        new Cache(1, "Instruction", 512, 0),
                        new Cache(3, "Unified", 105 << 20, 3),
                        new Cache(4, "Unified", 2L << 30, 3));
        assertThat(read().notes())
                .containsExactly(
                        "/sys/devices/system/cpu/cpu1/cache/index2/size: malformed: 'large'",
                        "/sys/devices/system/cpu/cpu1/cache/index2: no level, type or size; left out",
                        "/sys/devices/system/cpu/cpu1/cache/index4/level: malformed: 'near'",
                        "/sys/devices/system/cpu/cpu1/cache/index4: no level, type or size; left out");
    }

    private void cache(int index, String level, String type, String size, String sharedList) {
        String folder = CPUS + "/cpu1/cache/index" + index;
        tree.file(folder + "/level", level + "\n")
                .file(folder + "/type", type + "\n")
                .file(folder + "/size", size + "\n")
                .file(folder + "/shared_cpu_list", sharedList + "\n");
    }

    @Test
    void malformedEverywhere() {
        twoNodes()
                .online("zero", "\u001b[31mred")
                .file(NODES + "/node0/cpulist", "0-x")
                .file(NODES + "/node0/cpumap", "many")
                .file(NODES + "/node0/meminfo", "none")
                .file(NODES + "/node0/distance", "10")
                .file(NODES + "/node1/distance", "ten 21")
                .file(NODES + "/node1/access0/initiators/read_latency", "soon")
                .file("proc/self/status", "Cpus_allowed_list:\tall\n");

        NumaTopology topology = read();

        assertThat(topology.nodes())
                .containsExactly(
                        new NumaNode(0, List.of(), List.of(), -1, -1, true, Map.of(), null),
                        node(1, List.of(2, 3), 4096, Map.of()));
        assertThat(topology.notes())
                .containsExactlyInAnyOrder(
                        "/sys/devices/system/node/online: malformed: 'zero'",
                        "/sys/devices/system/node/online: no list of nodes; the folders beside it were taken",
                        "/sys/devices/system/node/node0/cpulist: malformed: '0-x'",
                        "/sys/devices/system/node/node0/cpumap: malformed: 'many'",
                        "/sys/devices/system/node/node0: no list of CPUs; none are taken for its own",
                        "/proc/self/status: malformed: 'all'",
                        "/proc/self/status: no Cpus_allowed_list; all are taken for allowed",
                        "/proc/self/status: no Mems_allowed_list; all are taken for allowed",
                        "/sys/devices/system/cpu/online: malformed: '?[31mred'",
                        "/sys/devices/system/cpu/online: no list of CPUs; the folders beside it were taken",
                        "/sys/devices/system/node: 2 online CPUs are in no node",
                        "/sys/devices/system/node/node0/meminfo: no MemTotal or no MemFree; that size is unknown",
                        "/sys/devices/system/node/node0/distance: malformed: '10'",
                        "/sys/devices/system/node/node0/distance: no distances to 2 nodes; they are unknown",
                        "/sys/devices/system/node/node1/distance: malformed: 'ten 21'",
                        "/sys/devices/system/node/node1/distance: no distances to 2 nodes; they are unknown",
                        "/sys/devices/system/node/node1/access0/initiators/read_latency: malformed: 'soon'");
    }

    @Test
    void foldersInTheFilesPlaces() {
        twoNodes().delete(NODES + "/online").folder(NODES + "/online");

        assertThat(read())
                .isEqualTo(expectedTwoNodes(
                        "/sys/devices/system/node/online: cannot be read",
                        "/sys/devices/system/node/online: no list of nodes; the folders beside it were taken"));
    }

    @Test
    void nodesWithoutFolders() {
        twoNodes().online("0-2", "0-3").file(NODES + "/node0/distance", "10 21 33\n");
        tree.file(NODES + "/node1/distance", "21 10 33\n");

        NumaTopology topology = read();

        assertThat(topology.nodes()).extracting(NumaNode::id).containsExactly(0, 1);
        assertThat(topology.node(1).distances()).isEqualTo(Map.of(0, 21, 1, 10, 2, 33));
        assertThat(topology.notes())
                .containsExactly(
                        "/sys/devices/system/node: not all online nodes have a folder; the others were left out");
    }

    @Test
    void cpusOfTwoNodesAreTheFirsts() {
        twoNodes().file(NODES + "/node1/cpulist", "1-3");

        assertThat(read())
                .isEqualTo(expectedTwoNodes(
                        "/sys/devices/system/node/node1: has CPUs of a node before it; they were left to that"));
    }

    @Test
    void offlineCpusAreNotTheNodes() {
        twoNodes().online("0-1", "0-2");

        assertThat(read().node(1).cpus()).containsExactly(2);
        assertThat(read().logicalCpus()).isEqualTo(3);
    }

    @Test
    void theOnlyNodeHasAllCpus() {
        tree.online("0", "0-1").node(0, "0", 2, 1, "10").cpu(0, "0", "0-1").cpu(1, "1", "0-1");
        tree.allowed("0-1", "0");

        assertThat(read().node(0).cpus()).containsExactly(0, 1);
        assertThat(read().notes())
                .containsExactly(
                        "/sys/devices/system/node: online CPUs are in no node; they were given to the only one");
    }

    @Test
    void noNodes() {
        tree.file(CPUS + "/online", "0-3")
                .cpu(0, "0-1", "0-3")
                .cpu(2, "2-3", "0-3")
                .file("proc/meminfo", "MemTotal:       2000 kB\nMemFree:         500 kB\nMemAvailable: 700 kB\n")
                .allowed("1-2", "0");

        assertThat(read())
                .isEqualTo(new NumaTopology(
                        List.of(new NumaNode(
                                0, List.of(0, 1, 2, 3), List.of(1, 2), 2000 * 1024, 500 * 1024, true, Map.of(), null)),
                        4,
                        2,
                        2,
                        1,
                        List.of(),
                        ContainerLimits.NONE,
                        List.of("/sys/devices/system/node: shows no nodes; one with all CPUs and all memory was"
                                + " assumed")));
    }

    @Test
    void nothingAtAll() {
        assertThat(read())
                .isEqualTo(new NumaTopology(
                        List.of(new NumaNode(0, List.of(0, 1, 2), List.of(0, 1, 2), -1, -1, true, Map.of(), null)),
                        ASSUMED_CPUS,
                        0,
                        0,
                        0,
                        List.of(),
                        ContainerLimits.NONE,
                        List.of(
                                "/proc/self/status: no Cpus_allowed_list; all are taken for allowed",
                                "/proc/self/status: no Mems_allowed_list; all are taken for allowed",
                                "/sys/devices/system/cpu: shows no CPUs; 3 were assumed",
                                "/sys/devices/system/node: shows no nodes; one with all CPUs and all memory was assumed",
                                "/proc/meminfo: no MemTotal or no MemFree; that size is unknown",
                                "/sys/devices/system/cpu/cpu0/topology/core_cpus_list: no list of CPUs; the number of"
                                        + " cores is unknown",
                                "/sys/devices/system/cpu/cpu0/topology/package_cpus_list: no list of CPUs; the number"
                                        + " of sockets is unknown")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4-6", "4-4095"})
    void withoutSysTheAllowedCpusAreKnown(String list) {
        tree.allowed(list, "0");

        assertThat(read().node(0).cpus()).containsExactly(4, 5, 6);
        assertThat(read().allowedCpus()).containsExactly(4, 5, 6);
    }
}
