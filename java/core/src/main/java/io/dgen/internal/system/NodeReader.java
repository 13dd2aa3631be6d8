package io.dgen.internal.system;

import io.dgen.NumaNode;
import io.dgen.NumaNode.Performance;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads /sys/devices/system/node. */
final class NodeReader {
    static final String FOLDER = "sys/devices/system/node";

    private final SystemFiles files;

    /** In order: what the kernel's distance files list. */
    private final List<Integer> online;

    private final List<Integer> ids;

    NodeReader(SystemFiles files) {
        this.files = files;
        BitSet folders = files.numberedFolders(FOLDER, "node");
        BitSet listed = files.idList(FOLDER + "/online");
        if (listed == null && !folders.isEmpty()) {
            files.note(FOLDER + "/online", "no list of nodes; the folders beside it were taken");
        }
        BitSet told = listed == null ? folders : listed;
        BitSet both = IdSets.and(told, folders);
        if (!both.equals(told)) {
            files.note(FOLDER, "not all online nodes have a folder; the others were left out");
        }
        online = IdSets.toList(told);
        ids = IdSets.toList(both);
    }

    /** Empty if the system shows no nodes. */
    List<Integer> ids() {
        return ids;
    }

    /** Null if the system does not tell. */
    @Nullable
    BitSet cpus(int id) {
        String list = folder(id) + "/cpulist";
        BitSet cpus = files.parsed(list, files.text(list), IdSets::ofList);
        if (cpus != null) {
            return cpus;
        }
        String map = folder(id) + "/cpumap";
        return files.parsed(map, files.text(map), IdSets::ofMask);
    }

    Memory memory(int id) {
        return Memory.read(files, folder(id) + "/meminfo");
    }

    Map<Integer, Integer> distances(int id) {
        String path = folder(id) + "/distance";
        Map<Integer, Integer> distances = files.parsed(path, files.text(path), this::distances);
        if (distances == null) {
            files.note(path, "no distances to " + online.size() + " nodes; they are unknown");
            return Map.of();
        }
        return distances;
    }

    private @Nullable Map<Integer, Integer> distances(String text) {
        String[] words = text.split("\\s+", -1);
        if (words.length != online.size()) {
            return null;
        }
        Map<Integer, Integer> distances = new TreeMap<>();
        try {
            for (int i = 0; i < words.length; i++) {
                distances.put(online.get(i), Integer.valueOf(words[i]));
            }
        } catch (NumberFormatException e) {
            return null;
        }
        return distances;
    }

    /** Initiators of class 0 are any, of class 1 CPUs only. */
    @Nullable
    Performance performance(int id) {
        Performance any = performance(folder(id) + "/access0/initiators");
        return any != null ? any : performance(folder(id) + "/access1/initiators");
    }

    private @Nullable Performance performance(String folder) {
        if (!files.isFolder(folder)) {
            return null;
        }
        Performance performance = new Performance(
                numberOrZero(folder + "/read_latency"),
                numberOrZero(folder + "/write_latency"),
                numberOrZero(folder + "/read_bandwidth"),
                numberOrZero(folder + "/write_bandwidth"));
        return performance.equals(new Performance(0, 0, 0, 0)) ? null : performance;
    }

    private long numberOrZero(String path) {
        Long number = files.number(path);
        return number == null ? 0 : number;
    }

    NumaNode read(int id, BitSet cpus, BitSet allowedCpus, boolean memoryAllowed) {
        Memory memory = memory(id);
        return new NumaNode(
                id,
                IdSets.toList(cpus),
                IdSets.toList(allowedCpus),
                memory.totalBytes(),
                memory.freeBytes(),
                memoryAllowed,
                distances(id),
                performance(id));
    }

    private static String folder(int id) {
        return FOLDER + "/node" + id;
    }
}
