// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.topology;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads /sys/devices/system/cpu. */
final class CpuReader {
    static final String FOLDER = "sys/devices/system/cpu";

    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})([KMG]?)");

    private final SystemFiles files;

    CpuReader(SystemFiles files) {
        this.files = files;
    }

    /** The online CPUs; null if the system lists none. */
    @Nullable
    BitSet online() {
        BitSet online = files.idList(FOLDER + "/online");
        if (online != null) {
            return online;
        }
        BitSet cpus = files.numberedFolders(FOLDER, "cpu");
        // CPUs that cannot be taken offline have no such file.
        cpus.stream()
                .filter(cpu -> "0".equals(files.text(FOLDER + "/cpu" + cpu + "/online")))
                .forEach(cpus::clear);
        if (cpus.isEmpty()) {
            return null;
        }
        files.note(FOLDER + "/online", "no list of CPUs; used the CPU folders instead");
        return cpus;
    }

    /** The online CPUs by core; empty if unknown. */
    List<BitSet> cores(BitSet online) {
        return groups("cores", online, "core_cpus_list", "thread_siblings_list");
    }

    /** The online CPUs by socket; empty if unknown. */
    List<BitSet> sockets(BitSet online) {
        return groups("sockets", online, "package_cpus_list", "core_siblings_list");
    }

    /**
     * Reads one file per group, because the file of each CPU lists all CPUs of its group. Older kernels have only the
     * old name.
     */
    private List<BitSet> groups(String what, BitSet online, String name, String oldName) {
        List<BitSet> groups = new ArrayList<>();
        BitSet left = (BitSet) online.clone();
        for (int cpu = left.nextSetBit(0); cpu >= 0; cpu = left.nextSetBit(cpu + 1)) {
            String folder = FOLDER + "/cpu" + cpu + "/topology/";
            BitSet group = files.idList(folder + name, folder + oldName);
            if (group == null) {
                files.note(folder + name, "no list of CPUs; the number of " + what + " is unknown");
                return List.of();
            }
            group.set(cpu);
            group.and(left);
            left.andNot(group);
            groups.add(group);
        }
        return groups;
    }

    /** The caches of the first online CPU. */
    List<CpuCache> caches(BitSet online) {
        String folder = FOLDER + "/cpu" + online.nextSetBit(0) + "/cache";
        List<CpuCache> caches = new ArrayList<>();
        files.numberedFolders(folder, "index").stream().forEach(index -> {
            String path = folder + "/index" + index;
            Long level = files.number(path + "/level");
            String type = files.text(path + "/type");
            Long size = files.parsed(path + "/size", files.text(path + "/size"), CpuReader::bytes);
            BitSet shared = files.idList(path + "/shared_cpu_list");
            if (level == null || type == null || size == null) {
                files.note(path, "no level, type or size; left it out");
            } else {
                int cpus = shared == null ? 0 : IdSets.and(shared, online).cardinality();
                caches.add(new CpuCache(level.intValue(), type, size, cpus));
            }
        });
        return caches;
    }

    private static @Nullable Long bytes(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        int shift = matcher.group(2).isEmpty() ? 0 : 10 * (1 + "KMG".indexOf(matcher.group(2)));
        return Long.parseLong(matcher.group(1)) << shift;
    }
}
