// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.topology;

import static io.dgen.internal.topology.IdSetsTest.set;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tests the CPUs, cores, sockets and caches that are read from the files of a machine. */
class TopologyCpusTest extends MachineOfFiles {
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
                        "/sys/devices/system/cpu/online: no list of CPUs; used the CPU folders instead"));
    }

    @Test
    void noFolderOfCpus() {
        tree.file(NODES + "/online", "0-1")
                .node(0, "0-1", 2048, 1024, "10 21")
                .node(1, "2-3", 4096, 2048, "21 10")
                .allowed("0-3", "0-1");

        Topology topology = read();

        assertThat(topology.nodes()).isEqualTo(expectedTwoNodes().nodes());
        assertThat(topology.logicalCpus()).isEqualTo(4);
        assertThat(topology.physicalCores()).isZero();
        assertThat(topology.threadsPerCore()).isZero();
        assertThat(topology.sockets()).isZero();
        assertThat(topology.notes())
                .containsExactly(
                        "/sys/devices/system/cpu: shows no CPUs; used those of the nodes instead",
                        "/sys/devices/system/cpu/cpu0/topology/core_cpus_list: no list of CPUs; the number of cores is"
                                + " unknown",
                        "/sys/devices/system/cpu/cpu0/topology/package_cpus_list: no list of CPUs; the number of"
                                + " sockets is unknown");
    }

    @Test
    void olderNamesOfSiblings() {
        tree.online("0", "0-3").node(0, "0-3", 2, 1, "10").allowed("0-3", "0");
        for (int cpu = 0; cpu < 4; cpu++) {
            tree.file(CPUS + "/cpu" + cpu + "/topology/thread_siblings_list", cpu % 2 + "," + (cpu % 2 + 2))
                    .file(CPUS + "/cpu" + cpu + "/topology/core_siblings_list", "0-3");
        }

        Topology topology = read();

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
    void cpusOfTwoNodesBelongToTheFirst() {
        twoNodes().file(NODES + "/node1/cpulist", "1-3");

        assertThat(read())
                .isEqualTo(expectedTwoNodes(
                        "/sys/devices/system/node/node1: lists CPUs of an earlier node; left them to that node"));
    }

    @Test
    void offlineCpusBelongToNoNode() {
        twoNodes().online("0-1", "0-2");

        assertThat(readNode(1).cpus()).isEqualTo(set(2));
        assertThat(read().logicalCpus()).isEqualTo(3);
    }

    @Test
    void theOnlyNodeHasAllCpus() {
        tree.online("0", "0-1").node(0, "0", 2, 1, "10").cpu(0, "0", "0-1").cpu(1, "1", "0-1");
        tree.allowed("0-1", "0");

        assertThat(readNode(0).cpus()).isEqualTo(set(0, 1));
        assertThat(read().notes())
                .containsExactly(
                        "/sys/devices/system/node: some online CPUs are in no node; gave them to the only one");
    }

    @Test
    void unreadableCachesAreLeftOut() {
        twoNodes().online("0-1", "1-3");
        cache(10, "4", "Unified", "2G", "0-7");
        cache(0, "1", "Data", "48K", "1");
        cache(1, "1", "Instruction", "512", "");
        cache(2, "2", "Unified", "large", "1");
        cache(3, "3", "Unified", "105M", "0-3");
        cache(4, "near", "Unified", "1K", "0-3");

        assertThat(read().caches())
                .containsExactly(
                        new CpuCache(1, "Data", 48 << 10, 1),
                        new CpuCache(1, "Instruction", 512, 0),
                        new CpuCache(3, "Unified", 105 << 20, 3),
                        new CpuCache(4, "Unified", 2L << 30, 3));
        assertThat(read().notes())
                .containsExactly(
                        "/sys/devices/system/cpu/cpu1/cache/index2/size: malformed: 'large'",
                        "/sys/devices/system/cpu/cpu1/cache/index2: no level, type or size; left it out",
                        "/sys/devices/system/cpu/cpu1/cache/index4/level: malformed: 'near'",
                        "/sys/devices/system/cpu/cpu1/cache/index4: no level, type or size; left it out");
    }

    private void cache(int index, String level, String type, String size, String sharedList) {
        String folder = CPUS + "/cpu1/cache/index" + index;
        tree.file(folder + "/level", level + "\n")
                .file(folder + "/type", type + "\n")
                .file(folder + "/size", size + "\n")
                .file(folder + "/shared_cpu_list", sharedList + "\n");
    }
}
