// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.container;

import io.dgen.container.Payload;
import io.dgen.internal.buffer.GuardedMemory;
import io.dgen.internal.digest.Crc;
import io.dgen.internal.digest.CrcParts;
import io.dgen.internal.digest.Parts;
import io.dgen.internal.engine.PageEngine;
import io.dgen.internal.stream.ByteSource;
import java.lang.foreign.MemorySegment;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * The payload during a call on a buffer. Checksums of the part that was made or compared last are computed from its bytes;
 * other bytes are made again. While framing is written, several threads can ask for checksums.
 */
final class SeenPayload implements Payload {
    /** Shorter ranges are made by the calling thread, in an array. */
    private static final int SHORT_BYTES = 64 << 10;

    private final ByteSource payload;
    private final ByteSource summed;

    /** The last part of the payload that was made or compared, and where its bytes are. */
    private long start;

    private long length;
    private MemorySegment bytes = MemorySegment.NULL;
    private long at;

    SeenPayload(ByteSource payload, ByteSource summed) {
        this.payload = payload;
        this.summed = summed;
    }

    /** A segment has the right bytes of a part of the payload. */
    void add(long payloadOffset, long length, MemorySegment bytes, long at) {
        this.start = payloadOffset;
        this.length = length;
        this.bytes = bytes;
        this.at = at;
    }

    void forget() {
        length = 0;
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

    private int crc(Crc crc, byte[] before, long from, long count) {
        Checksum sum = crc.newChecksum();
        sum.update(before);
        MemorySegment known = bytes(from, count);
        if (known != null) {
            GuardedMemory.update(sum, known);
            return (int) sum.getValue();
        }
        long rest = new CrcParts(summed, new Parts(from, count, count), crc).run(_ -> {})[0];
        return (int) crc.combine(sum.getValue(), rest, count);
    }

    /** Bytes that are there, or of a short range; null for others. */
    private @Nullable MemorySegment bytes(long from, long count) {
        if (from >= start && from + count <= start + length) {
            return bytes.asSlice(at + from - start, count);
        }
        if (count > SHORT_BYTES) {
            return null;
        }
        MemorySegment made = MemorySegment.ofArray(new byte[(int) count]);
        if (count > 0) {
            fill(from, made);
        }
        return made;
    }
}
