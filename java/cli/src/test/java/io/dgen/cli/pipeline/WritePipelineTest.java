package io.dgen.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import io.dgen.NumaPolicy;
import io.dgen.Recipe;
import io.dgen.cli.io.Sink;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class WritePipelineTest {
    private static final class Counting implements Sink {
        private long written;

        @Override
        public void write(MemorySegment bytes, long position) {
            assertThat(position).isEqualTo(written);
            written += bytes.byteSize();
        }

        @Override
        public long written() {
            return written;
        }

        @Override
        public void force() {}

        @Override
        public void close() {}
    }

    private static final DataStream STREAM =
            new DataStream(GeneratorConfig.of(Recipe.parse("dgen1:seed=1,size=100000")));

    @Test
    void endsWhenItIsEnough() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Counting sink = new Counting();
        try (ChunkRing ring = new ChunkRing(4096, 100_000, 4096, NumaPolicy.local())) {
            WritePipeline.run(
                    STREAM, new Range(0, 100_000), ring, sink, false, Progress.NONE, () -> asked.incrementAndGet() > 5);
        }

        assertThat(sink.written).isEqualTo(6 * 4096);
    }

    /** A rate needs a chunk. */
    @Test
    void writesAChunkHoweverSmallTheTime() throws Exception {
        Counting sink = new Counting();
        try (ChunkRing ring = new ChunkRing(4096, 100_000, 4096, NumaPolicy.local())) {
            WritePipeline.run(STREAM, new Range(0, 100_000), ring, sink, false, Progress.NONE, () -> true);
        }

        assertThat(sink.written).isEqualTo(4096);
    }
}
