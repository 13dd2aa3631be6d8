// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.plan;

import io.dgen.internal.format.ByteRanges;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The ranges of bytes that differ between two generations, in ascending order; adjacent ones are joined. Needs no memory,
 * and time for each logical block. Not thread-safe.
 */
public final class ChangedBlocks<T> implements Iterator<T> {
    private final DedupPlan first;
    private final ContentVersions versions;
    private final long blockBytes;
    private final long end;
    private final ByteRanges.Factory<T> factory;

    /** Number of changes from one generation to the other. */
    private final long changes;

    /** Number of changes up to the later generation, modulo the number of contents. */
    private final long position;

    private long next;
    private @Nullable T range;

    /**
     * @param first the plan of generation 0
     * @param blockBytes a power of two
     * @param offset start of the examined bytes of the stream
     * @param end end of these bytes
     */
    public ChangedBlocks(
            DedupPlan first,
            ContentVersions versions,
            int from,
            int to,
            long blockBytes,
            long offset,
            long end,
            ByteRanges.Factory<T> factory) {
        long later = versions.changes(Math.max(from, to));
        this.first = first;
        this.versions = versions;
        this.changes = later - versions.changes(Math.min(from, to));
        this.position = later % versions.contents();
        this.blockBytes = blockBytes;
        this.next = offset;
        this.end = end;
        this.factory = factory;
    }

    private boolean isChanged(long at) {
        long u = versions.contents();
        return changes >= u || (versions.phase(first.contentOffset(at) / blockBytes) + position) % u < changes;
    }

    /** The end of the block at a position, or of the examined bytes. */
    private long blockEnd(long at) {
        long rest = blockBytes - (at & blockBytes - 1);
        return rest < end - at ? at + rest : end;
    }

    @Override
    public boolean hasNext() {
        if (range == null && changes > 0) {
            while (next < end && !isChanged(next)) {
                next = blockEnd(next);
            }
            long start = next;
            while (next < end && isChanged(next)) {
                next = blockEnd(next);
            }
            range = start < end ? factory.create(start, next - start) : null;
        }
        return range != null;
    }

    @Override
    public T next() {
        if (!hasNext() || range == null) {
            throw new NoSuchElementException();
        }
        T result = range;
        range = null;
        return result;
    }
}
