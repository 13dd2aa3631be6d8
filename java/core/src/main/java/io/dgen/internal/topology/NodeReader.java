// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.topology;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads /sys/devices/system/node. */
final class NodeReader {
    static final String FOLDER = "sys/devices/system/node";

    private final SystemFiles files;

    /** Ids in ascending order, the order of the kernel's distance files. */
    private final List<Integer> online;

    private final List<Integer> ids;

    NodeReader(SystemFiles files) {
        this.files = files;
        BitSet folders = files.numberedFolders(FOLDER, "node");
        BitSet listed = files.idList(FOLDER + "/online");
        if (listed == null && !folders.isEmpty()) {
            files.note(FOLDER + "/online", "no list of nodes; used the node folders instead");
        }
        BitSet claimed = listed == null ? folders : listed;
        BitSet both = IdSets.and(claimed, folders);
        if (!both.equals(claimed)) {
            files.note(FOLDER, "some online nodes have no folder; left them out");
        }
        online = IdSets.toList(claimed);
        ids = IdSets.toList(both);
    }

    static String folder(int id) {
        return FOLDER + "/node" + id;
    }

    /** The ids; empty if the system lists no nodes. */
    List<Integer> ids() {
        return ids;
    }

    /** The CPUs of a node. If the system does not list them, adds a note and returns the empty set. */
    BitSet cpus(int id) {
        String list = folder(id) + "/cpulist";
        String map = folder(id) + "/cpumap";
        BitSet cpus = files.parsed(list, files.text(list), IdSets::ofList);
        if (cpus == null) {
            cpus = files.parsed(map, files.text(map), IdSets::ofMask);
        }
        if (cpus == null) {
            files.note(folder(id), "no list of CPUs; assumed none");
            return new BitSet();
        }
        return cpus;
    }

    /**
     * The distances of a node. If the file does not have one for each online node, adds a note and returns an empty
     * map.
     */
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

    /** Class 0 has the nearest initiators of any kind, class 1 the nearest CPUs. */
    @Nullable
    NodePerformance performance(int id) {
        NodePerformance any = performance(folder(id) + "/access0/initiators");
        return any != null ? any : performance(folder(id) + "/access1/initiators");
    }

    private @Nullable NodePerformance performance(String folder) {
        if (!files.isFolder(folder)) {
            return null;
        }
        NodePerformance performance = new NodePerformance(
                numberOrZero(folder + "/read_latency"),
                numberOrZero(folder + "/write_latency"),
                numberOrZero(folder + "/read_bandwidth"),
                numberOrZero(folder + "/write_bandwidth"));
        return performance.equals(NodePerformance.UNKNOWN) ? null : performance;
    }

    private long numberOrZero(String path) {
        Long number = files.number(path);
        return number == null ? 0 : number;
    }
}
