package io.dgen.internal.numa;

import io.dgen.internal.kernel.Affinity;
import io.dgen.internal.kernel.Kernel;
import io.dgen.internal.kernel.NativeMemory;
import io.dgen.internal.parallel.Pool;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Threads that stay on a node: one pool per node for all generators. */
public final class NodePools {
    private static final Map<Integer, Pool> POOLS = new ConcurrentHashMap<>();

    private static final Map<Integer, Boolean> WARNED = new ConcurrentHashMap<>();

    private NodePools() {}

    public static Pool of(Node node) {
        return POOLS.computeIfAbsent(
                node.id(), id -> new Pool("dgen-node" + id, node.cpus().cardinality(), () -> pin(node)));
    }

    /**
     * Keeps the calling thread on the CPUs of the node. Where the system does not let it, or all of them have gone
     * offline, it goes on unpinned, which is logged once per node.
     */
    public static void pin(Node node) {
        int status = Affinity.set(node.cpus());
        if (status != NativeMemory.OK) {
            WARNED.computeIfAbsent(node.id(), id -> warn(node, status));
        }
    }

    private static boolean warn(Node node, int status) {
        System.getLogger("io.dgen")
                .log(
                        Level.WARNING,
                        "threads for NUMA node {0} are not pinned to its CPUs {1}: {2}",
                        node.id(),
                        node.cpus(),
                        Kernel.statusText(status));
        return true;
    }
}
