// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.numa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dgen.internal.kernel.NativeMemory.Pages;
import io.dgen.internal.kernel.NativeMemory.Policy;
import io.dgen.internal.topology.SystemFiles;
import io.dgen.testing.SystemTree;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeMemoryTest {
    private static final long HUGE = 2 << 20;
    private static final BitSet ONE = BitSet.valueOf(new long[] {1});
    private static final BitSet BOTH = BitSet.valueOf(new long[] {1 | 1 << 1});

    @TempDir
    Path root;

    private SystemTree tree;
    private NodeMemory memory;

    @BeforeEach
    void create() {
        tree = new SystemTree(root);
        memory = new NodeMemory(new SystemFiles(root));
    }

    private void node(int id, int freeKib, int fileKib, int sharedKib, int slabKib) {
        String lines = "Node %1$d MemFree: %2$d kB\nNode %1$d FilePages: %3$d kB\nNode %1$d Shmem: %4$d kB\n"
                + "Node %1$d SReclaimable: %5$d kB\n";
        tree.file(
                "sys/devices/system/node/node" + id + "/meminfo",
                lines.formatted(id, freeKib, fileKib, sharedKib, slabKib));
    }

    @Test
    void cachesOfFilesCountAsFree() {
        node(0, 100, 50, 20, 3);
        node(1, 100, 20, 50, 0);

        assertThat(memory.freeBytes(0)).isEqualTo(133 * 1024);
        assertThat(memory.freeBytes(1)).isEqualTo(100 * 1024);
        assertThat(memory.freeBytes(2)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void eachNodeNeedsRoomForItsPart() {
        node(0, 10, 0, 0, 0);
        node(1, 9, 0, 0, 0);

        assertThatCode(() -> check(1, 18 * 1024)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(1, 20 * 1024))
                .isInstanceOf(PlacementException.class)
                .hasMessage("buffer of 20480 bytes: 10240 of them on NUMA node 1, which has 9216 free");
    }

    /** Each buffer alone fits. */
    @Test
    void buffersNeedRoomTogether() {
        node(0, 10, 0, 0, 0);
        node(1, 10, 0, 0, 0);

        assertThatCode(() -> check(5, 4096)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(6, 4096))
                .isInstanceOf(PlacementException.class)
                .hasMessage("6 buffers, 24576 bytes: 12288 of them on NUMA node 0, which has 10240 free");
        tree.file("proc/meminfo", "MemAvailable: 8 kB\n");
        assertThatThrownBy(() -> check(3, 4096))
                .isInstanceOf(PlacementException.class)
                .hasMessage("3 buffers, 12288 bytes: the machine or container has 8192 available (MemAvailable in"
                        + " /proc/meminfo)");
    }

    /** Two nodes without memory of their own use the same third one. */
    @Test
    void demandsOfSeveralPoolsAddUp() throws PlacementException {
        node(0, 10, 0, 0, 0);
        MemoryDemand demand = new MemoryDemand();
        demand.add(placement(4096, ONE), 2);
        demand.check(memory);
        demand.add(placement(4096, ONE), 1);

        assertThatThrownBy(() -> demand.check(memory))
                .hasMessage("3 buffers, 12288 bytes: 12288 of them on NUMA node 0, which has 10240 free");
    }

    @Test
    void totalsBeyondTheAddressSpaceAreRefused() {
        for (long[] demand : new long[][] {{3, 1L << 62}, {Integer.MAX_VALUE, 1L << 40}, {2, Long.MAX_VALUE - 4095}}) {
            assertThatThrownBy(() -> check(demand[0], demand[1]))
                    .isInstanceOf(PlacementException.class)
                    .hasMessageContaining(demand[0] + " buffers, " + demand[1] + " bytes each");
        }
    }

    private void check(long count, long bytes) throws PlacementException {
        MemoryDemand demand = new MemoryDemand();
        demand.add(placement(bytes, BOTH), count);
        demand.check(memory);
    }

    private void hugePages(int free, int reserved, int surplus, int... ofNodes) {
        String counts = "HugePages_Free: %d\nHugePages_Rsvd: %d\nHugePages_Surp: %d\nHugepagesize: 2048 kB\n";
        tree.file("proc/meminfo", counts.formatted(free, reserved, surplus));
        for (int node = 0; node < ofNodes.length; node++) {
            String line = "Node %1$d AnonHugePages: 7 kB\nNode %1$d HugePages_Free:   %2$d\n";
            tree.file("sys/devices/system/node/node" + node + "/meminfo", line.formatted(node, ofNodes[node]));
        }
    }

    private void checkHuge(long count, long pages, BitSet nodes) throws PlacementException {
        Region whole = new Region(0, pages * HUGE, Policy.INTERLEAVE, nodes);
        MemoryDemand demand = new MemoryDemand();
        demand.add(new BufferPlacement(pages * HUGE, Pages.HUGETLB, HUGE, List.of(whole)), count);
        demand.check(memory);
    }

    /** Each buffer alone fits into the pool. */
    @Test
    void hugePagesNeedRoomInTheirPool() {
        hugePages(7, 2, 0, 7);

        assertThatCode(() -> checkHuge(5, 1, new BitSet())).doesNotThrowAnyException();
        assertThatThrownBy(() -> checkHuge(6, 1, new BitSet()))
                .isInstanceOf(PlacementException.class)
                .hasMessage("6 buffers, 12582912 bytes in huge pages: the pool has 10485760 free (HugePages_Free in"
                        + " /proc/meminfo)");
    }

    @Test
    void eachNodeNeedsHugePagesForItsPart() {
        hugePages(7, 0, 0, 3, 4);

        assertThatCode(() -> checkHuge(3, 2, BOTH)).doesNotThrowAnyException();
        assertThatThrownBy(() -> checkHuge(4, 1, ONE))
                .isInstanceOf(PlacementException.class)
                .hasMessage("4 buffers, 8388608 bytes: 8388608 of them on NUMA node 0, which has 6291456 free in its"
                        + " pool of huge pages");
    }

    /** The system may add pages to the pool. */
    @Test
    void pagesBeyondThePoolCountAsFree() {
        hugePages(1, 0, 2, 1);
        tree.file("proc/sys/vm/nr_overcommit_hugepages", "4\n");

        assertThatCode(() -> checkHuge(3, 1, ONE)).doesNotThrowAnyException();
        assertThatThrownBy(() -> checkHuge(4, 1, ONE)).hasMessageContaining("the pool has 6291456 free");
    }

    @Test
    void anUnknownPoolIsNotChecked() {
        tree.file("proc/meminfo", "MemTotal: 900 kB\nHugepagesize: 2048 kB\n");
        assertThatCode(() -> checkHuge(1000, 1000, BOTH)).doesNotThrowAnyException();
    }

    /** Ordinary memory does not count for huge pages, nor the reverse. */
    @Test
    void thePoolIsNoFreeMemory() {
        hugePages(9, 0, 0, 9);
        tree.file("proc/meminfo", "MemAvailable: 1 kB\nHugePages_Free: 9\nHugepagesize: 2048 kB\n");
        assertThatCode(() -> checkHuge(9, 1, ONE)).doesNotThrowAnyException();
    }

    private static BufferPlacement placement(long bytes, BitSet nodes) {
        Region whole = new Region(0, bytes, Policy.INTERLEAVE, nodes);
        return new BufferPlacement(bytes, Pages.BASE, 4096, List.of(whole));
    }

    @Test
    void theMachineAndTheContainerLimitTheWhole() {
        assertThatCode(() -> check(1, Long.MAX_VALUE / 4096 * 4096)).doesNotThrowAnyException();
        tree.file("proc/meminfo", "MemTotal: 900 kB\nMemAvailable: 8 kB\n");
        assertThatCode(() -> check(1, 8192)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(1, 8193))
                .isInstanceOf(PlacementException.class)
                .hasMessage("buffer of 8193 bytes: the machine or container has 8192 available (MemAvailable in"
                        + " /proc/meminfo)");
        tree.file("proc/self/cgroup", "0::/a\n")
                .file("sys/fs/cgroup/a/memory.max", "5000\n")
                .file("sys/fs/cgroup/a/memory.current", "1000\n");
        assertThatThrownBy(() -> check(1, 4001))
                .isInstanceOf(PlacementException.class)
                .hasMessage("buffer of 4001 bytes: the machine or container has 4000 available"
                        + " (/sys/fs/cgroup/a/memory.max 5000)");
    }
}
