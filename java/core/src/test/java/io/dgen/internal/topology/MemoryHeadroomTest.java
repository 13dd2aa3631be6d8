// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.testing.Skip;
import io.dgen.testing.SystemTree;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryHeadroomTest {
    @TempDir
    Path root;

    private SystemTree tree;

    @BeforeEach
    void create() {
        tree = new SystemTree(root);
    }

    private MemoryHeadroom read() {
        return MemoryHeadroom.read(new SystemFiles(root));
    }

    private void limits(String addressSpace, String data) {
        tree.file("proc/self/limits", """
                Limit                     Soft Limit           Hard Limit           Units
                Max data size             %-20s unlimited            bytes
                Max stack size            8388608              unlimited            bytes
                Max address space         %-20s unlimited            bytes
                """.formatted(data, addressSpace));
    }

    private void usage(long addressSpaceKib, long dataKib) {
        tree.file(
                "proc/self/status",
                "VmPeak:\t 9999999 kB\nVmSize:\t %d kB\nVmData:\t %d kB\n".formatted(addressSpaceKib, dataKib));
    }

    @Test
    void nothingIsKnownWithoutFiles() {
        assertThat(read()).isEqualTo(new MemoryHeadroom(Long.MAX_VALUE, "no limit is known"));
        limits("unlimited", "unlimited");
        usage(100, 50);
        assertThat(read().bytes()).isEqualTo(Long.MAX_VALUE);
    }

    /** A request that no machine can fulfil is refused without /proc, too. */
    @Test
    void allMemoryIsTheLimitWithoutMeminfo() {
        SystemFiles files = new SystemFiles(root, () -> 5000);
        assertThat(MemoryHeadroom.read(files))
                .isEqualTo(new MemoryHeadroom(5000, "all memory, because /proc/meminfo shows no MemAvailable"));

        tree.file("proc/meminfo", "MemAvailable: 800 kB\n");
        assertThat(MemoryHeadroom.read(files).bytes()).isEqualTo(800 << 10);
    }

    @Test
    void theSystemReportsTheMemoryOfTheMachine() {
        long total = MemInfoFile.ofMachine(SystemFiles.ofMachine()).totalBytes();
        Skip.unless(total > 0, "size of the memory: no /proc here");
        // Containers can show less of it in /proc.
        assertThat(PhysicalMemory.TOTAL_BYTES).isGreaterThanOrEqualTo(total);
    }

    @Test
    void resourceLimitsWithoutUsageAreUnknown() {
        limits("102400", "102400");

        assertThat(read().bytes()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void theSmallestRestCounts() {
        tree.file("proc/meminfo", "MemTotal: 9000 kB\nMemAvailable: 800 kB\n");
        assertThat(read()).isEqualTo(new MemoryHeadroom(800 << 10, "MemAvailable in /proc/meminfo"));

        tree.file("proc/self/cgroup", "0::/a\n")
                .file("sys/fs/cgroup/a/memory.max", "800000\n")
                .file("sys/fs/cgroup/a/memory.current", "50000\n");
        assertThat(read()).isEqualTo(new MemoryHeadroom(750_000, "/sys/fs/cgroup/a/memory.max 800000"));

        usage(600, 300);
        limits("1228800", "unlimited");
        assertThat(read()).isEqualTo(new MemoryHeadroom(600 << 10, "ulimit -v 1200"));

        limits("1228800", "512000");
        assertThat(read()).isEqualTo(new MemoryHeadroom(200 << 10, "ulimit -d 500"));

        limits("1228800", "102400");
        assertThat(read().bytes()).isZero();
    }
}
