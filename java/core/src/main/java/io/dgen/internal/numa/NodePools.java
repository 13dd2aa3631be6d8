// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.numa;

import io.dgen.internal.kernel.Affinity;
import io.dgen.internal.kernel.Kernel;
import io.dgen.internal.kernel.NativeMemory;
import io.dgen.internal.parallel.WorkerPool;
import io.dgen.internal.topology.Node;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Thread pools, one per node, with threads that are pinned to the CPUs of the node. All generators share them. */
public final class NodePools {
    private static final Map<Integer, WorkerPool> POOLS = new ConcurrentHashMap<>();

    private static final Map<Integer, Boolean> WARNED = new ConcurrentHashMap<>();

    private NodePools() {}

    public static WorkerPool of(Node node) {
        return POOLS.computeIfAbsent(
                node.id(),
                id -> new WorkerPool("dgen-node" + id, node.allowedCpus().cardinality(), () -> pin(node)));
    }

    /**
     * Pins the calling thread to the CPUs of the node. If the system refuses, or all these CPUs have gone offline, the
     * thread continues unpinned, which is logged once per node.
     */
    public static void pin(Node node) {
        int status = Affinity.set(node.allowedCpus());
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
                        node.allowedCpus(),
                        Kernel.statusText(status));
        return true;
    }
}
