package io.dgen;

import io.dgen.internal.kernel.NativeLibrary;
import io.dgen.internal.kernel.NativeMemory;
import io.dgen.internal.numa.Node;
import io.dgen.internal.numa.NodeWorkers;
import io.dgen.internal.numa.Nodes;
import io.dgen.internal.numa.Support;
import io.dgen.internal.system.MemoryInfo;
import io.dgen.internal.system.TopologyReader;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The nodes of this machine, as they were when first asked for, and what this process may do with them. */
final class Numa {
    private static final Path ROOT = Path.of("/");

    /** Where the kernel cannot be asked. */
    private static final long USUAL_PAGE_BYTES = 4096;

    private static final long USUAL_HUGE_PAGE_BYTES = 2 << 20;

    private static final Map<Integer, NodeWorkers> ONE_NODE = new ConcurrentHashMap<>();

    private static final AtomicBoolean WARNED = new AtomicBoolean();

    private Numa() {}

    /** Apart from the others: generators ask for it, and on machines of one node for nothing else. */
    private static final class Machine {
        static final boolean HAS_SEVERAL_NODES = TopologyReader.countNodes(ROOT) > 1;
    }

    private static final class Snapshot {
        static final Nodes NODES =
                new Nodes(NumaTopology.get().nodes().stream().map(Numa::toNode).toList());
    }

    private static final class AllWorkers {
        static final NodeWorkers WORKERS = new NodeWorkers(nodes(), nodes().withCpus());
    }

    static Nodes nodes() {
        return Snapshot.NODES;
    }

    private static Node toNode(NumaNode node) {
        BitSet cpus = new BitSet();
        node.allowedCpus().forEach(cpus::set);
        return new Node(node.id(), cpus, node.isMemoryAllowed() && node.memoryBytes() != 0, node.distances());
    }

    /** The threads that keep to nodes; null if those shall that run anywhere. */
    static @Nullable NodeWorkers workers(NumaMode mode, OptionalInt node) {
        boolean isWanted = node.isPresent() || mode == NumaMode.FORCE || (mode == NumaMode.AUTO && hasSeveralNodes());
        if (!isWanted || !canPin()) {
            return null;
        }
        if (node.isPresent()) {
            return ONE_NODE.computeIfAbsent(node.getAsInt(), id -> new NodeWorkers(nodes(), List.of(nodeWithCpus(id))));
        }
        return AllWorkers.WORKERS;
    }

    private static boolean canPin() {
        String why = Support.whyNoPinning();
        if (why != null && WARNED.compareAndSet(false, true)) {
            System.getLogger("io.dgen").log(Level.WARNING, "threads are not kept on NUMA nodes: {0}", why);
        }
        return why == null;
    }

    private static boolean hasSeveralNodes() {
        return Machine.HAS_SEVERAL_NODES && nodes().withCpus().size() > 1;
    }

    /** @throws IllegalArgumentException if there is no such node, or none of its CPUs is for this process */
    static Node nodeWithCpus(int id) {
        return nodes().withCpus().stream()
                .filter(n -> n.id() == id)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("NUMA node " + id
                        + ": expected one with CPUs that this process may use: " + ids(nodes().withCpus())));
    }

    /** Those nodes, or all if none is given. */
    static List<Integer> usable(List<Integer> ids) {
        List<Node> withMemory = nodes().withMemory();
        for (int id : ids) {
            if (withMemory.stream().noneMatch(n -> n.id() == id)) {
                String why = nodes().find(id).isEmpty() ? "is not there" : "has no memory that this process may use";
                throw new IllegalArgumentException(
                        "NUMA node " + id + " " + why + ": expected one of " + ids(withMemory));
            }
        }
        return ids.isEmpty() ? withMemory.stream().map(Node::id).toList() : ids;
    }

    private static String ids(List<Node> nodes) {
        return nodes.stream().map(n -> Integer.toString(n.id())).collect(Collectors.joining(", "));
    }

    static NumaPolicy bufferPolicy(GeneratorConfig config) {
        NodeWorkers workers = workers(config.numaMode(), config.numaNode());
        if (workers == null || Support.whyNoPlacement() != null) {
            return NumaPolicy.local();
        }
        int[] nodes = workers.workers().stream()
                .mapToInt(n -> nodes().memoryNear(n.id()).orElse(n).id())
                .distinct()
                .toArray();
        return nodes.length == 1 ? NumaPolicy.onNode(nodes[0]) : NumaPolicy.spread(nodes);
    }

    static NumaPolicy bufferPolicy(Node node) {
        return Support.whyNoPlacement() != null
                ? NumaPolicy.local()
                : nodes().memoryNear(node.id())
                        .map(n -> NumaPolicy.onNode(n.id()))
                        .orElse(NumaPolicy.local());
    }

    static long pageBytes() {
        return NativeLibrary.isLoaded() ? NativeMemory.pageBytes() : USUAL_PAGE_BYTES;
    }

    static long hugePageBytes() {
        return MemoryInfo.ofMachine(ROOT).bytes("Hugepagesize").orElse(USUAL_HUGE_PAGE_BYTES);
    }

    /** Memory on a node that is free, or holds what the system can read again. */
    static long freeBytes(int node) {
        MemoryInfo memory = MemoryInfo.ofNode(ROOT, node);
        return memory.bytes("MemFree").orElse(Long.MAX_VALUE)
                + Math.max(
                        0,
                        memory.bytes("FilePages").orElse(0)
                                - memory.bytes("Shmem").orElse(0))
                + memory.bytes("SReclaimable").orElse(0);
    }

    /** @throws NumaException if the machine, or the container, does not have that much for this process */
    static void checkAvailable(long bytes) {
        long available = MemoryInfo.available(ROOT);
        if (bytes > available) {
            throw new NumaException(
                    "buffer of " + bytes + " bytes: the machine or container has " + available + " available");
        }
    }

    /** @throws NumaException if a node has less than its share of that, or the machine less than all */
    static void checkFree(long bytes, BitSet nodes) {
        long share = bytes / nodes.cardinality();
        for (int node : nodes.stream().toArray()) {
            long free = freeBytes(node);
            if (share > free) {
                throw new NumaException("buffer of " + bytes + " bytes: " + share + " of them on NUMA node " + node
                        + ", which has " + free + " free");
            }
        }
        checkAvailable(bytes);
    }
}
