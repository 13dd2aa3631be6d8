// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.topology;

import static io.dgen.internal.topology.IdSetsTest.set;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests machines with missing, malformed or unreadable files. */
class MalformedTopologyTest extends MachineOfFiles {
    @Test
    void trailingNulsAndWhiteSpace() {
        twoNodes()
                .online("0-1\n\0", " 0-3 \n")
                .file(NODES + "/node0/cpulist", "0-1\0")
                .file(NODES + "/node1/distance", "  21   10 \n\0\0");

        assertThat(read()).isEqualTo(expectedTwoNodes());
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

        Topology topology = read();

        assertThat(topology.nodes())
                .containsExactly(
                        new Node(0, set(), set(), -1, -1, true, Map.of(), null), node(1, set(2, 3), 4096, Map.of()));
        assertThat(topology.notes())
                .containsExactlyInAnyOrder(
                        "/sys/devices/system/node/online: malformed: 'zero'",
                        "/sys/devices/system/node/online: no list of nodes; used the node folders instead",
                        "/sys/devices/system/node/node0/cpulist: malformed: '0-x'",
                        "/sys/devices/system/node/node0/cpumap: malformed: 'many'",
                        "/sys/devices/system/node/node0: no list of CPUs; assumed none",
                        "/proc/self/status: malformed: 'all'",
                        "/proc/self/status: no Cpus_allowed_list; assumed that all are allowed",
                        "/proc/self/status: no Mems_allowed_list; assumed that all are allowed",
                        "/sys/devices/system/cpu/online: malformed: '?[31mred'",
                        "/sys/devices/system/cpu/online: no list of CPUs; used the CPU folders instead",
                        "/sys/devices/system/node: 2 online CPUs are in no node",
                        "/sys/devices/system/node/node0/meminfo: no MemTotal or no MemFree; that size is unknown",
                        "/sys/devices/system/node/node0/distance: malformed: '10'",
                        "/sys/devices/system/node/node0/distance: no distances to 2 nodes; they are unknown",
                        "/sys/devices/system/node/node1/distance: malformed: 'ten 21'",
                        "/sys/devices/system/node/node1/distance: no distances to 2 nodes; they are unknown",
                        "/sys/devices/system/node/node1/access0/initiators/read_latency: malformed: 'soon'");
    }

    @Test
    void aFolderInPlaceOfAFile() {
        twoNodes().delete(NODES + "/online").folder(NODES + "/online");

        assertThat(read())
                .isEqualTo(expectedTwoNodes(
                        "/sys/devices/system/node/online: cannot be read",
                        "/sys/devices/system/node/online: no list of nodes; used the node folders instead"));
    }

    @Test
    void nothingAtAll() {
        assertThat(read())
                .isEqualTo(new Topology(
                        List.of(new Node(0, set(0, 1, 2), set(0, 1, 2), -1, -1, true, Map.of(), null)),
                        ASSUMED_CPUS,
                        0,
                        0,
                        0,
                        List.of(),
                        CgroupLimits.NONE,
                        List.of(
                                "/proc/self/status: no Cpus_allowed_list; assumed that all are allowed",
                                "/proc/self/status: no Mems_allowed_list; assumed that all are allowed",
                                "/sys/devices/system/cpu: shows no CPUs; assumed 3",
                                "/sys/devices/system/node: shows no nodes; assumed one with all CPUs and all memory",
                                "/proc/meminfo: no MemTotal or no MemFree; that size is unknown",
                                "/sys/devices/system/cpu/cpu0/topology/core_cpus_list: no list of CPUs; the number of"
                                        + " cores is unknown",
                                "/sys/devices/system/cpu/cpu0/topology/package_cpus_list: no list of CPUs; the number"
                                        + " of sockets is unknown")));
    }
}
