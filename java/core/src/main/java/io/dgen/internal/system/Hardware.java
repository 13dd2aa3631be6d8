package io.dgen.internal.system;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads /proc and /sys under a root folder. What is not there is left out: the reader of the result is a person.
 */
public final class Hardware {
    /** A cache of CPU 0, such as L2 Unified 2048K. */
    public record Cache(String level, String type, String size) {}

    private final Path root;

    /** @param root "/" but in tests */
    public Hardware(Path root) {
        this.root = root;
    }

    /** The CPU's name; null where the system does not tell. */
    public @Nullable String cpuModel() {
        return lines("proc/cpuinfo").stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(null);
    }

    /** Number of CPUs of the machine, whether or not this process may use them; 0 if unknown. */
    public int logicalCpus() {
        return folders("sys/devices/system/cpu", "cpu[0-9]*").size();
    }

    /** Number of cores, counting SMT siblings once; 0 if unknown. */
    public int physicalCores() {
        Set<String> cores = new HashSet<>();
        for (Path cpu : folders("sys/devices/system/cpu", "cpu[0-9]*")) {
            String siblings = line(cpu.resolve("topology/thread_siblings_list"));
            if (siblings != null) {
                cores.add(siblings);
            }
        }
        return cores.size();
    }

    /** Number of NUMA nodes; 0 if the system does not tell. */
    public int numaNodes() {
        return folders("sys/devices/system/node", "node[0-9]*").size();
    }

    public List<Cache> caches() {
        List<Cache> caches = new ArrayList<>();
        for (Path index : folders("sys/devices/system/cpu/cpu0/cache", "index[0-9]*")) {
            String level = line(index.resolve("level"));
            String type = line(index.resolve("type"));
            String size = line(index.resolve("size"));
            if (level != null && type != null && size != null) {
                caches.add(new Cache("L" + level, type, size));
            }
        }
        return caches;
    }

    private List<Path> folders(String parent, String glob) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(root.resolve(parent), glob)) {
            children.forEach(found::add);
        } catch (IOException e) {
            return List.of();
        }
        found.sort(null);
        return found;
    }

    private static @Nullable String line(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return null;
        }
    }

    private List<String> lines(String file) {
        try {
            return Files.readAllLines(root.resolve(file));
        } catch (IOException e) {
            return List.of();
        }
    }
}
