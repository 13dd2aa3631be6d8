// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.info;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.ContainerLimits;
import io.dgen.Engine;
import io.dgen.NumaNode;
import io.dgen.NumaNode.Performance;
import io.dgen.NumaTopology;
import io.dgen.NumaTopology.Cache;
import io.dgen.SystemInfo;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.jr.ob.JSON;

/** Reports of other machines than this one. */
final class InfoTest {
    private static final long MIB = 1 << 20;

    private static final NumaTopology ONE_NODE = new NumaTopology(
            List.of(new NumaNode(0, range(0, 3), range(0, 3), -1, -1, true, Map.of(), null)),
            4,
            0,
            0,
            0,
            List.of(),
            ContainerLimits.NONE,
            List.of("/sys/devices/system/node: shows no nodes"));

    private static final NumaTopology THREE_NODES = new NumaTopology(
            List.of(
                    new NumaNode(
                            0,
                            range(0, 3),
                            List.of(1, 3),
                            64L << 30,
                            1536 * MIB,
                            true,
                            Map.of(0, 10, 1, 21, 4, 30),
                            new Performance(80, 90, 102_400, 0)),
                    new NumaNode(1, range(4, 7), List.of(), 1000, 0, false, Map.of(0, 21, 1, 10, 4, 40), null),
                    new NumaNode(4, List.of(), List.of(), 0, 0, false, Map.of(), null)),
            8,
            4,
            2,
            2,
            List.of(new Cache(1, "Data", 48 << 10, 1), new Cache(3, "Unified", 105 * MIB, 4)),
            new ContainerLimits(2, 1.5, List.of(1, 3, 9), List.of(0)),
            List.of());

    private static List<Integer> range(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }

    private static InfoReport report(NumaTopology topology) {
        return new InfoReport(
                "1",
                new SystemInfo(
                        "Linux 6",
                        "amd64",
                        "Some CPU",
                        2,
                        topology,
                        "25",
                        null,
                        List.of(),
                        Engine.SCALAR,
                        List.of(),
                        null,
                        null,
                        "available",
                        "mmap (mbind: refused)",
                        "mbind: refused",
                        null));
    }

    @Test
    void unavailableFeaturesHaveAReason() {
        assertThat(print(ONE_NODE, false))
                .containsPattern("node allocator +mmap \\(mbind: refused\\)")
                .containsPattern("placement +not available: mbind: refused")
                .containsPattern("pinning +available");
        assertThat(print(ONE_NODE, true))
                .contains(
                        "\"nodeAllocator\":\"mmap (mbind: refused)\"",
                        "\"placementUnavailable\":\"mbind: refused\"",
                        "\"pinningUnavailable\":null");
    }

    private static String print(NumaTopology topology, boolean asJson) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        report(topology).print(new PrintStream(bytes, true, StandardCharsets.UTF_8), asJson);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Map<?, ?> json(NumaTopology topology) {
        return (Map<?, ?>) JSON.std.mapFrom(print(topology, true)).get("topology");
    }

    @Test
    void tableOfNodes() {
        assertThat(print(THREE_NODES, false)).contains("""
                        cpus            2 usable of 8 online; sockets 2, cores 4, threads per core 2
                        caches          L1 Data 48KiB, L3 Unified 105MiB for 4 CPUs
                        container       cgroup v2: CPU time of 1.5 CPUs, CPUs 1,3,9, memory of nodes 0
                        nodes           NUMA: 3 nodes, 1 of them without CPUs, 1 of them without memory, 2 sockets
                                        node  CPUs  allowed  memory              free    read ns  write ns  read MB/s  write MB/s  to 0  to 1  to 4
                                        0     0-3   1,3      64.0GiB             1.5GiB  80       90        102400     -           10    21    30
                                        1     4-7   none     1000B, not allowed  0B      -        -         -          -           21    10    40
                                        4     none  none     none                0B      -        -         -          -           -     -     -
                        libnuma         available
                        """);
    }

    @Test
    void unknownValuesAreShownAsUnknown() {
        assertThat(print(ONE_NODE, false)).contains("""
                        cpus            2 usable of 4 online; sockets unknown, cores unknown, threads per core unknown
                        caches          unknown
                        container       no cgroup
                        nodes           UMA: 1 node, sockets unknown
                                        node  CPUs  memory   free
                                        0     0-3   unknown  unknown
                        note            /sys/devices/system/node: shows no nodes
                        libnuma         available
                        """);
    }

    @Test
    void groupsWithoutLimits() {
        ContainerLimits limits = new ContainerLimits(1, null, null, null);
        NumaTopology topology = new NumaTopology(ONE_NODE.nodes(), 4, 0, 0, 0, List.of(), limits, ONE_NODE.notes());

        assertThat(print(topology, false))
                .contains("container       cgroup v1: CPU time unlimited, CPUs unlimited, memory of nodes unlimited\n");
    }

    /** A machine that assigns its CPUs to the nodes in turn: CPU 0 to node 0, CPU 1 to node 1, ... */
    @Test
    void oneHundredAndTwentyEightNodesOf1024Cpus() {
        List<NumaNode> nodes = new ArrayList<>();
        for (int id = 0; id < 128; id++) {
            int from = id;
            List<Integer> cpus =
                    IntStream.range(0, 8).mapToObj(i -> from + 128 * i).toList();
            Map<Integer, Integer> distances = new TreeMap<>();
            IntStream.range(0, 128).forEach(to -> distances.put(to, to == from ? 10 : to / 8 == from / 8 ? 12 : 32));
            nodes.add(new NumaNode(id, cpus, cpus, MIB, MIB, true, distances, null));
        }
        List<String> notes = IntStream.range(0, 30).mapToObj(i -> "/proc/" + i).toList();
        NumaTopology topology = new NumaTopology(nodes, 1024, 512, 2, 16, List.of(), ContainerLimits.NONE, notes);

        List<String> lines = print(topology, false).lines().toList();

        assertThat(lines).allMatch(line -> line.length() <= 100);
        assertThat(lines)
                .contains(
                        "                node  CPUs                          memory  free",
                        "                127   127,255,383,511,...,1023 (8)  1.0MiB  1.0MiB",
                        "                distances to other nodes: 12 to 32; each is in --json",
                        "note            /proc/19",
                        "note            10 more in --json")
                .doesNotContain("note            /proc/20");
        List<?> jsonNodes = (List<?>) json(topology).get("nodes");
        assertThat(jsonNodes).hasSize(128);
        assertThat((Map<?, ?>) ((Map<?, ?>) jsonNodes.get(127)).get("distances"))
                .hasSize(128);
        assertThat((List<?>) json(topology).get("notes")).hasSize(30);
    }

    @Test
    void jsonHasAllFields() {
        assertThat(print(THREE_NODES, true)).contains("""
                "topology":{\
                "deploymentType":"NUMA: 3 nodes, 1 of them without CPUs, 1 of them without memory, 2 sockets",\
                "isUma":false,"numNodes":3,"logicalCpus":8,"physicalCores":4,"threadsPerCore":2,"sockets":2,\
                "caches":[{"level":1,"type":"Data","sizeBytes":49152,"sharedByCpus":1},\
                {"level":3,"type":"Unified","sizeBytes":110100480,"sharedByCpus":4}],\
                "container":{"cgroupVersion":2,"cpuQuota":1.5,"cpus":[1,3,9],"memoryNodes":[0]},\
                "nodes":[{"id":0,"cpus":[0,1,2,3],"allowedCpus":[1,3],"memoryBytes":68719476736,\
                "freeBytes":1610612736,"memoryAllowed":true,"distances":{"0":10,"1":21,"4":30},\
                "performance":{"readLatencyNanos":80,"writeLatencyNanos":90,"readMegabytesPerSecond":102400,\
                "writeMegabytesPerSecond":null}},\
                {"id":1,"cpus":[4,5,6,7],"allowedCpus":[],"memoryBytes":1000,"freeBytes":0,"memoryAllowed":false,\
                "distances":{"0":21,"1":10,"4":40},"performance":null},\
                {"id":4,"cpus":[],"allowedCpus":[],"memoryBytes":0,"freeBytes":0,"memoryAllowed":false,\
                "distances":{},"performance":null}],\
                "notes":[]},"libnuma":"available",""");
    }

    @Test
    void unknownValuesAreNullInJson() {
        assertThat(print(ONE_NODE, true)).contains("""
                "topology":{"deploymentType":"UMA: 1 node, sockets unknown","isUma":true,"numNodes":1,"logicalCpus":4,\
                "physicalCores":null,"threadsPerCore":null,"sockets":null,"caches":[],\
                "container":{"cgroupVersion":null,"cpuQuota":null,"cpus":null,"memoryNodes":null},\
                "nodes":[{"id":0,"cpus":[0,1,2,3],"allowedCpus":[0,1,2,3],"memoryBytes":null,"freeBytes":null,\
                "memoryAllowed":true,"distances":{},"performance":null}],\
                "notes":["/sys/devices/system/node: shows no nodes"]}""");
    }
}
