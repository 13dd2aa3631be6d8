// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.digest;

import io.dgen.internal.buffer.ThreadScratch;
import io.dgen.internal.engine.PageEngine;
import io.dgen.internal.format.Page;
import io.dgen.internal.parallel.Workers;
import io.dgen.internal.stream.ByteSource;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;
import java.util.zip.Checksum;

/**
 * The CRC of each part of a range. Parts are cut into slices, each of which one thread makes and sums in a chunk that
 * stays in the cache; the CRCs of slices are combined in order.
 */
public final class CrcParts {
    private static final int SLICE_BYTES = 1 << 20;
    private static final int CHUNK_BYTES = 256 << 10;

    /** Enough that the wait for the last slice of a job takes little of its time. */
    private static final int SLICES_PER_THREAD = 64;

    /** Memory of a thread, outside of the heap and aligned: all engines fill it faster than an array. */
    private static final ThreadScratch<ByteBuffer> CHUNKS = new ThreadScratch<>(
            () -> Arena.ofAuto().allocate(CHUNK_BYTES, Page.BYTES).asByteBuffer());

    private final ByteSource stream;
    private final Parts parts;
    private final Crc crc;
    private final long slicesPerPart;

    public CrcParts(ByteSource stream, Parts parts, Crc crc) {
        this.stream = stream;
        this.parts = parts;
        this.crc = crc;
        this.slicesPerPart = slices(parts.length(0));
    }

    private static long slices(long bytes) {
        return Math.ceilDiv(bytes, SLICE_BYTES);
    }

    /** @param progress receives the number of bytes that are done, again and again */
    public long[] run(LongConsumer progress) {
        int last = parts.count() - 1;
        long slices = last * slicesPerPart + slices(parts.length(last));
        long[] crcs = new long[parts.count()];
        long fullShift = crc.shift(SLICE_BYTES);
        long[] batch = new long[(int) Math.min(slices, (long) SLICES_PER_THREAD * stream.threads())];
        long done = 0;
        for (long first = 0; first < slices; first += batch.length) {
            Workers.checkInterrupted();
            long start = first;
            int n = (int) Math.min(batch.length, slices - first);
            stream.run(n, i -> batch[i] = crc(start + i));
            for (int i = 0; i < n; i++) {
                int part = part(first + i);
                long bytes = length(first + i);
                long shift = bytes == SLICE_BYTES ? fullShift : crc.shift(bytes);
                crcs[part] = crc.combineShifted(crcs[part], batch[i], shift);
                done += bytes;
            }
            progress.accept(done);
        }
        return crcs;
    }

    private int part(long slice) {
        return (int) (slice / slicesPerPart);
    }

    private long startInPart(long slice) {
        return slice % slicesPerPart * SLICE_BYTES;
    }

    private long length(long slice) {
        return Math.min(SLICE_BYTES, parts.length(part(slice)) - startInPart(slice));
    }

    private long crc(long slice) {
        long start = parts.start(part(slice)) + startInPart(slice);
        int length = (int) length(slice);
        ByteBuffer chunk = CHUNKS.get();
        Checksum checksum = crc.newChecksum(stream.engine());
        for (int done = 0; done < length; done += CHUNK_BYTES) {
            int n = Math.min(CHUNK_BYTES, length - done);
            chunk.position(0).limit(n);
            stream.fill(start + done, MemorySegment.ofBuffer(chunk), PageEngine.STORE_AUTO);
            checksum.update(chunk);
        }
        return checksum.getValue();
    }
}
