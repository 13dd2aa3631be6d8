// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.numa;

import io.dgen.internal.event.Warnings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The threads that are bound to nodes, made once for all generators. Each method returns null if threads cannot be
 * pinned here, which is logged once.
 */
public final class BoundWorkers {
    private static final Map<Integer, NodeWorkers> ONE_NODE = new ConcurrentHashMap<>();

    private BoundWorkers() {}

    private static final class AllNodes {
        static final NodeWorkers WORKERS =
                new NodeWorkers(MachineNodes.get(), MachineNodes.get().withCpus());
    }

    /**
     * Threads of that node only.
     *
     * @throws IllegalArgumentException if there is no such node, or this process may use none of its CPUs
     */
    public static @Nullable NodeWorkers ofNode(int id) {
        return canPin() ? ONE_NODE.computeIfAbsent(id, BoundWorkers::workersOf) : null;
    }

    private static NodeWorkers workersOf(int id) {
        MachineNodes nodes = MachineNodes.get();
        return new NodeWorkers(nodes, List.of(nodes.nodeWithCpus(id)));
    }

    /** Threads of all nodes with CPUs. */
    public static @Nullable NodeWorkers ofAllNodes() {
        return canPin() ? AllNodes.WORKERS : null;
    }

    /** Threads of all nodes with CPUs; null if there is only one such node. */
    public static @Nullable NodeWorkers ofSeveralNodes() {
        return MachineNodes.severalHaveCpus() ? ofAllNodes() : null;
    }

    private static boolean canPin() {
        String why = NumaCapabilities.whyNoPinning();
        if (why != null) {
            Warnings.once("pinning", "threads are not kept on NUMA nodes: " + why);
        }
        return why == null;
    }
}
