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

/** A kind of memory that buffers can be made of. */
sealed interface BufferKind {
    /** Of the heap, at most. */
    int HEAP_PART = 4;

    /** Larger than the second-level cache, and no burden for anyone. */
    long MAX_BYTES = 64 << 20;

    String name();

    /** @return the memory, with all of its pages, while the scope is open */
    MemorySegment allocate(long bytes, Scope scope);

    /** As much of it as wanted, if there is; otherwise why not. */
    default void use(long wantedBytes, Consumer<MemorySegment> user, Consumer<String> skipped) {
        long bytes = Math.min(wantedBytes, MAX_BYTES);
        try (Scope scope = new Scope()) {
            MemorySegment buffer;
            try {
                buffer = allocate(bytes, scope);
            } catch (NumaException | OutOfMemoryError e) {
                skipped.accept(String.valueOf(e.getMessage()));
                return;
            }
            user.accept(buffer);
        }
    }

    /** What is closed after use. */
    final class Scope implements AutoCloseable {
        private final List<NumaBuffer> buffers = new ArrayList<>();

        MemorySegment keep(NumaBuffer buffer) {
            buffers.add(buffer);
            return buffer.segment();
        }

        @Override
        public void close() {
            buffers.forEach(NumaBuffer::close);
        }
    }

    /** On the heap. */
    record Heap() implements BufferKind {
        @Override
        public String name() {
            return "byte[]";
        }

        @Override
        public MemorySegment allocate(long bytes, Scope scope) {
            long most = Runtime.getRuntime().maxMemory() / HEAP_PART;
            if (bytes > most) {
                throw new OutOfMemoryError("the heap has no " + ByteSize.format(bytes) + " to spare");
            }
            return MemorySegment.ofArray(new byte[(int) bytes]);
        }
    }

    /** Outside of it. */
    record Native(String name, NumaPolicy policy, PageKind pages) implements BufferKind {
        @Override
        public MemorySegment allocate(long bytes, Scope scope) {
            return scope.keep(NumaBuffer.allocate(bytes, policy, pages));
        }
    }

    /** All that can be asked for on this machine. */
    static List<BufferKind> all(NumaTopology topology) {
        List<BufferKind> kinds = new ArrayList<>(List.of(
                new Native("native", NumaPolicy.local(), PageKind.BASE),
                new Heap(),
                new Native("huge pages", NumaPolicy.local(), PageKind.TRANSPARENT),
                new Native("huge page pool", NumaPolicy.local(), PageKind.HUGETLB)));
        List<NumaNode> nodes = topology.nodes().stream()
                .filter(n -> n.isMemoryAllowed() && n.memoryBytes() != 0)
                .toList();
        if (nodes.size() > 1) {
            nodes.forEach(n -> kinds.add(new Native("node " + n.id(), NumaPolicy.onNode(n.id()), PageKind.BASE)));
        }
        return kinds;
    }
}
