// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.container;

import io.dgen.container.Frame;
import io.dgen.container.Payload;
import io.dgen.internal.digest.Crc;
import io.dgen.internal.digest.CrcParts;
import io.dgen.internal.digest.Parts;
import io.dgen.internal.engine.PageEngine;
import io.dgen.internal.stream.ByteSource;
import java.lang.foreign.MemorySegment;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * The payload during a call on a buffer. Checksums of bytes that the buffer has are computed from it; others are made again.
 * Of one thread.
 */
final class SeenPayload implements Payload {
    /** Shorter ranges are made by the calling thread, in an array. */
    private static final int SHORT_BYTES = 64 << 10;

    /** A byte buffer has less than 2 GiB. */
    private static final long CHUNK_BYTES = 1 << 30;

    private final Frame frame;
    private final ByteSource payload;
    private final ByteSource summed;
    private final long offset;
    private final MemorySegment buffer;

    /** The right bytes of the file that the buffer has: {@code [from, to)}. */
    private long from;

    private long to;

    SeenPayload(Frame frame, ByteSource payload, ByteSource summed, long offset, MemorySegment buffer) {
        this.frame = frame;
        this.payload = payload;
        this.summed = summed;
        this.offset = offset;
        this.buffer = buffer;
        this.from = offset;
        this.to = offset;
    }

    void moveTo(long end) {
        to = end;
    }

    void forget(long end) {
        from = end;
    }

    @Override
    public void fill(long payloadOffset, MemorySegment target) {
        payload.fill(payloadOffset, target, PageEngine.STORE_AUTO);
    }

    @Override
    public int crc32(byte[] before, long payloadOffset, long lengthBytes) {
        return crc(Crc.CRC32, before, payloadOffset, lengthBytes);
    }

    @Override
    public int crc32c(byte[] before, long payloadOffset, long lengthBytes) {
        return crc(Crc.CRC32C, before, payloadOffset, lengthBytes);
    }

    private int crc(Crc crc, byte[] before, long payloadOffset, long length) {
        Checksum sum = crc.newChecksum();
        sum.update(before);
        MemorySegment bytes = bytes(payloadOffset, length);
        if (bytes != null) {
            update(sum, bytes);
            return (int) sum.getValue();
        }
        long rest = new CrcParts(summed, new Parts(payloadOffset, length, length), crc).run(_ -> {})[0];
        return (int) crc.combine(sum.getValue(), rest, length);
    }

    /** The bytes that the buffer has, or a short range; null for others. */
    private @Nullable MemorySegment bytes(long payloadOffset, long length) {
        if (length == 0) {
            return MemorySegment.NULL;
        }
        long start = frame.fileOffset(payloadOffset);
        boolean isSeen = start >= from
                && start + length <= to
                && frame.fileOffset(payloadOffset + length - 1) == start + length - 1;
        if (isSeen) {
            return buffer.asSlice(start - offset, length);
        }
        if (length > SHORT_BYTES) {
            return null;
        }
        MemorySegment made = MemorySegment.ofArray(new byte[(int) length]);
        fill(payloadOffset, made);
        return made;
    }

    private static void update(Checksum sum, MemorySegment bytes) {
        for (long done = 0; done < bytes.byteSize(); done += CHUNK_BYTES) {
            sum.update(bytes.asSlice(done, Math.min(CHUNK_BYTES, bytes.byteSize() - done))
                    .asByteBuffer());
        }
    }
}
