// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The size of the memory. */
public final class PhysicalMemory {
    private PhysicalMemory() {}

    /** {@return the total memory of the machine or the container in bytes} */
    public static long bytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Long.MAX_VALUE;
    }
}
