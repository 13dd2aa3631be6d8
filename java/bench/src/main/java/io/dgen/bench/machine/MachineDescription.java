// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.machine;

import io.dgen.ByteSize;
import io.dgen.SystemInfo;
import java.util.stream.Collectors;

/** The machine in one line, for the head of a report. */
public final class MachineDescription {
    private MachineDescription() {}

    /** {@return CPU, caches, operating system and JDK} */
    public static String of(SystemInfo system) {
        String caches = system.topology().caches().stream()
                .map(c -> ", L" + c.level() + " " + c.type() + " " + ByteSize.format(c.sizeBytes()))
                .collect(Collectors.joining());
        return system.cpuModel() + ", " + system.availableCpus() + " CPUs, tier " + system.autoTier() + caches + "; "
                + system.operatingSystem() + "; Java " + system.jdk();
    }
}
