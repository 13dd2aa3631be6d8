package io.dgen.benchmarks;

import io.dgen.DataStream;
import io.dgen.Dedup;
import io.dgen.Engine;
import io.dgen.GeneratorConfig;
import io.dgen.Mixture;
import io.dgen.Tier;
import java.lang.foreign.MemorySegment;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The dedup plans, and compression mixtures over them, 1 MiB at a time along the stream. */
public class DedupBenchmark extends Workload {
    private static final long WALK_BYTES = 1L << 32;

    /** Nothing repeats, round-robin, windowed, a histogram of copies, a hot set. */
    @Param({"1", "2.5", "2.5,window=256MiB", "copies(1@0.8+2@0.1+10@0.1)", "2.5,hot=5%@50%"})
    public String plan = "1";

    @Param({"131072", "4096"})
    public long blockSize;

    @Param({"1", "1@0.5+3@0.5"})
    public String compress = "1";

    private DataStream stream;
    private MemorySegment buffer;
    private long offset;

    @Setup
    @Override
    public void setUp() {
        GeneratorConfig config = config(Engine.NATIVE, Tier.AUTO);
        stream = new DataStream(GeneratorConfig.builder()
                .seed(config.recipe().seed())
                .sizeBytes(config.recipe().sizeBytes())
                .blockSizeBytes(blockSize)
                .dedup(Dedup.parse(plan))
                .compress(Mixture.parse(compress))
                .engine(Engine.NATIVE)
                .maxThreads(1)
                .build());
        buffer = buffer(MIB);
    }

    @Override
    public long bytes() {
        return MIB;
    }

    @Benchmark
    public void fill() {
        stream.fill(offset, buffer);
        offset = (offset + MIB) % WALK_BYTES;
    }
}
