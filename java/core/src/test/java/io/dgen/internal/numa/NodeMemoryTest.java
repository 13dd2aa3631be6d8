// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.numa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dgen.internal.topology.SystemFiles;
import io.dgen.testing.SystemTree;
import java.nio.file.Path;
import java.util.BitSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeMemoryTest {
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

        assertThatCode(() -> memory.checkFree(18 * 1024, BOTH)).doesNotThrowAnyException();
        assertThatThrownBy(() -> memory.checkFree(20 * 1024, BOTH))
                .isInstanceOf(PlacementException.class)
                .hasMessage("buffer of 20480 bytes: 10240 of them on NUMA node 1, which has 9216 free");
    }

    @Test
    void theMachineAndTheContainerLimitTheWhole() {
        assertThatCode(() -> memory.checkAvailable(Long.MAX_VALUE)).doesNotThrowAnyException();
        tree.file("proc/meminfo", "MemTotal: 900 kB\nMemAvailable: 8 kB\n");
        assertThatCode(() -> memory.checkAvailable(8192)).doesNotThrowAnyException();
        assertThatThrownBy(() -> memory.checkAvailable(8193))
                .isInstanceOf(PlacementException.class)
                .hasMessage("buffer of 8193 bytes: the machine or container has 8192 available (MemAvailable in"
                        + " /proc/meminfo)");
        tree.file("proc/self/cgroup", "0::/a\n")
                .file("sys/fs/cgroup/a/memory.max", "5000\n")
                .file("sys/fs/cgroup/a/memory.current", "1000\n");
        assertThatThrownBy(() -> memory.checkAvailable(4001))
                .isInstanceOf(PlacementException.class)
                .hasMessage("buffer of 4001 bytes: the machine or container has 4000 available"
                        + " (/sys/fs/cgroup/a/memory.max 5000)");
    }
}
