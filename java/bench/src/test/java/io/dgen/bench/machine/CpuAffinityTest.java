// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.SystemInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class CpuAffinityTest {
    private static String cpus() throws IOException {
        return Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
                .filter(l -> l.startsWith("Cpus_allowed_list:"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPinnedThreadHasOneCpuAndTheOthersKeepTheirs() throws IOException, ExecutionException, InterruptedException {
        String before = cpus();
        FutureTask<String> pinned = new FutureTask<>(() -> {
            CpuAffinity.pinCallingThread();
            return cpus();
        });
        Thread.ofPlatform().start(pinned).join();

        assertThat(pinned.get()).matches("Cpus_allowed_list:\\s*\\d+");
        assertThat(cpus()).isEqualTo(before);
    }

    @Test
    void descriptionIsOneLine() {
        assertThat(MachineDescription.of(SystemInfo.get()))
                .hasLineCount(1)
                .contains(SystemInfo.get().availableCpus() + " CPUs, tier ", "; Java ");
    }
}
