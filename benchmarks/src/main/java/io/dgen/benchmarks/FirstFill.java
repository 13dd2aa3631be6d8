// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import io.dgen.DataStream;
import io.dgen.Engine;
import io.dgen.GeneratorConfig;
import io.dgen.bench.measure.ForkedJvm;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A JVM that uses the library for the first time. A class of its own: another one would load classes earlier. */
final class FirstFill {
    private static final int BYTES = 1 << 20;

    private FirstFill() {}

    /** Answers with the milliseconds until 1 MiB is allocated and filled. */
    static void main(String[] args) {
        long start = System.nanoTime();
        // Counts, because the JVM's first use of memory outside of the heap takes time, too.
        MemorySegment buffer = Arena.ofAuto().allocate(BYTES, 64);
        GeneratorConfig config = GeneratorConfig.builder()
                .seed(42)
                .sizeBytes(BYTES)
                .engine(Engine.NATIVE)
                .build();
        new DataStream(config).fill(0, buffer);
        System.out.println(ForkedJvm.answer((System.nanoTime() - start) / 1e6));
    }
}
