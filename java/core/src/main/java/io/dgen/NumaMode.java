// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.numa.BoundWorkers;
import io.dgen.internal.numa.NodeWorkers;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Whether the threads that process a large buffer stay on NUMA nodes. If they do, threads of a node process the slices
 * of the buffer that are in its memory. The mode has no influence on the bytes; see docs/numa.md.
 */
public enum NumaMode {
    /** Threads stay on nodes if at least 2 nodes have CPUs that this process may use. */
    AUTO,
    /** Threads stay on nodes, also on a machine of one node. */
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
