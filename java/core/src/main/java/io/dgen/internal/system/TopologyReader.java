package io.dgen.internal.system;

import io.dgen.ContainerLimits;
import io.dgen.NumaNode;
import io.dgen.NumaTopology;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Puts the topology together from the files of /proc and /sys. */
public final class TopologyReader {
    private final SystemFiles files;
    private final CpuReader cpuReader;
    private final NodeReader nodeReader;

    private TopologyReader(Path root) {
        files = new SystemFiles(root);
        cpuReader = new CpuReader(files);
        nodeReader = new NodeReader(files);
    }

    /**
     * Never throws for what is or is not in the files.
     *
     * @param root "/" but in tests
     * @param assumedCpus number of CPUs where the system tells nothing about them
     */
    public static NumaTopology read(Path root, int assumedCpus) {
        return new TopologyReader(root).read(assumedCpus);
    }

    /** Number of nodes that the system shows, without reading about them; 0 if it shows none. */
    public static int countNodes(Path root) {
        return new NodeReader(new SystemFiles(root)).ids().size();
    }

    private NumaTopology read(int assumedCpus) {
        Map<Integer, BitSet> cpusByNode = new TreeMap<>();
        for (int id : nodeReader.ids()) {
            BitSet cpus = nodeReader.cpus(id);
            if (cpus == null) {
                files.note(NodeReader.FOLDER + "/node" + id, "no list of CPUs; none are taken for its own");
            }
            cpusByNode.put(id, cpus == null ? new BitSet() : cpus);
        }
        ContainerLimits limits = new CgroupReader(files).read();
        Permissions permissions = Permissions.read(files, limits);
        BitSet online = online(cpusByNode, permissions.cpus(), assumedCpus);
        distribute(online, cpusByNode);

        BitSet allowed = allowed(permissions.cpus(), online, "CPUs");
        BitSet memoryNodes = new BitSet();
        cpusByNode.keySet().forEach(memoryNodes::set);
        memoryNodes = allowed(permissions.memoryNodes(), memoryNodes, "nodes");

        List<NumaNode> nodes = nodes(cpusByNode, allowed, memoryNodes);
        List<BitSet> cores = cpuReader.cores(online);
        return new NumaTopology(
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
            files.note(CpuReader.FOLDER, "shows no CPUs; those of the nodes were taken");
            return ofNodes;
        }
        // What is permitted may hold every id that the kernel can think of.
        IntStream ids =
                permitted == null || permitted.isEmpty() ? IntStream.iterate(0, id -> id + 1) : permitted.stream();
        BitSet assumed = new BitSet();
        ids.limit(assumedCpus).forEach(assumed::set);
        files.note(CpuReader.FOLDER, "shows no CPUs; " + assumed.cardinality() + " were assumed");
        return assumed;
    }

    /** Gives every online CPU to one node at most, and to node 0 where there are no nodes. */
    private void distribute(BitSet online, Map<Integer, BitSet> cpusByNode) {
        if (cpusByNode.isEmpty()) {
            files.note(NodeReader.FOLDER, "shows no nodes; one with all CPUs and all memory was assumed");
            cpusByNode.put(0, online);
            return;
        }
        BitSet left = (BitSet) online.clone();
        BitSet seen = new BitSet();
        for (Map.Entry<Integer, BitSet> node : cpusByNode.entrySet()) {
            BitSet cpus = node.getValue();
            if (cpus.intersects(seen)) {
                files.note(
                        NodeReader.FOLDER + "/node" + node.getKey(),
                        "has CPUs of a node before it; they were left to that");
            }
            seen.or(cpus);
            cpus.and(left);
            left.andNot(cpus);
        }
        if (!left.isEmpty() && cpusByNode.size() == 1) {
            files.note(NodeReader.FOLDER, "online CPUs are in no node; they were given to the only one");
            cpusByNode.values().forEach(cpus -> cpus.or(left));
        } else if (!left.isEmpty()) {
            files.note(NodeReader.FOLDER, left.cardinality() + " online CPUs are in no node");
        }
    }

    private BitSet allowed(@Nullable BitSet permitted, BitSet present, String what) {
        if (permitted == null) {
            return present;
        }
        BitSet allowed = IdSets.and(permitted, present);
        if (allowed.isEmpty()) {
            files.note("proc/self/status", "none of the " + what + " is allowed; all are taken for allowed");
            return present;
        }
        return allowed;
    }

    private List<NumaNode> nodes(Map<Integer, BitSet> cpusByNode, BitSet allowed, BitSet memoryNodes) {
        List<NumaNode> nodes = new ArrayList<>();
        if (nodeReader.ids().isEmpty()) {
            Memory memory = Memory.read(files, "proc/meminfo");
            cpusByNode.forEach((id, cpus) -> nodes.add(new NumaNode(
                    id,
                    IdSets.toList(cpus),
                    IdSets.toList(IdSets.and(cpus, allowed)),
                    memory.totalBytes(),
                    memory.freeBytes(),
                    true,
                    Map.of(),
                    null)));
        } else {
            cpusByNode.forEach(
                    (id, cpus) -> nodes.add(nodeReader.read(id, cpus, IdSets.and(cpus, allowed), memoryNodes.get(id))));
        }
        return nodes;
    }
}
