// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.topology;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The CPUs and nodes that this process may use: its affinity within its cpuset. The sets may contain ids that are not
 * online; null means all.
 */
record Permissions(@Nullable BitSet cpus, @Nullable BitSet memoryNodes) {
    private static final String STATUS = "proc/self/status";

    static Permissions read(SystemFiles files, CgroupLimits limits) {
        String status = files.text(STATUS);
        return new Permissions(
                ids(files, status, "Cpus_allowed_list", limits.cpus()),
                ids(files, status, "Mems_allowed_list", limits.memoryNodes()));
    }

    private static @Nullable BitSet ids(
            SystemFiles files, @Nullable String status, String key, @Nullable BitSet cpuset) {
        String value = status == null
                ? null
                : status.lines()
                        .filter(line -> line.startsWith(key + ":"))
                        .map(line -> line.substring(key.length() + 1).strip())
                        .findFirst()
                        .orElse(null);
        BitSet ids = files.parsed(STATUS, value, IdSets::ofList);
        if (ids != null) {
            return ids;
        }
        String assumed = cpuset == null ? "all" : "those of the cpuset";
        files.note(STATUS, "no " + key + "; assumed that " + assumed + " are allowed");
        return cpuset;
    }

    /**
     * The CPUs of {@code present} that this process may use. If none of them is permitted, adds a note and returns all.
     */
    BitSet allowedCpus(SystemFiles files, BitSet present) {
        return allowed(files, cpus, present, "CPUs");
    }

    /**
     * The nodes of {@code present} that this process may allocate memory on. If none of them is permitted, adds a note
     * and returns all.
     */
    BitSet allowedNodes(SystemFiles files, BitSet present) {
        return allowed(files, memoryNodes, present, "nodes");
    }

    private static BitSet allowed(SystemFiles files, @Nullable BitSet permitted, BitSet present, String what) {
        if (permitted == null) {
            return present;
        }
        BitSet allowed = IdSets.and(permitted, present);
        if (allowed.isEmpty()) {
            files.note(STATUS, "none of the " + what + " is allowed; assumed that all are allowed");
            return present;
        }
        return allowed;
    }
}
