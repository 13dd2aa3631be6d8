// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.topology;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Combines the readers of /proc and /sys. To add a source, write a reader and call it here. */
public final class TopologyReader {
    private final SystemFiles files;
    private final CpuReader cpuReader;
    private final NodeReader nodeReader;

    private TopologyReader(SystemFiles files) {
        this.files = files;
        cpuReader = new CpuReader(files);
        nodeReader = new NodeReader(files);
    }

    /** The topology of this machine, read now. */
    public static Topology readMachine() {
        return read(SystemFiles.ofMachine(), Runtime.getRuntime().availableProcessors());
    }

    /**
     * Throws no exception, even if files are missing or malformed.
     *
     * @param assumedCpus number of CPUs where no file lists them
     */
    static Topology read(SystemFiles files, int assumedCpus) {
        return new TopologyReader(files).read(assumedCpus);
    }

    /** Number of nodes that the system lists, without reading their files; 0 if it lists none. */
    public static int countNodes(SystemFiles files) {
        return new NodeReader(files).ids().size();
    }

    private Topology read(int assumedCpus) {
        Map<Integer, BitSet> cpusByNode = new TreeMap<>();
        nodeReader.ids().forEach(id -> cpusByNode.put(id, nodeReader.cpus(id)));
        CgroupLimits limits = new CgroupReader(files).read();
        Permissions permissions = Permissions.read(files, limits);
        BitSet online = online(cpusByNode, permissions.cpus(), assumedCpus);
        distribute(online, cpusByNode);

        BitSet ids = new BitSet();
        cpusByNode.keySet().forEach(ids::set);
        BitSet allowedCpus = permissions.allowedCpus(files, online);
        BitSet allowedNodes = permissions.allowedNodes(files, ids);
        List<Node> nodes = new ArrayList<>();
        cpusByNode.forEach((id, cpus) -> nodes.add(node(id, cpus, allowedCpus, allowedNodes)));
        List<BitSet> cores = cpuReader.cores(online);
        return new Topology(
                nodes,
                online.cardinality(),
                cores.size(),
                cores.stream().mapToInt(BitSet::cardinality).max().orElse(0),
                cpuReader.sockets(online).size(),
                cpuReader.caches(online),
                limits,
                files.notes());
    }

    private BitSet online(Map<Integer, BitSet> cpusByNode, @Nullable BitSet permitted, int assumedCpus) {
        BitSet online = cpuReader.online();
        if (online != null) {
            return online;
        }
        BitSet ofNodes = new BitSet();
        cpusByNode.values().forEach(ofNodes::or);
        if (!ofNodes.isEmpty()) {
            files.note(CpuReader.FOLDER, "shows no CPUs; used those of the nodes instead");
            return ofNodes;
        }
        // The permitted set may contain every id that the kernel supports.
        IntStream ids =
                permitted == null || permitted.isEmpty() ? IntStream.iterate(0, id -> id + 1) : permitted.stream();
        BitSet assumed = new BitSet();
        ids.limit(assumedCpus).forEach(assumed::set);
        files.note(CpuReader.FOLDER, "shows no CPUs; assumed " + assumed.cardinality());
        return assumed;
    }

    /** Assigns every online CPU to at most one node; to node 0 if there are no nodes. */
    private void distribute(BitSet online, Map<Integer, BitSet> cpusByNode) {
        if (cpusByNode.isEmpty()) {
            files.note(NodeReader.FOLDER, "shows no nodes; assumed one with all CPUs and all memory");
            cpusByNode.put(0, online);
            return;
        }
        BitSet left = (BitSet) online.clone();
        BitSet seen = new BitSet();
        cpusByNode.forEach((id, cpus) -> {
            if (cpus.intersects(seen)) {
                files.note(NodeReader.folder(id), "lists CPUs of an earlier node; left them to that node");
            }
            seen.or(cpus);
            cpus.and(left);
            left.andNot(cpus);
        });
        if (!left.isEmpty() && cpusByNode.size() == 1) {
            files.note(NodeReader.FOLDER, "some online CPUs are in no node; gave them to the only one");
            cpusByNode.values().forEach(cpus -> cpus.or(left));
        } else if (!left.isEmpty()) {
            files.note(NodeReader.FOLDER, left.cardinality() + " online CPUs are in no node");
        }
    }

    private Node node(int id, BitSet cpus, BitSet allowedCpus, BitSet allowedNodes) {
        boolean isShown = !nodeReader.ids().isEmpty();
        MemInfoFile memory = isShown ? MemInfoFile.ofNode(files, id) : MemInfoFile.ofMachine(files);
        memory.noteUnknownSizes();
        return new Node(
                id,
                cpus,
                IdSets.and(cpus, allowedCpus),
                memory.totalBytes(),
                memory.freeBytes(),
                allowedNodes.get(id),
                isShown ? nodeReader.distances(id) : Map.of(),
                isShown ? nodeReader.performance(id) : null);
    }
}
