// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.topology;

import java.util.Comparator;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Memory that this process can still allocate.
 *
 * @param bytes at least 0; the largest long if no limit is known
 * @param limit the limit that is reached first, in English
 */
public record MemoryHeadroom(long bytes, String limit) {
    private static final String LIMITS = "proc/self/limits";
    private static final String STATUS = "proc/self/status";

    private static final MemoryHeadroom UNKNOWN = new MemoryHeadroom(Long.MAX_VALUE, "no limit is known");

    public static MemoryHeadroom ofProcess() {
        return read(SystemFiles.ofMachine());
    }

    /** The smallest of what the machine, the control groups and the resource limits leave. */
    public static MemoryHeadroom read(SystemFiles files) {
        return Stream.of(
                        ofMachine(files),
                        new CgroupReader(files).availableMemory(),
                        ofResource(files, "Max address space", "VmSize", "ulimit -v"),
                        ofResource(files, "Max data size", "VmData", "ulimit -d"))
                .filter(Objects::nonNull)
                .min(Comparator.comparingLong(MemoryHeadroom::bytes))
                .orElse(UNKNOWN);
    }

    private static @Nullable MemoryHeadroom ofMachine(SystemFiles files) {
        OptionalLong bytes = MemInfoFile.ofMachine(files).bytes("MemAvailable");
        if (bytes.isPresent()) {
            return new MemoryHeadroom(bytes.getAsLong(), "MemAvailable in /proc/meminfo");
        }
        long total = files.physicalMemory();
        return total > 0 ? new MemoryHeadroom(total, "all memory, because /proc/meminfo shows no MemAvailable") : null;
    }

    private static @Nullable MemoryHeadroom ofResource(
            SystemFiles files, String resource, String usage, String command) {
        Long limit = number(files.text(LIMITS), resource + " +(\\d{1,18}) ");
        Long usedKib = limit == null ? null : number(files.text(STATUS), usage + ":\\s*(\\d{1,15}) kB");
        return limit == null || usedKib == null
                ? null
                : new MemoryHeadroom(Math.max(0, limit - (usedKib << 10)), command + " " + (limit >> 10));
    }

    private static @Nullable Long number(@Nullable String text, String pattern) {
        Matcher line = Pattern.compile(pattern).matcher(text == null ? "" : text);
        return line.find() ? Long.valueOf(line.group(1)) : null;
    }
}
