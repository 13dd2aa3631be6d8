// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.numa;

import io.dgen.internal.topology.HugePagePool;
import io.dgen.internal.topology.MemInfoFile;
import io.dgen.internal.topology.MemoryHeadroom;
import io.dgen.internal.topology.SystemFiles;

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

    /** The pool of huge pages, which is not part of the free memory. */
    HugePagePool hugePages() {
        return new HugePagePool(files);
    }

    /** Memory that this process can still get from the machine and its container, and what limits it. */
    MemoryHeadroom available() {
        return MemoryHeadroom.read(files);
    }
}
