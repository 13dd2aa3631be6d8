package io.dgen.internal.kernel;

import io.dgen.internal.ffi.DgenH;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.BitSet;

/**
 * Memory outside the heap and the NUMA nodes it lies on. Use only where {@link NativeLibrary#isLoaded()}. Thread-safe.
 * Calls return a status, which {@link Kernel#statusText} puts into words: what is to be said of it, callers know.
 */
public final class NativeMemory {
    public static final int OK = DgenH.DGEN_OK();

    /** Which nodes pages come from, numbered as the kernel numbers them. */
    public enum Policy {
        /** That of the thread that touches the page first. */
        LOCAL,
        /** One node, others when it is full. */
        PREFER,
        /** No others. */
        BIND,
        /** Page by page round the nodes. */
        INTERLEAVE
    }

    private NativeMemory() {}

    /** What libnuma says. */
    public static int status() {
        return DgenH.dgen_numa_status();
    }

    /** Size of a base page. */
    public static long pageBytes() {
        return DgenH.dgen_memory_page_size();
    }

    /**
     * Maps zeroed memory.
     *
     * @param bytes from 1 on
     * @param alignment a power of two from the page size on
     * @param pages a {@code dgen_pages}
     * @param address its first element receives the address
     */
    public static int map(long bytes, long alignment, int pages, long[] address) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
            int status = DgenH.dgen_memory_map(bytes, alignment, pages, out);
            address[0] = out.get(ValueLayout.ADDRESS, 0).address();
            return status;
        }
    }

    public static int unmap(long address, long bytes) {
        return DgenH.dgen_memory_unmap(MemorySegment.ofAddress(address), bytes);
    }

    /** Gives the pages of the range their memory. */
    public static int populate(long address, long bytes) {
        return DgenH.dgen_memory_populate(MemorySegment.ofAddress(address), bytes);
    }

    /** Sets the policy of a range of whole pages, and moves those that lie elsewhere. */
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
     * Tells the node of the page at every {@code stride} bytes; -1 where there is none.
     *
     * @param nodes as many as its length
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
