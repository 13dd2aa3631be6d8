// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import io.dgen.ByteSize;
import io.dgen.NumaBuffer;
import io.dgen.NumaException;
import io.dgen.NumaNode;
import io.dgen.NumaPolicy;
import io.dgen.NumaTopology;
import io.dgen.PageKind;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A kind of memory for buffers.
 *
 * @param pages null for an array on the heap
 */
record BufferKind(String name, NumaPolicy policy, @Nullable PageKind pages) {
    /** Larger than the second-level cache, and small for every machine. */
    private static final long MAX_BYTES = 64 << 20;

    /** Divisor of the size of the heap. */
    private static final int MAX_HEAP_PART = 4;

    /** {@return all kinds that exist on a machine} */
    static List<BufferKind> all(NumaTopology topology) {
        List<BufferKind> kinds = new ArrayList<>(List.of(
                new BufferKind("native", NumaPolicy.local(), PageKind.BASE),
                new BufferKind("byte[]", NumaPolicy.local(), null),
                new BufferKind("huge pages", NumaPolicy.local(), PageKind.TRANSPARENT),
                new BufferKind("huge page pool", NumaPolicy.local(), PageKind.HUGETLB)));
        List<NumaNode> nodes = memoryNodes(topology);
        if (nodes.size() > 1) {
            nodes.forEach(n -> kinds.add(new BufferKind("node " + n.id(), NumaPolicy.onNode(n.id()), PageKind.BASE)));
        }
        return kinds;
    }

    /** {@return the nodes with memory that this process may use} */
    static List<NumaNode> memoryNodes(NumaTopology topology) {
        return topology.nodes().stream()
                .filter(n -> n.isMemoryAllowed() && n.memoryBytes() != 0)
                .toList();
    }

    /** Calls the user with the wanted size or less, or the other consumer with the reason why there is no such memory. */
    void use(long wantedBytes, Consumer<MemorySegment> user, Consumer<String> skipped) {
        long bytes = Math.min(wantedBytes, MAX_BYTES);
        try (NumaBuffer buffer = pages == null ? null : NumaBuffer.allocate(bytes, policy, pages)) {
            user.accept(buffer == null ? array(bytes) : buffer.segment());
        } catch (NumaException | OutOfMemoryError e) {
            skipped.accept(name + ": " + e.getMessage());
        }
    }

    private static MemorySegment array(long bytes) {
        if (bytes > Runtime.getRuntime().maxMemory() / MAX_HEAP_PART) {
            throw new OutOfMemoryError("the heap has no " + ByteSize.format(bytes) + " to spare");
        }
        return MemorySegment.ofArray(new byte[(int) bytes]);
    }
}
