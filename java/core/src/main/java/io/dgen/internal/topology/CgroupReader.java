// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the limits of this process's control groups. The process is in one group of version 2, and in one group for each
 * controller that is mounted as version 1. A controller belongs to only one of the versions.
 */
public final class CgroupReader {
    private static final String MEMBERSHIP = "proc/self/cgroup";
    private static final String MOUNTS = "sys/fs/cgroup";

    private final SystemFiles files;

    /** Lines such as {@code 4:cpu,cpuacct:/path}, and {@code 0::/path} for version 2. */
    private final List<String[]> memberships = new ArrayList<>();

    public CgroupReader(SystemFiles files) {
        this.files = files;
        String text = files.text(MEMBERSHIP);
        for (String line : text == null ? List.<String>of() : text.lines().toList()) {
            String[] parts = files.parsed(MEMBERSHIP, line, CgroupReader::threeParts);
            if (parts != null) {
                memberships.add(parts);
            }
        }
    }

    private static String @Nullable [] threeParts(String line) {
        String[] parts = line.split(":", 3);
        return parts.length == 3 && parts[2].startsWith("/") ? parts : null;
    }

    CgroupLimits read() {
        List<String> cpu1 = version1("cpu", "cpu,cpuacct");
        List<String> cpuset1 = version1("cpuset");
        List<String> unified = version2();
        if (cpu1.isEmpty() && cpuset1.isEmpty() && unified.isEmpty()) {
            return CgroupLimits.NONE;
        }
        return new CgroupLimits(
                cpu1.isEmpty() && cpuset1.isEmpty() ? 2 : 1,
                cpu1.isEmpty() ? smallest(unified, this::quota2) : smallest(cpu1, this::quota1),
                cpuset1.isEmpty()
                        ? nearest(unified, "cpuset.cpus.effective")
                        : nearest(cpuset1, "cpuset.effective_cpus", "cpuset.cpus"),
                cpuset1.isEmpty()
                        ? nearest(unified, "cpuset.mems.effective")
                        : nearest(cpuset1, "cpuset.effective_mems", "cpuset.mems"));
    }

    /** Memory that this process's groups can still allocate, their file cache included; null if they have no limit. */
    @Nullable
    MemoryHeadroom availableMemory() {
        return Stream.concat(
                        version1("memory").stream()
                                .map(group -> left(group, "memory.limit_in_bytes", "memory.usage_in_bytes", "total_")),
                        version2().stream().map(group -> left(group, "memory.max", "memory.current", "")))
                .filter(Objects::nonNull)
                .min(Comparator.comparingLong(MemoryHeadroom::bytes))
                .orElse(null);
    }

    private @Nullable MemoryHeadroom left(String group, String limit, String usage, String prefix) {
        String text = files.text(group + "/" + limit);
        Long most = text == null || text.equals("max") ? null : files.number(group + "/" + limit);
        Long used = most == null ? null : files.number(group + "/" + usage);
        if (most == null || used == null) {
            return null;
        }
        long ofFiles = statistic(group, prefix + "inactive_file") + statistic(group, prefix + "active_file");
        // Version 1 reports "no limit" as a large number; adding to it would overflow.
        long left = most - used > Long.MAX_VALUE / 2 ? most - used : most - used + ofFiles;
        return new MemoryHeadroom(Math.max(0, left), "/" + group + "/" + limit + " " + most);
    }

    private long statistic(String group, String name) {
        String text = files.text(group + "/memory.stat");
        return text == null
                ? 0
                : text.lines()
                        .filter(line -> line.startsWith(name + " "))
                        .map(line -> line.substring(name.length() + 1).strip())
                        .filter(number -> number.matches("\\d{1,18}"))
                        .mapToLong(Long::parseLong)
                        .findFirst()
                        .orElse(0);
    }

    private List<String> version1(String controller, String... otherMounts) {
        for (String[] membership : memberships) {
            if (Arrays.asList(membership[1].split(",", -1)).contains(controller)) {
                List<String> mounts = new ArrayList<>(List.of(membership[1], controller));
                mounts.addAll(List.of(otherMounts));
                return mounts.stream()
                        .map(mount -> MOUNTS + "/" + mount)
                        .filter(files::isFolder)
                        .findFirst()
                        .map(mount -> upwards(mount, membership[2]))
                        .orElse(List.of());
            }
        }
        return List.of();
    }

    /** If version 1 is mounted too, version 2 is in a separate folder. */
    private List<String> version2() {
        String mount = files.isFolder(MOUNTS + "/unified") ? MOUNTS + "/unified" : MOUNTS;
        return memberships.stream()
                .filter(membership -> membership[1].isEmpty() && files.isFolder(mount))
                .findFirst()
                .map(membership -> upwards(mount, membership[2]))
                .orElse(List.of());
    }

    /**
     * The folders of a group and its ancestors, nearest first. In a container, the path may be the path on the host,
     * while the mount is the group of the container.
     */
    private List<String> upwards(String mount, String path) {
        List<String> groups = new ArrayList<>();
        boolean isVisible = !Arrays.asList(path.split("/", -1)).contains("..") && files.isFolder(mount + path);
        for (String p = isVisible ? path : ""; p.length() > 1; p = p.substring(0, p.lastIndexOf('/'))) {
            groups.add(mount + p);
        }
        groups.add(mount);
        return groups;
    }

    private interface Quota {
        /** Reads the quota of a group in CPUs; null if unlimited. */
        @Nullable
        Double of(String group);
    }

    private static @Nullable Double smallest(List<String> groups, Quota quota) {
        return groups.stream()
                .map(quota::of)
                .filter(Objects::nonNull)
                .min(Double::compare)
                .orElse(null);
    }

    private @Nullable Double quota1(String group) {
        Long micros = files.number(group + "/cpu.cfs_quota_us");
        Long period = files.number(group + "/cpu.cfs_period_us");
        return micros == null || period == null || micros <= 0 || period <= 0 ? null : (double) micros / period;
    }

    private @Nullable Double quota2(String group) {
        String path = group + "/cpu.max";
        Double quota = files.parsed(path, files.text(path), CgroupReader::cpuMax);
        return quota == null || quota.isInfinite() ? null : quota;
    }

    /** {@code 150000 100000} is 1.5; infinite for {@code max 100000}; null if it is malformed. */
    private static @Nullable Double cpuMax(String text) {
        String[] words = text.split("\\s+", -1);
        if (words[0].equals("max")) {
            return Double.POSITIVE_INFINITY;
        }
        try {
            double cpus = (double) Long.parseLong(words[0]) / Long.parseLong(words[words.length - 1]);
            return words.length == 2 && cpus > 0 && !Double.isInfinite(cpus) ? cpus : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /**
     * Reads the set of the nearest group that has one. A group without the file, or with an empty one, inherits its
     * parent's set.
     */
    private @Nullable BitSet nearest(List<String> groups, String... names) {
        for (String group : groups) {
            BitSet ids = files.idList(
                    Arrays.stream(names).map(name -> group + "/" + name).toArray(String[]::new));
            if (ids != null) {
                return ids;
            }
        }
        return null;
    }
}
