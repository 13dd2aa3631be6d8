// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.AvailableMemory;
import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import io.dgen.NumaPolicy;
import io.dgen.Recipe;
import io.dgen.cli.io.Sink;
import io.dgen.cli.terminal.Progress;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
final class WritePipelineTest {
    private static final MemoryShare PLENTY = new MemoryShare(new AvailableMemory(Long.MAX_VALUE, "none"));

    private static class Counting implements Sink {
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
        public void close() {}
    }

    private static final DataStream STREAM =
            new DataStream(GeneratorConfig.of(Recipe.parse("dgen1:seed=1,size=100000")));

    private static final WritePipeline PIPELINE =
            new WritePipeline(STREAM, new StreamRange(0, 100_000), Completion.ACCEPTED);

    @Test
    void endsWhenTheConditionIsTrue() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Counting sink = new Counting();
        try (ChunkRing ring = new ChunkRing(4096, 100_000, 4096, NumaPolicy.local(), PLENTY)) {
            PIPELINE.run(ring, sink, Progress.NONE, () -> asked.incrementAndGet() > 5);
        }

        assertThat(sink.written).isEqualTo(6 * 4096);
    }

    /** A rate needs at least one chunk. */
    @Test
    void writesAtLeastOneChunk() throws Exception {
        Counting sink = new Counting();
        try (ChunkRing ring = new ChunkRing(4096, 100_000, 4096, NumaPolicy.local(), PLENTY)) {
            PIPELINE.run(ring, sink, Progress.NONE, () -> true);
        }

        assertThat(sink.written).isEqualTo(4096);
    }

    @ParameterizedTest
    @EnumSource
    void waitsForTheDeviceOnlyIfAsked(Completion completion) throws Exception {
        AtomicInteger forced = new AtomicInteger();
        Counting sink = new Counting() {
            @Override
            public void force() {
                assertThat(written()).isEqualTo(100_000);
                forced.incrementAndGet();
            }
        };
        WritePipeline.Result result;
        try (ChunkRing ring = new ChunkRing(4096, 100_000, 4096, NumaPolicy.local(), PLENTY)) {
            result = new WritePipeline(STREAM, new StreamRange(0, 100_000), completion).run(ring, sink, Progress.NONE);
        }

        assertThat(forced).hasValue(completion == Completion.ON_DEVICE ? 1 : 0);
        assertThat(result.forceNanos() > 0).isEqualTo(completion == Completion.ON_DEVICE);
    }
}
