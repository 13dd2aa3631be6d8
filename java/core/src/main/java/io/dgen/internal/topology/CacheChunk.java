// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.topology;

import java.util.BitSet;
import java.util.List;

/**
 * The size of a chunk that stays in the L2 cache of the CPU that made it, together with the rest of the working set: half
 * of that cache.
 */
public final class CacheChunk {
    private static final long MIN_BYTES = 256 << 10;
    private static final long MAX_BYTES = 4 << 20;

    /** Half of the L2 cache of recent server CPUs. */
    private static final long USUAL_BYTES = 1 << 20;

    private CacheChunk() {}

    /** Lazy holder: the files are read once, and only by programs that ask. */
    private static final class OfMachine {
        static final int BYTES = (int) read(SystemFiles.ofMachine());
    }

    /** {@return the size for this machine in bytes: a power of two from 256 KiB to 4 MiB} */
    public static int bytes() {
        return OfMachine.BYTES;
    }

    static long read(SystemFiles files) {
        CpuReader reader = new CpuReader(files);
        BitSet online = reader.online();
        return online == null || online.isEmpty() ? USUAL_BYTES : of(reader.caches(online));
    }

    static long of(List<CpuCache> caches) {
        return caches.stream()
                .filter(cache -> cache.level() == 2 && cache.sizeBytes() > 0)
                .mapToLong(cache -> Math.clamp(Long.highestOneBit(cache.sizeBytes() / 2), MIN_BYTES, MAX_BYTES))
                .findFirst()
                .orElse(USUAL_BYTES);
    }
}
