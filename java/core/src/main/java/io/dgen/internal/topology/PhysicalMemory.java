// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.topology;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The memory of the machine by sysinfo(2), which needs no /proc. The call does not report the caches. */
final class PhysicalMemory {
    /** Larger than {@code struct sysinfo}. */
    private static final long SYSINFO_BYTES = 256;

    private static final long TOTAL_OFFSET = 32;
    private static final long UNIT_OFFSET = 104;

    /** Used memory included; 0 if the system does not report it. */
    static final long TOTAL_BYTES = totalBytes();

    private PhysicalMemory() {}

    private static long totalBytes() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return 0;
        }
        try (Arena arena = Arena.ofConfined()) {
            Linker linker = Linker.nativeLinker();
            MethodHandle sysinfo = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("sysinfo"), FunctionDescriptor.of(JAVA_INT, ADDRESS));
            MemorySegment info = arena.allocate(SYSINFO_BYTES, Long.BYTES);
            return (int) sysinfo.invokeExact(info) == 0
                    ? info.get(JAVA_LONG, TOTAL_OFFSET) * info.get(JAVA_INT, UNIT_OFFSET)
                    : 0;
        } catch (Throwable e) {
            return 0; // no such function, or no native access
        }
    }
}
