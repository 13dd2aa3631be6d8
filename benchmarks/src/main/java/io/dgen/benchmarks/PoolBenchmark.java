// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import java.lang.foreign.MemorySegment;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Copying 1 MiB from a pool of random bytes, as many tests do instead of generating. The bytes repeat as soon as the pool
 * is used up.
 */
public class PoolBenchmark extends Workload {
    @Param({"1048576", "16777216", "268435456"})
    public long pool;

    private MemorySegment source;
    private long next;

    @Override
    public long bytes() {
        return MIB;
    }

    @Override
    void prepare() {
        source = memory(pool);
        stream.fill(0, source);
    }

    @Benchmark
    public void copy() {
        MemorySegment.copy(source, next, buffer, 0, MIB);
        next = (next + MIB) % pool;
    }
}
