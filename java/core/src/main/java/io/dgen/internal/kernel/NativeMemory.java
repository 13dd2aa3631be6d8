// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.kernel;

import io.dgen.internal.ffi.DgenH;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.BitSet;

/**
 * Allocates memory outside the heap, and sets and queries its NUMA nodes. Use only where {@link
 * NativeLibrary#isLoaded()}. Thread-safe. Most calls return a status instead of throwing, because only the caller can
 * name the buffer and the node in a message; {@link Kernel#statusText} is the text of a status.
 */
public final class NativeMemory {
    public static final int OK = DgenH.DGEN_OK();

    /** No mapped file: the memory cannot fault. */
    public static final int NO_FILE = 0;

    /** A mapped file, or memory that the system does not describe. */
    public static final int FILE = 1;

    /** The system cannot describe any memory. */
    public static final int CANNOT_FIND = 2;

    /** The nodes that pages come from. The ordinals are the numbers of {@code dgen_numa_policy}. */
    public enum Policy {
        /** The node of the thread that touches the page first. */
        LOCAL,
        /** One node, or other nodes if it is full. */
        PREFER,
        /** Only the nodes of the set. */
        BIND,
        /** Page by page, in turn on each node of the set. */
        INTERLEAVE
    }

    /** The pages that memory consists of. The ordinals are the numbers of {@code dgen_pages}. */
    public enum Pages {
        /** The system's choice, usually base pages. */
        BASE,
        /** Huge pages as far as the system has free ones. */
        TRANSPARENT,
        /** Huge pages of the default size from the administrator's pool. */
        HUGETLB
    }

    private NativeMemory() {}

    /** Whether libnuma can be used: {@link #OK}, or the reason. */
    public static int status() {
        return DgenH.dgen_numa_status();
    }

    /** Size of a base page in bytes. */
    public static long pageBytes() {
        return DgenH.dgen_memory_page_size();
    }

    /**
     * Maps zeroed memory.
     *
     * @param bytes at least 1
     * @param alignment a power of two, at least the page size
     * @param address its first element receives the address
     */
    public static int map(long bytes, long alignment, Pages pages, long[] address) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
            int status = DgenH.dgen_memory_map(bytes, alignment, pages.ordinal(), out);
            address[0] = out.get(ValueLayout.ADDRESS, 0).address();
            return status;
        }
    }

    public static int unmap(long address, long bytes) {
        return DgenH.dgen_memory_unmap(MemorySegment.ofAddress(address), bytes);
    }

    /**
     * Allocates zeroed base pages with libnuma's {@code numa_alloc_onnode}, and touches none of them. The policy binds
     * them to the node.
     *
     * @param bytes at least 1
     * @param address its first element receives the address
     */
    public static int allocateOnNode(long bytes, int node, long[] address) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
            int status = DgenH.dgen_numa_alloc(bytes, node, out);
            address[0] = out.get(ValueLayout.ADDRESS, 0).address();
            return status;
        }
    }

    /** Frees the memory of {@link #allocateOnNode} with libnuma's {@code numa_free}. */
    public static int freeOnNode(long address, long bytes) {
        return DgenH.dgen_numa_free(MemorySegment.ofAddress(address), bytes);
    }

    /**
     * The mappings that contain a range: {@link #NO_FILE}, {@link #FILE} or {@link #CANNOT_FIND}.
     *
     * @param range receives the first address of the mappings and the first one after them; unchanged if they are unknown
     */
    public static int find(long address, long bytes, long[] range) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment found = arena.allocate(ValueLayout.JAVA_LONG, 3); // one allocation takes less time than two
            MemorySegment isFile = found.asSlice(2 * Long.BYTES);
            int status = DgenH.dgen_memory_find(MemorySegment.ofAddress(address), bytes, found, isFile);
            if (status == DgenH.DGEN_ERR_REFUSED()) {
                return CANNOT_FIND;
            }
            MemorySegment.copy(found, ValueLayout.JAVA_LONG, 0, range, 0, range.length);
            return status != OK || isFile.get(ValueLayout.JAVA_INT, 0) != 0 ? FILE : NO_FILE;
        }
    }

    /** Allocates the pages of the range. */
    public static int populate(long address, long bytes) {
        return DgenH.dgen_memory_populate(MemorySegment.ofAddress(address), bytes);
    }

    /** Sets the policy of a range of whole pages, and moves existing pages that violate it. */
    public static int place(long address, long bytes, Policy policy, BitSet nodes) {
        try (Arena arena = Arena.ofConfined()) {
            return DgenH.dgen_numa_place(
                    MemorySegment.ofAddress(address),
                    bytes,
                    policy.ordinal(),
                    Bits.of(arena, nodes),
                    Bits.words(nodes));
        }
    }

    /**
     * Reports the node of the page at every {@code stride} bytes; -1 where no page is allocated.
     *
     * @param nodes receives the nodes; its length is the number of pages to query
     */
    public static int locate(long address, long stride, int[] nodes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ValueLayout.JAVA_INT, nodes.length);
            int status = DgenH.dgen_numa_locate(MemorySegment.ofAddress(address), stride, nodes.length, out);
            MemorySegment.copy(out, ValueLayout.JAVA_INT, 0, nodes, 0, nodes.length);
            return status;
        }
    }
}
