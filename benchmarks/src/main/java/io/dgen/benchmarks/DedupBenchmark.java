// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import io.dgen.Dedup;
import io.dgen.GeneratorConfig;
import io.dgen.Mixture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The dedup plans, and compression mixtures with them, 1 MiB at a time along the stream. */
public class DedupBenchmark extends Workload {
    private static final long WALK_BYTES = 1L << 32;

    /** No duplicates, round-robin, windowed, a histogram of copies, a hot set. */
    @Param({"1", "2.5", "2.5,window=256MiB", "copies(1@0.8+2@0.1+10@0.1)", "2.5,hot=5%@50%"})
    public String plan = "1";

    @Param({"131072", "4096"})
    public long blockSize;

    @Param({"1", "1@0.5+3@0.5"})
    public String compress = "1";

    private long offset;

    @Override
    public long bytes() {
        return MIB;
    }

    @Override
    GeneratorConfig.Builder config() {
        return super.config().blockSizeBytes(blockSize).dedup(Dedup.parse(plan)).compress(Mixture.parse(compress));
    }

    @Benchmark
    public void fill() {
        stream.fill(offset, buffer);
        offset = (offset + MIB) % WALK_BYTES;
    }
}
