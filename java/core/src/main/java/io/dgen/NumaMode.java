package io.dgen;

/**
 * Whether the threads that share out large buffers are kept on NUMA nodes, each part of a buffer made by threads of the
 * node it lies on. Never changes a byte; see docs/numa.md.
 */
public enum NumaMode {
    /** Where two or more nodes have CPUs that this process may use. */
    AUTO,
    /** Also on a machine of one node. */
    FORCE,
    /** Threads run wherever the system puts them. */
    DISABLED;
}
