package io.dgen.cli.bench;

import io.dgen.DataStream;
import io.dgen.Engine;
import io.dgen.GeneratorConfig;
import io.dgen.NumaMode;
import io.dgen.StoreMode;
import io.dgen.Tier;

/** Streams that are larger than every buffer. */
final class BenchStreams {
    private BenchStreams() {}

    /** Incompressible, by the engine that is the default, on the calling thread alone. */
    static DataStream usual() {
        return new DataStream(builder().build());
    }

    static DataStream ofRatio(double compressRatio) {
        return new DataStream(builder().compressRatio(compressRatio).build());
    }

    static DataStream of(StoreMode mode) {
        return new DataStream(builder().storeMode(mode).build());
    }

    /** @throws IllegalStateException if it cannot run here */
    static DataStream of(Engine engine, Tier tier) {
        return new DataStream(builder().engine(engine).tier(tier).build());
    }

    static DataStream ofThreads(int threads) {
        return new DataStream(
                builder().numaMode(NumaMode.AUTO).maxThreads(threads).build());
    }

    private static GeneratorConfig.Builder builder() {
        return GeneratorConfig.builder()
                .seed(1)
                .sizeBytes(Long.MAX_VALUE)
                .maxThreads(1)
                .numaMode(NumaMode.DISABLED);
    }
}
