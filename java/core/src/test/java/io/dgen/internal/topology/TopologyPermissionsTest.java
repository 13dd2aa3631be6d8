// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.topology;

import static io.dgen.internal.topology.IdSetsTest.set;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the CPUs and nodes that a process may use according to the files of a machine. */
class TopologyPermissionsTest extends MachineOfFiles {
    @Test
    void affinityRestricts() {
        twoNodes().allowed("1-2,9", "1");

        Topology topology = read();

        assertThat(topology.nodes())
                .containsExactly(
                        new Node(0, set(0, 1), set(1), 2048 * 1024, 1024 * 1024, false, Map.of(0, 10, 1, 21), null),
                        node(1, set(2, 3), set(2), 4096, Map.of(0, 21, 1, 10)));
        assertThat(allowedCpus(topology)).isEqualTo(set(1, 2));
        assertThat(topology.logicalCpus()).isEqualTo(4);
        assertThat(topology.notes()).isEmpty();

        tree.allowed("3", "0-1");
        assertThat(read().nodes())
                .filteredOn(Node::hasCpus)
                .extracting(Node::id)
                .containsExactly(1);
    }

    @Test
    void withoutAStatusTheCpusetRestricts() {
        twoNodes()
                .delete("proc/self/status")
                .file("proc/self/cgroup", "0::/a\n")
                .file("sys/fs/cgroup/a/cpuset.cpus.effective", "2\n")
                .file("sys/fs/cgroup/a/cpuset.mems.effective", "1\n")
                .file("sys/fs/cgroup/a/cpu.max", "50000 100000\n");

        Topology topology = read();

        assertThat(topology.limits()).isEqualTo(new CgroupLimits(2, 0.5, set(2), set(1)));
        assertThat(allowedCpus(topology)).isEqualTo(set(2));
        assertThat(find(topology, 0).isMemoryAllowed()).isFalse();
        assertThat(topology.notes())
                .containsExactly(
                        "/proc/self/status: no Cpus_allowed_list; assumed that those of the cpuset are allowed",
                        "/proc/self/status: no Mems_allowed_list; assumed that those of the cpuset are allowed");
    }

    @Test
    void aStatusOfOtherIdsIsIgnored() {
        twoNodes().allowed("8-9", "7");

        assertThat(read())
                .isEqualTo(expectedTwoNodes(
                        "/proc/self/status: none of the CPUs is allowed; assumed that all are allowed",
                        "/proc/self/status: none of the nodes is allowed; assumed that all are allowed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4-6", "4-4095"})
    void withoutSysTheAllowedCpusAreUsed(String list) {
        tree.allowed(list, "0");

        assertThat(readNode(0).cpus()).isEqualTo(set(4, 5, 6));
        assertThat(allowedCpus(read())).isEqualTo(set(4, 5, 6));
    }
}
