// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import io.dgen.DataGenerator;
import io.dgen.DataStream;
import io.dgen.StoreMode;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Stream and buffer of one thread. The methods of a family that have equal parameters share it.
 *
 * @param generator along the stream
 * @param buffer as large as one operation's bytes
 */
record Workload(BenchmarkSpec spec, DataStream stream, DataGenerator generator, MemorySegment buffer) {
    private static final int OS_PAGE_BYTES = 4096;

    static Workload of(BenchmarkSpec spec) {
        DataStream stream = new DataStream(spec.config().build());
        return new Workload(spec, stream, new DataGenerator(stream), memory(spec.bytesPerOperation()));
    }

    /** {@return native memory with all pages present} */
    static MemorySegment memory(long bytes) {
        return Arena.ofAuto().allocate(bytes, OS_PAGE_BYTES).fill((byte) 1);
    }

    int size() {
        return Math.toIntExact(buffer.byteSize());
    }

    DataStream stream(StoreMode mode) {
        return new DataStream(spec.config().storeMode(mode).build());
    }
}
