package io.dgen.cli.pipeline;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The size of the memory. */
public final class PhysicalMemory {
    private PhysicalMemory() {}

    /** {@return the memory of the machine or the container in bytes, used or not} */
    public static long bytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Long.MAX_VALUE;
    }
}
