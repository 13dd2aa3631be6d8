package io.dgen.benchmarks.ratio;

import io.dgen.DataStream;
import io.dgen.Engine;
import io.dgen.GeneratorConfig;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The fork that uses the library for the first time: answers with the milliseconds until 1 MiB is filled. */
final class FirstFill {
    private static final int BYTES = 1 << 20;

    private FirstFill() {}

    static void main(String[] args) {
        long start = System.nanoTime();
        // Part of it: the JVM's first use of memory outside of the heap takes a while, too.
        MemorySegment buffer = Arena.ofAuto().allocate(BYTES, 64);
        GeneratorConfig config = GeneratorConfig.builder()
                .seed(42)
                .sizeBytes(BYTES)
                .engine(Engine.NATIVE)
                .build();
        new DataStream(config).fill(0, buffer);
        Fork.answer((System.nanoTime() - start) / 1e6);
    }
}
