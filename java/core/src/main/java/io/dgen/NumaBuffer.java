// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.event.AllocationEvent;
import io.dgen.internal.event.Events;
import io.dgen.internal.kernel.Kernel;
import io.dgen.internal.kernel.NativeLibrary;
import io.dgen.internal.kernel.NativeMemory;
import io.dgen.internal.numa.BufferPlacement;
import io.dgen.internal.numa.Mapping;
import io.dgen.internal.numa.MemoryDemand;
import io.dgen.internal.numa.NodeMemory;
import io.dgen.internal.numa.NumaCapabilities;
import io.dgen.internal.numa.PageSizes;
import io.dgen.internal.numa.PlacementException;
import io.dgen.internal.numa.Region;
import io.dgen.internal.text.EnumNames;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Native memory on chosen NUMA nodes, page-aligned and zeroed. All pages are allocated when the buffer is created, not
 * at their first access. Thread-safe. See docs/numa.md.
 *
 * <p>{@link #close} frees the memory; the segment then throws {@link IllegalStateException}. A buffer that is never
 * closed is never freed.
 */
public final class NumaBuffer implements AutoCloseable {
    /** Largest number of pages of one query. */
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
     * Allocates base pages, as {@link #allocate(long, NumaPolicy, PageKind)} does.
     *
     * @param sizeBytes in bytes, at least 1
     * @param policy the nodes
     * @return the buffer, to be closed by the caller
     * @throws IllegalArgumentException as the other method
     * @throws NumaException as the other method
     * @throws java.util.concurrent.CancellationException as the other method
     */
    public static NumaBuffer allocate(long sizeBytes, NumaPolicy policy) {
        return allocate(sizeBytes, policy, PageKind.BASE);
    }

    /**
     * Allocates the memory with all of its pages, or nothing.
     *
     * <p>{@link NumaPolicy#local} and a policy of the only node that has memory work on every system, including systems
     * that do not permit placement.
     *
     * @param sizeBytes in bytes, at least 1; need not be a multiple of the page size
     * @param policy the nodes
     * @param pages the kind of pages
     * @return the buffer, to be closed by the caller
     * @throws IllegalArgumentException if the size is below 1, or the policy names a node that does not exist, has no
     *     memory or is forbidden to this process
     * @throws NumaException if the nodes have too little free memory, or the system cannot place memory; the message
     *     gives the reason
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted during the call
     */
    public static NumaBuffer allocate(long sizeBytes, NumaPolicy policy, PageKind pages) {
        checkArguments(sizeBytes, policy, pages);
        AllocationEvent event = Events.areOn() ? AllocationEvent.beginIfEnabled() : null;
        NumaBuffer buffer =
                NativeLibrary.isLoaded() ? map(sizeBytes, policy, pages) : allocateInJava(sizeBytes, policy, pages);
        if (event != null) {
            event.commit(sizeBytes, policy.toString(), EnumNames.of(pages));
        }
        return buffer;
    }

    private static void checkArguments(long sizeBytes, NumaPolicy policy, PageKind pages) {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(pages, "pages");
        if (sizeBytes < 1) {
            throw new IllegalArgumentException(
                    "buffer size " + sizeBytes + ": expected 1 to " + Long.MAX_VALUE + " bytes");
        }
    }

    private static NumaBuffer map(long sizeBytes, NumaPolicy policy, PageKind pages) {
        BufferPlacement placement = placeChecked(sizeBytes, policy, pages);
        Mapping mapping;
        try {
            mapping = Mapping.create(placement);
        } catch (PlacementException e) {
            String free = pages == PageKind.HUGETLB ? "" : placement.freeMemory();
            throw new NumaException("buffer of " + sizeBytes + " bytes, " + policy + ": " + e.getMessage() + free, e);
        }
        return new NumaBuffer(
                policy,
                pages,
                placement.regions(),
                arena -> MemorySegment.ofAddress(mapping.address())
                        .reinterpret(placement.bytes(), arena, s -> mapping.free())
                        .asSlice(0, sizeBytes));
    }

    private static NumaBuffer allocateInJava(long sizeBytes, NumaPolicy policy, PageKind pages) {
        if (pages == PageKind.HUGETLB) {
            throw new NumaException("huge pages of the pool: " + NativeLibrary.failure());
        }
        BufferPlacement placement = placeChecked(sizeBytes, policy, PageKind.BASE);
        return new NumaBuffer(policy, pages, placement.regions(), arena -> {
            try {
                return arena.allocate(sizeBytes, placement.pageBytes());
            } catch (OutOfMemoryError e) {
                arena.close();
                throw new NumaException("buffer of " + sizeBytes + " bytes: not enough memory", e);
            }
        });
    }

    /** Adds that many buffers, which are not allocated, to the demand. */
    static void demand(MemoryDemand demand, int count, long sizeBytes, NumaPolicy policy, PageKind pages) {
        checkArguments(sizeBytes, policy, pages);
        try {
            demand.add(place(sizeBytes, policy, pages), count);
        } catch (PlacementException e) {
            throw new NumaException(e.getMessage(), e);
        }
    }

    /** @throws NumaException if there is less free memory */
    static void check(MemoryDemand demand) {
        try {
            demand.check(NodeMemory.ofMachine());
        } catch (PlacementException e) {
            throw new NumaException(e.getMessage(), e);
        }
    }

    private static BufferPlacement placeChecked(long sizeBytes, NumaPolicy policy, PageKind pages) {
        try {
            BufferPlacement placement = place(sizeBytes, policy, pages);
            MemoryDemand demand = new MemoryDemand();
            demand.add(placement, 1);
            demand.check(NodeMemory.ofMachine());
            return placement;
        } catch (PlacementException e) {
            throw new NumaException(e.getMessage(), e);
        }
    }

    private static BufferPlacement place(long sizeBytes, NumaPolicy policy, PageKind pages) throws PlacementException {
        return BufferPlacement.of(sizeBytes, pages.pages(), policy.kind().policy(), policy.nodes());
    }

    /** {@return the memory} All threads can use it until this buffer is closed. */
    public MemorySegment segment() {
        return segment;
    }

    /** {@return the requested size in bytes} */
    public long sizeBytes() {
        return segment.byteSize();
    }

    /** {@return the requested policy} */
    public NumaPolicy policy() {
        return policy;
    }

    /** {@return the requested kind of pages} */
    public PageKind pages() {
        return pages;
    }

    /**
     * Queries the node of each page ({@code move_pages}).
     *
     * @return the counts
     * @throws NumaException if the system does not report the nodes; the message gives the reason
     * @throws IllegalStateException if this buffer is closed
     */
    public NumaPlacement verifyPlacement() {
        checkOpen();
        String why = NumaCapabilities.whyNoLocation();
        if (why != null) {
            throw new NumaException("the system does not report the nodes of memory: " + why);
        }
        long pageBytes = PageSizes.base();
        TreeMap<Integer, Long> found = new TreeMap<>();
        long misplaced = 0;
        long absent = 0;
        for (Region region : regions) {
            long pageCount = Math.ceilDiv(Math.min(region.length(), sizeBytes() - region.offset()), pageBytes);
            for (long done = 0; done < pageCount; done += LOCATE_PAGES) {
                int[] nodes = new int[(int) Math.min(LOCATE_PAGES, pageCount - done)];
                locate(region.offset() + done * pageBytes, nodes);
                for (int node : nodes) {
                    if (node < 0) {
                        absent++;
                    } else {
                        found.merge(node, 1L, Long::sum);
                        misplaced += region.canLieOn(node) ? 0 : 1;
                    }
                }
            }
        }
        return new NumaPlacement(pageBytes, found, misplaced, absent);
    }

    private void locate(long offset, int[] nodes) {
        int status = NativeMemory.locate(segment.address() + offset, PageSizes.base(), nodes);
        if (status != NativeMemory.OK) {
            throw new NumaException("the system does not report the nodes of memory: " + Kernel.statusText(status));
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
     * <p>The JDK can leave the interrupt status of a thread set that copies bytes of the buffer while this method is
     * called, as {@link java.lang.foreign.Arena#close} of any shared arena: see {@link DataStream}.
     *
     * @throws IllegalStateException if a thread is filling or verifying it; the buffer stays open
     */
    @Override
    public synchronized void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
