// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.topology;

import static io.dgen.internal.topology.IdSetsTest.set;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LONG;

import io.dgen.testing.SystemTree;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupReaderTest {
    @TempDir
    Path root;

    private SystemTree tree;
    private SystemFiles files;

    @BeforeEach
    void create() {
        tree = new SystemTree(root);
        files = new SystemFiles(root);
    }

    private CgroupLimits read() {
        return new CgroupReader(files).read();
    }

    private void group(String text) {
        tree.file("proc/self/cgroup", text);
    }

    private void quota2(String group, String text) {
        tree.file("sys/fs/cgroup" + group + "/cpu.max", text + "\n");
    }

    private void quota1(String group, int quota, int period) {
        tree.file(group + "/cpu.cfs_quota_us", quota + "\n").file(group + "/cpu.cfs_period_us", period + "\n");
    }

    @Test
    void noCgroups() {
        assertThat(read()).isEqualTo(CgroupLimits.NONE);
        group("0::/\n");
        assertThat(read()).isEqualTo(CgroupLimits.NONE);
        assertThat(files.notes()).isEmpty();
    }

    @Test
    void theRootOfVersion2HasNoLimit() {
        group("0::/\n");
        tree.folder("sys/fs/cgroup");

        assertThat(read()).isEqualTo(new CgroupLimits(2, null, null, null));
    }

    @Test
    void version2() {
        group("0::/a.slice/b.scope\n");
        quota2("/a.slice/b.scope", "150000 100000");
        tree.file("sys/fs/cgroup/a.slice/b.scope/cpuset.cpus.effective", "2-3,8\n")
                .file("sys/fs/cgroup/a.slice/b.scope/cpuset.mems.effective", "1\n");

        assertThat(read()).isEqualTo(new CgroupLimits(2, 1.5, set(2, 3, 8), set(1)));
    }

    @Test
    void theSmallestQuotaOfVersion2Counts() {
        group("0::/a/b/c\n");
        quota2("/a/b/c", "max 100000");
        quota2("/a/b", "400000 100000");
        quota2("/a", "125000 50000");
        assertThat(read().cpuQuota()).isEqualTo(2.5);

        quota2("/a/b/c", "10000 100000");
        assertThat(read().cpuQuota()).isEqualTo(0.1);
    }

    private void memory2(String group, String max, long current, long inactiveFile, long activeFile) {
        tree.file("sys/fs/cgroup" + group + "/memory.max", max + "\n")
                .file("sys/fs/cgroup" + group + "/memory.current", current + "\n")
                .file(
                        "sys/fs/cgroup" + group + "/memory.stat",
                        "anon 5\ninactive_file " + inactiveFile + "\nactive_file " + activeFile + "\n");
    }

    @Test
    void memoryOfVersion2IsTheRestOfTheTightestGroup() {
        assertThat(new CgroupReader(files).availableMemory()).isNull();
        group("0::/a/b\n");
        memory2("/a/b", "max", 100, 0, 0);
        assertThat(new CgroupReader(files).availableMemory()).isNull();
        memory2("/a", "1000", 700, 20, 3);
        assertThat(new CgroupReader(files).availableMemory())
                .isEqualTo(new MemoryHeadroom(323, "/sys/fs/cgroup/a/memory.max 1000"));
        memory2("/a/b", "200", 150, 40, 0);
        assertThat(new CgroupReader(files).availableMemory())
                .isEqualTo(new MemoryHeadroom(90, "/sys/fs/cgroup/a/b/memory.max 200"));
        memory2("/a/b", "200", 350, 40, 0);
        assertThat(new CgroupReader(files).availableMemory())
                .isEqualTo(new MemoryHeadroom(0, "/sys/fs/cgroup/a/b/memory.max 200"));
    }

    @Test
    void memoryOfVersion1() {
        group("4:memory:/a\n");
        tree.file("sys/fs/cgroup/memory/a/memory.limit_in_bytes", "5000\n")
                .file("sys/fs/cgroup/memory/a/memory.usage_in_bytes", "3000\n")
                .file("sys/fs/cgroup/memory/a/memory.stat", "inactive_file 7\ntotal_inactive_file 500\n");
        assertThat(new CgroupReader(files).availableMemory())
                .isEqualTo(new MemoryHeadroom(2500, "/sys/fs/cgroup/memory/a/memory.limit_in_bytes 5000"));
        tree.file("sys/fs/cgroup/memory/a/memory.limit_in_bytes", "9223372036854771712\n")
                .file("sys/fs/cgroup/memory/a/memory.stat", "total_inactive_file 9000000000000000\n");
        assertThat(new CgroupReader(files).availableMemory())
                .isNotNull()
                .extracting(MemoryHeadroom::bytes, as(LONG))
                .isGreaterThan(1L << 62);
    }

    @Test
    void noQuotaOfVersion2() {
        group("0::/a\n");
        quota2("/a", "max 100000");

        assertThat(read()).isEqualTo(new CgroupLimits(2, null, null, null));
        assertThat(files.notes()).isEmpty();
    }

    @Test
    void aGroupWithoutACpusetInheritsThatOfItsParent() {
        group("0::/a/b/c\n");
        tree.folder("sys/fs/cgroup/a/b/c")
                .file("sys/fs/cgroup/a/b/cpuset.cpus.effective", "\n")
                .file("sys/fs/cgroup/a/cpuset.cpus.effective", "4-5\n")
                .file("sys/fs/cgroup/cpuset.cpus.effective", "0-7\n")
                .file("sys/fs/cgroup/cpuset.mems.effective", "0-1\n");

        assertThat(read()).isEqualTo(new CgroupLimits(2, null, set(4, 5), set(0, 1)));
    }

    @Test
    void inAContainerTheMountIsTheGroup() {
        group("0::/system.slice/docker-1234.scope\n");
        quota2("", "200000 100000");
        tree.file("sys/fs/cgroup/cpuset.cpus.effective", "1\n");

        assertThat(read()).isEqualTo(new CgroupLimits(2, 2.0, set(1), null));
    }

    @Test
    void aGroupOutsideOfTheNamespaceIsReadAtTheMount() {
        group("0::/../other\n");
        quota2("", "200000 100000");
        tree.file("sys/fs/other/cpu.max", "100000 100000\n");

        assertThat(read().cpuQuota()).isEqualTo(2.0);
    }

    @Test
    void version1() {
        group("9:cpuset:/docker/1\n4:cpu,cpuacct:/docker/1\n1:name=systemd:/x\n");
        quota1("sys/fs/cgroup/cpu,cpuacct/docker/1", 50_000, 100_000);
        tree.file("sys/fs/cgroup/cpuset/docker/1/cpuset.cpus", "0,2\n")
                .file("sys/fs/cgroup/cpuset/docker/1/cpuset.mems", "0\n");

        assertThat(read()).isEqualTo(new CgroupLimits(1, 0.5, set(0, 2), set(0)));
    }

    @Test
    void theSmallestQuotaOfVersion1Counts() {
        group("4:cpu:/a/b\n");
        quota1("sys/fs/cgroup/cpu/a/b", 400_000, 100_000);
        quota1("sys/fs/cgroup/cpu/a", 300_000, 100_000);
        quota1("sys/fs/cgroup/cpu", -1, 100_000);

        assertThat(read()).isEqualTo(new CgroupLimits(1, 3.0, null, null));
        assertThat(files.notes()).isEmpty();
    }

    @Test
    void mountsOfVersion1HaveSeveralNames() {
        for (String mount : List.of("cpuacct,cpu", "cpu", "cpu,cpuacct")) {
            SystemTree other = new SystemTree(root.resolve(mount));
            other.file("proc/self/cgroup", "4:cpuacct,cpu:/\n");
            other.file("sys/fs/cgroup/" + mount + "/cpu.cfs_quota_us", "7")
                    .file("sys/fs/cgroup/" + mount + "/cpu.cfs_period_us", "2");

            assertThat(new CgroupReader(new SystemFiles(other.root())).read().cpuQuota())
                    .isEqualTo(3.5);
        }
    }

    @Test
    void inAContainerTheMountOfVersion1IsTheGroup() {
        group("4:cpu:/docker/1\n3:cpuset:/docker/1\n");
        quota1("sys/fs/cgroup/cpu", 100_000, 100_000);
        tree.file("sys/fs/cgroup/cpuset/cpuset.cpus", "3\n");

        assertThat(read()).isEqualTo(new CgroupLimits(1, 1.0, set(3), null));
    }

    @Test
    void bothVersions() {
        group("3:cpuset:/a\n0::/b\n");
        tree.file("sys/fs/cgroup/cpuset/a/cpuset.effective_cpus", "1\n")
                .file("sys/fs/cgroup/cpuset/a/cpuset.cpus", "\n")
                .file("sys/fs/cgroup/unified/b/cpu.max", "300000 100000\n");

        assertThat(read()).isEqualTo(new CgroupLimits(1, 3.0, set(1), null));
    }

    @Test
    void malformedFilesLeaveNotes() {
        group("nonsense\n0::/a\n");
        quota2("/a", "many");
        quota2("", "1 0");
        tree.file("sys/fs/cgroup/a/cpuset.cpus.effective", "zero\n");

        assertThat(read()).isEqualTo(new CgroupLimits(2, null, null, null));
        assertThat(files.notes())
                .containsExactly(
                        "/proc/self/cgroup: malformed: 'nonsense'",
                        "/sys/fs/cgroup/a/cpu.max: malformed: 'many'",
                        "/sys/fs/cgroup/cpu.max: malformed: '1 0'",
                        "/sys/fs/cgroup/a/cpuset.cpus.effective: malformed: 'zero'");
    }
}
