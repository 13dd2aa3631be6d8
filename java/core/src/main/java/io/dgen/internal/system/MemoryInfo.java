package io.dgen.internal.system;

import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A meminfo file: of the machine, or of one node, where each line begins with the node's name. */
public final class MemoryInfo {
    private final String text;

    MemoryInfo(@Nullable String text) {
        this.text = text == null ? "" : text;
    }

    public static MemoryInfo ofMachine(Path root) {
        return new MemoryInfo(new SystemFiles(root).text("proc/meminfo"));
    }

    public static MemoryInfo ofNode(Path root, int node) {
        return new MemoryInfo(new SystemFiles(root).text("sys/devices/system/node/node" + node + "/meminfo"));
    }

    /** Bytes that this process may still take, of the machine's memory and of its control groups'. */
    public static long available(Path root) {
        return Math.min(
                ofMachine(root).bytes("MemAvailable").orElse(Long.MAX_VALUE),
                new CgroupReader(new SystemFiles(root)).availableMemory().orElse(Long.MAX_VALUE));
    }

    /** The figure of that name; empty if there is none. */
    public OptionalLong bytes(String name) {
        Matcher line = Pattern.compile("(?:^|\\s)" + Pattern.quote(name) + ":\\s*(\\d{1,15}) kB")
                .matcher(text);
        return line.find() ? OptionalLong.of(Long.parseLong(line.group(1)) << 10) : OptionalLong.empty();
    }
}
