package io.dgen.internal.system;

import io.dgen.ContainerLimits;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this process may use: its affinity within its cpuset. May hold ids that are not online; null stands for all.
 */
record Permissions(@Nullable BitSet cpus, @Nullable BitSet memoryNodes) {
    private static final String STATUS = "proc/self/status";

    static Permissions read(SystemFiles files, ContainerLimits limits) {
        String status = files.text(STATUS);
        return new Permissions(
                ids(files, status, "Cpus_allowed_list:", limits.cpus()),
                ids(files, status, "Mems_allowed_list:", limits.memoryNodes()));
    }

    private static @Nullable BitSet ids(
            SystemFiles files, @Nullable String status, String key, @Nullable List<Integer> cpuset) {
        String value = status == null
                ? null
                : status.lines()
                        .filter(line -> line.startsWith(key))
                        .map(line -> line.substring(key.length()).strip())
                        .findFirst()
                        .orElse(null);
        BitSet ids = files.parsed(STATUS, value, IdSets::ofList);
        if (ids != null) {
            return ids;
        }
        String assumed = cpuset == null ? "all are taken for allowed" : "those of the cpuset are taken for allowed";
        files.note(STATUS, "no " + key.replace(":", "") + "; " + assumed);
        if (cpuset == null) {
            return null;
        }
        BitSet fromCpuset = new BitSet();
        cpuset.forEach(fromCpuset::set);
        return fromCpuset;
    }
}
