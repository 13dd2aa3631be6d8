package io.dgen;

import io.dgen.internal.kernel.Kernel;
import io.dgen.internal.kernel.NativeLibrary;
import io.dgen.internal.kernel.NativeMemory;
import io.dgen.internal.numa.Mapping;
import io.dgen.internal.numa.PlacementException;
import io.dgen.internal.numa.Region;
import io.dgen.internal.numa.Support;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Native memory on NUMA nodes of the caller's choice, page-aligned, zeroed, and all there: no page is made at the first
 * access. Thread-safe. See docs/numa.md.
 *
 * <p>Freed when it is closed, once; the segment then throws {@link IllegalStateException}. One that is never closed is
 * never freed.
 */
public final class NumaBuffer implements AutoCloseable {
    /** Pages that the system is asked about at once. */
    private static final int LOCATE_PAGES = 1 << 16;

    private final NumaPolicy policy;
    private final PageKind pages;
    private final List<Region> regions;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment segment;

    private NumaBuffer(NumaPolicy policy, PageKind pages, List<Region> regions, Function<Arena, MemorySegment> memory) {
        this.policy = policy;
        this.pages = pages;
        this.regions = regions;
        this.segment = memory.apply(arena);
    }

    /**
     * Allocates memory of base pages. As {@link #allocate(long, NumaPolicy, PageKind)}.
     *
     * @param sizeBytes from 1 on
     * @param policy which nodes
     * @return the buffer, to be closed by the caller
     */
    public static NumaBuffer allocate(long sizeBytes, NumaPolicy policy) {
        return allocate(sizeBytes, policy, PageKind.BASE);
    }

    /**
     * Allocates memory and all of its pages, or nothing.
     *
     * <p>{@link NumaPolicy#local}, and a policy of the only node that has memory, need no help of the system and work
     * everywhere.
     *
     * @param sizeBytes from 1 on, in bytes; no multiple of a page is needed
     * @param policy which nodes
     * @param pages what it is made of
     * @return the buffer, to be closed by the caller
     * @throws IllegalArgumentException if the size is below 1, or the policy names a node that is not there, has no
     *     memory or is forbidden to this process
     * @throws NumaException if there is not enough free memory on the nodes, or the system cannot place memory; the
     *     message says why
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted meanwhile
     */
    public static NumaBuffer allocate(long sizeBytes, NumaPolicy policy, PageKind pages) {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(pages, "pages");
        if (sizeBytes < 1) {
            throw new IllegalArgumentException(
                    "buffer size " + sizeBytes + ": expected 1 to " + Long.MAX_VALUE + " bytes");
        }
        return NativeLibrary.isLoaded() ? map(sizeBytes, policy, pages) : allocateInJava(sizeBytes, policy, pages);
    }

    private static NumaBuffer map(long sizeBytes, NumaPolicy policy, PageKind pages) {
        NumaLayout layout = NumaLayout.of(sizeBytes, policy, pages);
        Mapping mapping;
        try {
            mapping =
                    Mapping.create(layout.bytes(), layout.pageBytes(), pages.ordinal(), layout.regions(), Numa.nodes());
        } catch (PlacementException e) {
            String free = pages == PageKind.HUGETLB ? "" : layout.freeMemory();
            throw new NumaException("buffer of " + sizeBytes + " bytes, " + policy + ": " + e.getMessage() + free, e);
        }
        return new NumaBuffer(
                policy,
                pages,
                layout.regions(),
                arena -> MemorySegment.ofAddress(mapping.address())
                        .reinterpret(layout.bytes(), arena, s -> mapping.free())
                        .asSlice(0, sizeBytes));
    }

    private static NumaBuffer allocateInJava(long sizeBytes, NumaPolicy policy, PageKind pages) {
        if (pages == PageKind.HUGETLB) {
            throw new NumaException("huge pages of the pool: " + NativeLibrary.failure());
        }
        NumaLayout layout = NumaLayout.of(sizeBytes, policy, PageKind.BASE);
        return new NumaBuffer(policy, pages, layout.regions(), arena -> {
            try {
                return arena.allocate(sizeBytes, layout.pageBytes());
            } catch (OutOfMemoryError e) {
                arena.close();
                throw new NumaException("buffer of " + sizeBytes + " bytes: not enough memory", e);
            }
        });
    }

    /** {@return the memory} Usable by all threads until this buffer is closed. */
    public MemorySegment segment() {
        return segment;
    }

    /** {@return the size in bytes that was asked for} */
    public long sizeBytes() {
        return segment.byteSize();
    }

    /** {@return the policy that was asked for} */
    public NumaPolicy policy() {
        return policy;
    }

    /** {@return the kind of pages that was asked for} */
    public PageKind pages() {
        return pages;
    }

    /**
     * Asks the system where each page lies now ({@code move_pages}).
     *
     * @return the counts
     * @throws NumaException if the system does not tell; the message says why
     * @throws IllegalStateException if this buffer is closed
     */
    public NumaPlacement verifyPlacement() {
        checkOpen();
        String why = Support.whyNoLocation();
        if (why != null) {
            throw new NumaException("the system does not tell where memory lies: " + why);
        }
        TreeMap<Integer, Long> found = new TreeMap<>();
        long misplaced = 0;
        long absent = 0;
        for (Region region : regions) {
            long pageCount = (Math.min(region.length(), sizeBytes() - region.offset()) + Numa.pageBytes() - 1)
                    / Numa.pageBytes();
            for (long done = 0; done < pageCount; done += LOCATE_PAGES) {
                int[] nodes = new int[(int) Math.min(LOCATE_PAGES, pageCount - done)];
                locate(region.offset() + done * Numa.pageBytes(), nodes);
                for (int node : nodes) {
                    if (node < 0) {
                        absent++;
                    } else {
                        found.merge(node, 1L, Long::sum);
                        misplaced += region.allows(node) ? 0 : 1;
                    }
                }
            }
        }
        return new NumaPlacement(Numa.pageBytes(), found, misplaced, absent);
    }

    private void locate(long offset, int[] nodes) {
        int status = NativeMemory.locate(segment.address() + offset, Numa.pageBytes(), nodes);
        if (status != NativeMemory.OK) {
            throw new NumaException("the system does not tell where memory lies: " + Kernel.statusText(status));
        }
    }

    private void checkOpen() {
        if (!arena.scope().isAlive()) {
            throw new IllegalStateException("buffer of " + sizeBytes() + " bytes is closed");
        }
    }

    /**
     * Frees the memory. Closing again has no effect.
     *
     * @throws IllegalStateException if a thread is filling or checking it: it stays open
     */
    @Override
    public synchronized void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
