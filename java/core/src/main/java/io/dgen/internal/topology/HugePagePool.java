// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.topology;

/** The administrator's pool of huge pages of the default size, at the time of the call. */
public final class HugePagePool {
    private final SystemFiles files;

    public HugePagePool(SystemFiles files) {
        this.files = files;
    }

    /** Bytes that no process has or has reserved; the largest long if unknown. */
    public long freeBytes() {
        MemInfoFile machine = machine();
        return bytes(machine.count("HugePages_Free") - Math.max(0, machine.count("HugePages_Rsvd")), machine);
    }

    /** Free bytes of a node. The system does not report the node of reserved pages. */
    public long freeBytes(int node) {
        return bytes(MemInfoFile.ofNode(files, node).count("HugePages_Free"), machine());
    }

    private MemInfoFile machine() {
        return MemInfoFile.ofMachine(files);
    }

    /** @param pages free pages; negative if unknown */
    private long bytes(long pages, MemInfoFile machine) {
        long pageBytes = machine.bytes("Hugepagesize").orElse(0);
        boolean isKnown = pages >= 0 && pageBytes > 0;
        return isKnown ? (pages + surplus(machine)) * pageBytes : Long.MAX_VALUE;
    }

    /** Pages that the system may still add to the pool when it is empty. */
    private long surplus(MemInfoFile machine) {
        Long most = files.number("proc/sys/vm/nr_overcommit_hugepages");
        return most == null ? 0 : Math.max(0, Math.min(most, Integer.MAX_VALUE) - machine.count("HugePages_Surp"));
    }
}
