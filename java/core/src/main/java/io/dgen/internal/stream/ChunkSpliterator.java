// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.stream;

import io.dgen.internal.parallel.Slices;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.Spliterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The chunks {@code [next, end)} of a range, each in new native memory. */
public final class ChunkSpliterator implements Spliterator<MemorySegment> {
    private static final long ALIGNMENT = 64;

    private final Filler filler;
    private final Slices chunks;
    private long next;
    private final long end;

    public ChunkSpliterator(Filler filler, Slices chunks) {
        this(filler, chunks, 0, chunks.count());
    }

    private ChunkSpliterator(Filler filler, Slices chunks, long next, long end) {
        this.filler = filler;
        this.chunks = chunks;
        this.next = next;
        this.end = end;
    }

    @Override
    public boolean tryAdvance(Consumer<? super MemorySegment> action) {
        Objects.requireNonNull(action, "action");
        if (next == end) {
            return false;
        }
        long index = next++;
        MemorySegment chunk = Arena.ofAuto().allocate(chunks.length(index), ALIGNMENT);
        filler.fill(chunks.start(index), chunk);
        action.accept(chunk);
        return true;
    }

    @Override
    public @Nullable Spliterator<MemorySegment> trySplit() {
        long middle = next + (end - next) / 2;
        if (middle == next) {
            return null;
        }
        Spliterator<MemorySegment> first = new ChunkSpliterator(filler, chunks, next, middle);
        next = middle;
        return first;
    }

    @Override
    public long estimateSize() {
        return end - next;
    }

    @Override
    public int characteristics() {
        return ORDERED | SIZED | SUBSIZED | NONNULL | IMMUTABLE;
    }
}
