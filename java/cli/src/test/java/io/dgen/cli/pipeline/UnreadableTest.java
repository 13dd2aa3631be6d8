// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dgen.AvailableMemory;
import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import io.dgen.Recipe;
import io.dgen.cli.io.Source;
import io.dgen.cli.terminal.Progress;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Read errors, as a device with bad sectors returns them. */
@Timeout(60)
final class UnreadableTest {
    private static final MemoryShare PLENTY = new MemoryShare(new AvailableMemory(Long.MAX_VALUE, "none"));
    private static final int SIZE = 1_000_000;
    private static final DataStream STREAM =
            new DataStream(GeneratorConfig.of(Recipe.parse("dgen1:seed=1,size=" + SIZE)));

    private final byte[] data = new byte[SIZE];
    private final List<StreamRange> bad = new ArrayList<>();
    private boolean canSkip = true;
    private long end = SIZE;

    UnreadableTest() {
        STREAM.fill(0, data);
    }

    /** The data, without the bad ranges and up to the end. */
    private final class Device implements Source {
        @Override
        public long read(MemorySegment buffer, long position) throws IOException {
            long n = Math.clamp(end - position, 0, buffer.byteSize());
            for (StreamRange range : bad) {
                if (range.offset() < position + n && range.offset() + range.length() > position) {
                    throw new IOException("Input/output error");
                }
            }
            MemorySegment.copy(MemorySegment.ofArray(data), position, buffer, 0, n);
            return n;
        }

        @Override
        public boolean canSkip() {
            return canSkip;
        }

        @Override
        public long excess(long expectedBytes) {
            return 0;
        }

        @Override
        public void close() {}
    }

    private Comparison.Result read() throws Exception {
        try (ChunkWorkers workers = ChunkWorkers.of(STREAM, new Parallelism(3, 3, false), 65_536, SIZE, 4096, PLENTY)) {
            Comparison comparison = new Comparison(STREAM::verify, new StreamRange(0, SIZE), false);
            Device device = new Device();
            new ReadPipeline(comparison).run(workers, device, Progress.NONE);
            return comparison.result(device);
        }
    }

    @Test
    void sectorsAroundErrorsAreCompared() throws Exception {
        bad.add(new StreamRange(512 * 9, 512));
        bad.add(new StreamRange(512 * 127, 1024)); // on both sides of the end of a chunk
        bad.add(new StreamRange(700_000, 1)); // a part of a sector
        data[512 * 8] ^= 1;
        data[512 * 9 + 5] ^= 1; // cannot be read
        data[512 * 10] ^= 1;

        Comparison.Result result = read();

        assertThat(result.unreadable())
                .containsExactly(
                        new StreamRange(512 * 9, 512), new StreamRange(512 * 127, 1024), new StreamRange(699_904, 512));
        assertThat(result.verification().wrongBytes()).isEqualTo(2);
        assertThat(result.verification().firstWrongOffset()).isEqualTo(512 * 8);
        assertThat(result.verification().checkedBytes()).isEqualTo(SIZE - 2048);
        assertThat(result.missingBytes()).isZero();
        assertThat(result.isRightWhereReadable()).isFalse();
        assertThat(result.verification().isOk()).isFalse();
    }

    @Test
    void errorsAloneAreNoDifference() throws Exception {
        bad.add(new StreamRange(0, 1));

        Comparison.Result result = read();

        assertThat(result.isRightWhereReadable()).isTrue();
        assertThat(result.verification().isOk()).isFalse();
        assertThat(result.unreadableBytes()).isEqualTo(512);
    }

    @Test
    void shorterDeviceWithErrors() throws Exception {
        bad.add(new StreamRange(100_000, 1000));
        end = 500_000;

        Comparison.Result result = read();

        assertThat(result.missingBytes()).isEqualTo(500_000);
        assertThat(result.unreadableBytes()).isEqualTo(1536);
        assertThat(result.verification().wrongBytes()).isZero();
    }

    @Test
    void pipesEndAtTheFirstError() {
        bad.add(new StreamRange(100_000, 1));
        canSkip = false;

        assertThatThrownBy(this::read)
                .isInstanceOf(IOException.class)
                .hasMessage("Input/output error, in the 65536 bytes from offset 65536");
    }
}
