// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.testing.SystemTree;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuModelTest {
    @TempDir
    Path root;

    @Test
    void isTheNameOfTheFirstCpu() {
        new SystemTree(root)
                .file("proc/cpuinfo", "processor\t: 0\nmodel name\t: Some CPU: 3 GHz\nmodel name\t: other\n");

        assertThat(CpuModel.read(new SystemFiles(root))).isEqualTo("Some CPU: 3 GHz");
    }

    @Test
    void isUnknownWithoutCpuinfo() {
        assertThat(CpuModel.read(new SystemFiles(root))).isNull();
    }
}
