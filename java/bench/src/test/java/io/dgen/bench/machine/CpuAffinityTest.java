// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.SystemInfo;
import java.util.BitSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class CpuAffinityTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void aPinnedThreadHasOneCpuAndTheOthersKeepTheirs() throws ExecutionException, InterruptedException {
        BitSet before = CpuAffinity.cpusOfCallingThread();
        FutureTask<BitSet> pinned = new FutureTask<>(() -> {
            CpuAffinity.pinCallingThread();
            return CpuAffinity.cpusOfCallingThread();
        });
        Thread.ofPlatform().start(pinned).join();

        assertThat(pinned.get().cardinality()).isEqualTo(1);
        assertThat(before.get(pinned.get().nextSetBit(0))).isTrue();
        assertThat(CpuAffinity.cpusOfCallingThread()).isEqualTo(before);
    }

    @Test
    void descriptionIsOneLine() {
        assertThat(MachineDescription.of(SystemInfo.get()))
                .hasLineCount(1)
                .contains(SystemInfo.get().availableCpus() + " CPUs, tier ", "; Java ");
    }
}
