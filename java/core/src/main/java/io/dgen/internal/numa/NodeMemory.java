// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.numa;

import io.dgen.internal.topology.MemInfoFile;
import io.dgen.internal.topology.MemoryHeadroom;
import io.dgen.internal.topology.SystemFiles;
import java.util.BitSet;

/** The free memory of the nodes, the machine and the container at the time of the call. */
public final class NodeMemory {
    private final SystemFiles files;

    NodeMemory(SystemFiles files) {
        this.files = files;
    }

    public static NodeMemory ofMachine() {
        return new NodeMemory(SystemFiles.ofMachine());
    }

    /** Free memory of a node in bytes, including caches that the system can drop; the largest long if unknown. */
    public long freeBytes(int node) {
        MemInfoFile file = MemInfoFile.ofNode(files, node);
        long pageCache = bytes(file, "FilePages") - bytes(file, "Shmem");
        return file.bytes("MemFree").orElse(Long.MAX_VALUE) + Math.max(0, pageCache) + bytes(file, "SReclaimable");
    }

    private static long bytes(MemInfoFile file, String name) {
        return file.bytes(name).orElse(0);
    }

    /** @throws PlacementException if the machine, or the container, has fewer bytes available for this process */
    void checkAvailable(long bytes) throws PlacementException {
        MemoryHeadroom available = MemoryHeadroom.read(files);
        if (bytes > available.bytes()) {
            throw new PlacementException("buffer of " + bytes + " bytes: the machine or container has "
                    + available.bytes() + " available (" + available.limit() + ")");
        }
    }

    /**
     * @throws PlacementException if a node has less free memory than its part of the bytes, or the machine has too
     * little
     */
    void checkFree(long bytes, BitSet nodes) throws PlacementException {
        long perNode = bytes / nodes.cardinality();
        for (int node : nodes.stream().toArray()) {
            long free = freeBytes(node);
            if (perNode > free) {
                throw new PlacementException("buffer of " + bytes + " bytes: " + perNode + " of them on NUMA node "
                        + node + ", which has " + free + " free");
            }
        }
        checkAvailable(bytes);
    }
}
