// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dgen.AvailableMemory;
import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import io.dgen.Recipe;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Sink;
import io.dgen.cli.io.WrittenRanges;
import io.dgen.cli.terminal.Progress;
import java.io.IOException;
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
        private final WrittenRanges written = new WrittenRanges();

        @Override
        public void write(MemorySegment bytes, long position) throws IOException {
            written.add(position, bytes.byteSize());
        }

        @Override
        public WrittenRanges written() {
            return written;
        }

        @Override
        public void close() {}
    }

    private static final DataStream STREAM =
            new DataStream(GeneratorConfig.of(Recipe.parse("dgen1:seed=1,size=100000")));

    private static final WritePipeline PIPELINE =
            new WritePipeline(STREAM, new StreamRange(0, 100_000), Completion.ACCEPTED);

    private static ChunkWorkers workers(int count) throws Failure {
        return ChunkWorkers.of(STREAM, new Parallelism(count, count, false), 4096, 100_000, 4096, PLENTY);
    }

    /** The message has the chunk, and the sink has counted every other part. */
    @Test
    void failureNamesTheChunk() throws Exception {
        Counting sink = new Counting() {
            @Override
            public void write(MemorySegment bytes, long position) throws IOException {
                if (position == 8192) {
                    written().add(position, 100);
                    throw new IOException("disk full");
                }
                super.write(bytes, position);
            }
        };
        try (ChunkWorkers workers = workers(3)) {
            assertThatThrownBy(() -> PIPELINE.run(workers, sink, Progress.NONE))
                    .isInstanceOf(IOException.class)
                    .hasMessage("disk full, in the 4096 bytes from offset 8192");
        }
        assertThat(sink.written.prefix()).isEqualTo(8292);
    }

    @Test
    void endsWhenTheConditionIsTrue() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Counting sink = new Counting();
        try (ChunkWorkers workers = workers(1)) {
            PIPELINE.run(workers, sink, Progress.NONE, () -> asked.incrementAndGet() > 5);
        }

        assertThat(sink.written.total()).isEqualTo(6 * 4096);
    }

    /** A rate needs at least one chunk. */
    @Test
    void writesAtLeastOneChunk() throws Exception {
        Counting sink = new Counting();
        try (ChunkWorkers workers = workers(1)) {
            PIPELINE.run(workers, sink, Progress.NONE, () -> true);
        }

        assertThat(sink.written.total()).isEqualTo(4096);
    }

    @ParameterizedTest
    @EnumSource
    void waitsForTheDeviceOnlyIfAsked(Completion completion) throws Exception {
        AtomicInteger forced = new AtomicInteger();
        Counting sink = new Counting() {
            @Override
            public void force() {
                assertThat(written().prefix()).isEqualTo(100_000);
                forced.incrementAndGet();
            }
        };
        WritePipeline.Result result;
        try (ChunkWorkers workers = workers(1)) {
            result = new WritePipeline(STREAM, new StreamRange(0, 100_000), completion)
                    .run(workers, sink, Progress.NONE);
        }

        assertThat(forced).hasValue(completion == Completion.ON_DEVICE ? 1 : 0);
        assertThat(result.forceNanos() > 0).isEqualTo(completion == Completion.ON_DEVICE);
    }
}
