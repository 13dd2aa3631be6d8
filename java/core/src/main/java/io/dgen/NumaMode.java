package io.dgen;

import io.dgen.internal.numa.BoundWorkers;
import io.dgen.internal.numa.NodeWorkers;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Whether the threads that process a large buffer stay on NUMA nodes, each slice of the buffer processed by threads of
 * the node that it lies on. Never changes a byte; see docs/numa.md.
 */
public enum NumaMode {
    /** If at least 2 nodes have CPUs that this process may use. */
    AUTO,
    /** Also on a machine of one node. */
    FORCE,
    /** Threads run wherever the system schedules them. */
    DISABLED;

    /** The node-bound threads of a configuration; null if its threads run on any node. */
    @Nullable
    NodeWorkers workers(OptionalInt node) {
        if (node.isPresent()) {
            return BoundWorkers.ofNode(node.getAsInt());
        }
        return switch (this) {
            case AUTO -> BoundWorkers.ofSeveralNodes();
            case FORCE -> BoundWorkers.ofAllNodes();
            case DISABLED -> null;
        };
    }
}
