// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.digest;

import io.dgen.internal.kernel.CriticalCalls;
import io.dgen.internal.kernel.Kernel;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.zip.Checksum;

/** CRC-64/NVME by the C kernel. Not thread-safe. */
final class NativeCrc64Nvme implements Checksum {
    private final int tier;
    private final MemorySegment crc = Arena.ofAuto().allocate(ValueLayout.JAVA_LONG);

    /** @param tier a {@code dgen_tier} with {@link Kernel#hasFastCrc} */
    NativeCrc64Nvme(int tier) {
        this.tier = tier;
    }

    @Override
    public void update(int b) {
        update(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        update(ByteBuffer.wrap(bytes, offset, length));
    }

    @Override
    public void update(ByteBuffer bytes) {
        MemorySegment all = MemorySegment.ofBuffer(bytes);
        for (long done = 0; done < all.byteSize(); done += CriticalCalls.MAX_BYTES) {
            Kernel.addToCrc64Nvme(
                    crc, all.asSlice(done, Math.min(CriticalCalls.MAX_BYTES, all.byteSize() - done)), tier);
        }
        bytes.position(bytes.limit());
    }

    @Override
    public long getValue() {
        return crc.get(ValueLayout.JAVA_LONG, 0);
    }

    @Override
    public void reset() {
        crc.set(ValueLayout.JAVA_LONG, 0, 0);
    }
}
