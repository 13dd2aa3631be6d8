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
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A kind of memory for buffers.
 *
 * @param allocator takes a number of bytes; refuses with a {@link NumaException} or an {@link OutOfMemoryError}
 */
record BufferKind(String name, LongFunction<Memory> allocator) {
    /** Larger than the second-level cache, and small for every machine. */
    private static final long MAX_BYTES = 64 << 20;

    /** Divisor of the size of the heap. */
    private static final int MAX_HEAP_PART = 4;

    /** Memory with all pages present. */
    record Memory(MemorySegment segment, @Nullable NumaBuffer owner) implements AutoCloseable {
        @Override
        public void close() {
            if (owner != null) {
                owner.close();
            }
        }
    }

    /** Calls the user with the wanted size or less, or the other consumer with the reason why there is no such memory. */
    void use(long wantedBytes, Consumer<MemorySegment> user, Consumer<String> skipped) {
        Memory allocated;
        try {
            allocated = allocator.apply(Math.min(wantedBytes, MAX_BYTES));
        } catch (NumaException | OutOfMemoryError e) {
            skipped.accept(name + ": " + e.getMessage());
            return;
        }
        try (Memory memory = allocated) {
            user.accept(memory.segment);
        }
    }

    private static BufferKind outsideHeap(String name, NumaPolicy policy, PageKind pages) {
        return new BufferKind(name, bytes -> {
            NumaBuffer buffer = NumaBuffer.allocate(bytes, policy, pages);
            return new Memory(buffer.segment(), buffer);
        });
    }

    private static Memory array(long bytes) {
        if (bytes > Runtime.getRuntime().maxMemory() / MAX_HEAP_PART) {
            throw new OutOfMemoryError("the heap has no " + ByteSize.format(bytes) + " to spare");
        }
        return new Memory(MemorySegment.ofArray(new byte[(int) bytes]), null);
    }

    /** {@return all kinds that exist on a machine} */
    static List<BufferKind> all(NumaTopology topology) {
        List<BufferKind> kinds = new ArrayList<>(List.of(
                outsideHeap("native", NumaPolicy.local(), PageKind.BASE),
                new BufferKind("byte[]", BufferKind::array),
                outsideHeap("huge pages", NumaPolicy.local(), PageKind.TRANSPARENT),
                outsideHeap("huge page pool", NumaPolicy.local(), PageKind.HUGETLB)));
        List<NumaNode> nodes = topology.nodes().stream()
                .filter(n -> n.isMemoryAllowed() && n.memoryBytes() != 0)
                .toList();
        if (nodes.size() > 1) {
            nodes.forEach(n -> kinds.add(outsideHeap("node " + n.id(), NumaPolicy.onNode(n.id()), PageKind.BASE)));
        }
        return kinds;
    }
}
