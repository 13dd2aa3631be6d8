// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.topology.MemoryHeadroom;
import java.util.Objects;

/**
 * The memory that this process can still allocate before a limit ends it or refuses the allocation: the smallest of what
 * is left of the machine's memory, of the limits of the control group (cgroup) and its ancestors, and of the resource
 * limits of the address space and of data ({@code ulimit -v}, {@code ulimit -d}). An immutable snapshot.
 *
 * <p>Linux grants more address space than there is memory, and ends a process that uses too much of it. Programs that
 * choose the size of their buffers can therefore not rely on an {@link OutOfMemoryError}.
 *
 * @param bytes number of bytes, at least 0, caches that the system can drop included; all memory of the machine if
 *     there is no /proc; {@link Long#MAX_VALUE} if no limit is known
 * @param limit the limit that is reached first, in English, such as {@code ulimit -v 4000000}
 */
public record AvailableMemory(long bytes, String limit) {
    /** Checks that the limit is not null. */
    public AvailableMemory {
        Objects.requireNonNull(limit, "limit");
    }

    /** {@return the memory that is available now} It reads files of /proc and /sys; the first call takes some milliseconds. */
    public static AvailableMemory now() {
        MemoryHeadroom headroom = MemoryHeadroom.ofProcess();
        return new AvailableMemory(headroom.bytes(), headroom.limit());
    }
}
