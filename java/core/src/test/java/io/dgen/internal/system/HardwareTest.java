package io.dgen.internal.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.internal.system.Hardware.Cache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine made of files. */
class HardwareTest {
    @TempDir
    Path root;

    private Hardware hardware;

    @BeforeEach
    void create() {
        hardware = new Hardware(root);
    }

    @Test
    void aSystemThatTellsNothingIsDescribedByNothing() {
        assertThat(hardware.cpuModel()).isNull();
        assertThat(hardware.logicalCpus()).isZero();
        assertThat(hardware.physicalCores()).isZero();
        assertThat(hardware.numaNodes()).isZero();
        assertThat(hardware.caches()).isEmpty();
    }

    @Test
    void countsSmtSiblingsOnce() throws IOException {
        String[] siblings = {"0,2", "1,3", "0,2", "1,3"};
        for (int cpu = 0; cpu < siblings.length; cpu++) {
            write("sys/devices/system/cpu/cpu" + cpu + "/topology/thread_siblings_list", siblings[cpu] + "\n");
        }
        Files.createDirectories(root.resolve("sys/devices/system/cpu/cpufreq"));
        Files.createDirectories(root.resolve("sys/devices/system/cpu/cpuidle"));

        assertThat(hardware.logicalCpus()).isEqualTo(4);
        assertThat(hardware.physicalCores()).isEqualTo(2);
    }

    @Test
    void countsNodes() throws IOException {
        for (String name : new String[] {"node0", "node1", "node10", "possible", "power"}) {
            Files.createDirectories(root.resolve("sys/devices/system/node").resolve(name));
        }
        assertThat(hardware.numaNodes()).isEqualTo(3);
    }

    @Test
    void readsTheCpusName() throws IOException {
        write("proc/cpuinfo", "processor\t: 0\nmodel name\t: Some CPU: 3 GHz\nmodel name\t: other\n");

        assertThat(hardware.cpuModel()).isEqualTo("Some CPU: 3 GHz");
    }

    @Test
    void readsCachesAndLeavesOutTheUnreadable() throws IOException {
        cache(0, "1", "Data", "48K");
        cache(1, "1", "Instruction", "32K");
        cache(3, "3", "Unified", "107520K");
        write("sys/devices/system/cpu/cpu0/cache/index2/level", "2\n");

        assertThat(hardware.caches())
                .containsExactly(
                        new Cache("L1", "Data", "48K"),
                        new Cache("L1", "Instruction", "32K"),
                        new Cache("L3", "Unified", "107520K"));
    }

    private void cache(int index, String level, String type, String size) throws IOException {
        String folder = "sys/devices/system/cpu/cpu0/cache/index" + index + "/";
        write(folder + "level", level + "\n");
        write(folder + "type", type + "\n");
        write(folder + "size", size + "\n");
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
