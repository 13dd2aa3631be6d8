// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.numa;

import io.dgen.internal.kernel.Affinity;
import io.dgen.internal.kernel.Kernel;
import io.dgen.internal.kernel.NativeLibrary;
import io.dgen.internal.kernel.NativeMemory;
import io.dgen.internal.kernel.NativeMemory.Pages;
import io.dgen.internal.kernel.NativeMemory.Policy;
import io.dgen.internal.topology.Node;
import java.util.BitSet;
import java.util.List;
import java.util.function.LongToIntFunction;
import org.jspecify.annotations.Nullable;

/** Reports which NUMA calls the system permits to this process. Each call is tried once. */
public final class NumaCapabilities {
    private NumaCapabilities() {}

    private static final class Results {
        static final @Nullable String PLACEMENT = tryPlacement();
        static final @Nullable String LOCATION = tryLocation();
        static final @Nullable String PINNING = tryPinning();
        static final @Nullable String ALLOCATION = tryAllocation();
    }

    /** Why memory cannot be placed on nodes; null if it can. */
    public static @Nullable String whyNoPlacement() {
        return Results.PLACEMENT;
    }

    /** Why the node of a page is unknown; null if the system reports it. */
    public static @Nullable String whyNoLocation() {
        return Results.LOCATION;
    }

    /** Why threads cannot be pinned to CPUs; null if they can. */
    public static @Nullable String whyNoPinning() {
        return Results.PINNING;
    }

    /** Why libnuma's {@code numa_alloc_onnode} cannot allocate the pages of one node; null if it does. */
    public static @Nullable String whyNoAllocation() {
        return Results.ALLOCATION;
    }

    private static @Nullable String tryPlacement() {
        return onOnePage(
                address -> NativeMemory.place(address, NativeMemory.pageBytes(), Policy.LOCAL, new BitSet()), "mbind");
    }

    private static @Nullable String tryLocation() {
        return onOnePage(address -> NativeMemory.locate(address, 0, new int[1]), "move_pages");
    }

    private static @Nullable String tryPinning() {
        if (!NativeLibrary.isLoaded()) {
            return "the native library is not loaded";
        }
        BitSet cpus = Affinity.get();
        return cpus.isEmpty()
                ? "sched_getaffinity: the system does not report the CPUs of a thread"
                : reason("sched_setaffinity", Affinity.set(cpus));
    }

    private static @Nullable String tryAllocation() {
        List<Node> nodes = MachineNodes.get().withMemory();
        if (Results.PLACEMENT != null || nodes.isEmpty()) {
            return Results.PLACEMENT != null ? Results.PLACEMENT : "the system reports no node with memory";
        }
        long[] address = new long[1];
        int status = NativeMemory.allocateOnNode(
                NativeMemory.pageBytes(), nodes.getFirst().id(), address);
        return status != NativeMemory.OK
                ? reason("numa_alloc_onnode", status)
                : reason("numa_free", NativeMemory.freeOnNode(address[0], NativeMemory.pageBytes()));
    }

    private static @Nullable String onOnePage(LongToIntFunction call, String name) {
        if (!NativeLibrary.isLoaded()) {
            return "the native library is not loaded";
        }
        int status = NativeMemory.status();
        if (status != NativeMemory.OK) {
            return Kernel.statusText(status);
        }
        long[] address = new long[1];
        int mapped = NativeMemory.map(NativeMemory.pageBytes(), NativeMemory.pageBytes(), Pages.BASE, address);
        if (mapped != NativeMemory.OK) {
            return reason("mmap", mapped);
        }
        try {
            return reason(name, call.applyAsInt(address[0]));
        } finally {
            NativeMemory.unmap(address[0], NativeMemory.pageBytes());
        }
    }

    private static @Nullable String reason(String call, int status) {
        return status == NativeMemory.OK ? null : call + ": " + Kernel.statusText(status);
    }
}
