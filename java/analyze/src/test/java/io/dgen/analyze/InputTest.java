// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files, directories and streams. The number of threads, windows and the size of reads do not change the result. */
final class InputTest {
    @TempDir
    private Path dir;

    @Test
    void everyFileIsChunkedFromItsStart() throws Exception {
        byte[] block = TestData.random(1, 4096);
        Files.write(dir.resolve("a"), TestData.concat(block, new byte[] {1, 2, 3}));
        Files.createDirectories(dir.resolve("sub/empty"));
        Files.write(dir.resolve("sub/b"), block);
        Files.write(dir.resolve("sub/c"), new byte[0]);
        Files.createSymbolicLink(dir.resolve("link"), dir.resolve("a"));

        Analysis analysis = TestData.dedupOnly().build().analyze(dir);

        DedupResult d = analysis.fixed(4096);
        assertThat(analysis.files()).isEqualTo(3);
        assertThat(analysis.skipped()).isEqualTo(1);
        assertThat(analysis.bytes()).isEqualTo(2 * 4096 + 3);
        assertThat(d.chunks()).isEqualTo(3);
        assertThat(d.uniqueChunks()).isEqualTo(2);
        assertThat(d.uniqueBytes()).isEqualTo(4096 + 3);
        assertThat(analysis.contentDefined().getFirst().chunks()).isEqualTo(2);
        assertThat(analysis.unread()).isEmpty();
    }

    /** Windows have 16 MiB: small files share a window, large files span several, others exactly fill one. */
    @Test
    void directoryIsTheSumOfItsFiles() throws Exception {
        int[] sizes = {5 << 20, 9 << 20, 3, 16 << 20, 0, (4 << 20) - 1, (16 << 20) + 1, 700, 4 << 20, 12 << 20};
        for (int i = 0; i < sizes.length; i++) {
            Files.write(dir.resolve("f" + i), TestData.random(100 + i, sizes[i]));
        }
        for (int i = 0; i < 300; i++) {
            Files.write(dir.resolve("g" + i), TestData.random(i % 10, 5000));
        }

        Analysis all = TestData.dedupOnly().build().analyze(dir);

        List<Analysis> each = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            each.add(TestData.dedupOnly().build().analyze(dir.resolve("f" + i)));
        }
        assertThat(all.files()).isEqualTo(310);
        for (int u = 0; u < all.fixed().size(); u++) {
            int unit = u;
            long chunks =
                    each.stream().mapToLong(a -> a.fixed().get(unit).chunks()).sum();
            long small = 300
                    * ((5000 + all.fixed().get(u).chunkBytes() - 1)
                            / all.fixed().get(u).chunkBytes());
            assertThat(all.fixed().get(u).chunks()).isEqualTo(chunks + small);
            assertThat(all.fixed().get(u).uniqueChunks()).isEqualTo(chunks + small / 30);
        }
        for (int c = 0; c < 3; c++) {
            int chunker = c;
            long chunks = each.stream()
                    .mapToLong(a -> a.contentDefined().get(chunker).chunks())
                    .sum();
            long small = TestData.dedupOnly()
                    .build()
                    .analyze(dir.resolve("g0"))
                    .contentDefined()
                    .get(c)
                    .chunks();
            assertThat(all.contentDefined().get(c).chunks()).isGreaterThanOrEqualTo(chunks + 300 * small);
            assertThat(all.contentDefined().get(c).bytes()).isEqualTo(all.bytes());
        }
    }

    @Test
    void unreadableFilesAreReported() throws Exception {
        Path file = Files.write(dir.resolve("secret"), new byte[] {1});
        Files.write(dir.resolve("open"), new byte[] {1, 2});
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(file), "root can read every file");

        Analysis analysis = TestData.dedupOnly().build().analyze(dir);

        assertThat(analysis.bytes()).isEqualTo(2);
        assertThat(analysis.unreadCount()).isEqualTo(1);
        assertThat(analysis.unread()).singleElement().satisfies(unread -> {
            assertThat(unread.path()).isEqualTo(file);
            assertThat(unread.cause()).isInstanceOf(AccessDeniedException.class);
        });
    }

    @Test
    void missingInput() {
        assertThatThrownBy(() -> TestData.dedupOnly().build().analyze(dir.resolve("no")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void failureOfAStreamNamesThePosition() {
        InputStream failing = new InputStream() {
            private int left = 5000;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) {
                    throw new IOException("connection lost");
                }
                return 1;
            }
        };

        assertThatThrownBy(() -> TestData.dedupOnly().build().analyze(Channels.newChannel(failing), (_, _) -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage("after 5000 bytes: connection lost");
    }

    /** A stream that returns few bytes at a time, a file, and any number of threads give the same result. */
    @Test
    void streamFileAndThreadsAgree() throws Exception {
        byte[] bytes = TestData.concat(
                TestData.words(1, 3_000_001),
                new byte[5_000_000],
                TestData.random(7, 9_000_000),
                TestData.words(1, 3_000_001),
                TestData.random(7, 9_000_000));
        Path file = Files.write(dir.resolve("file"), bytes);
        Analyzer.Builder builder = Analyzer.builder()
                .memoryBytes(64 << 20)
                .compressors(List.of(Codec.parse("lz4"), Codec.parse("zstd-1")))
                .sampleShare(0.5);

        Analysis one = builder.threads(1).build().analyze(file);
        Analysis many = builder.threads(5).build().analyze(file);
        Analysis stream =
                builder.threads(3).build().analyze(Channels.newChannel(new TrickleStream(bytes)), (_, _) -> {});

        assertThat(many).isEqualTo(one);
        assertThat(stream).isEqualTo(one);
    }

    /** Returns few bytes at a time. */
    private static final class TrickleStream extends InputStream {
        private final byte[] bytes;
        private int at;

        TrickleStream(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return at < bytes.length ? bytes[at++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int n = Math.min(Math.min(length, 1 + at % 70_000), bytes.length - at);
            if (n == 0) {
                return -1;
            }
            System.arraycopy(bytes, at, buffer, offset, n);
            at += n;
            return n;
        }
    }

    @Test
    void progressEndsAtTheSize() throws Exception {
        Path file = Files.write(dir.resolve("file"), TestData.random(1, 20_000_000));
        List<Long> seen = new ArrayList<>();

        TestData.dedupOnly().build().analyze(file, (done, total) -> {
            assertThat(total).isEqualTo(20_000_000);
            seen.add(done);
        });

        assertThat(seen).isSorted().endsWith(20_000_000L);
    }

    @Test
    void interruptEndsTheRun() throws Exception {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> TestData.dedupOnly().build().analyze(new EndlessChannel(), (_, _) -> {}))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    /** Never ends, and ignores interrupts. */
    private static final class EndlessChannel implements ReadableByteChannel {
        @Override
        public int read(ByteBuffer buffer) {
            int n = buffer.remaining();
            buffer.position(buffer.limit());
            return n;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    @Test
    void exceptionOfTheListenerEndsTheAnalysis() throws Exception {
        Path file = Files.write(dir.resolve("file"), TestData.random(1, 1_000_000));

        assertThatThrownBy(() -> TestData.dedupOnly().build().analyze(file, (_, _) -> {
                    throw new IllegalArgumentException("listener");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("listener");
    }

    /** The reader uses all windows and then waits for one: the failed run must return it. */
    @Test
    @Timeout(60)
    void exceptionOfTheListenerEndsTheAnalysisOfAnEndlessInput() {
        assertThatThrownBy(() -> TestData.dedupOnly().build().analyze(new EndlessChannel(), (_, _) -> {
                    throw new IllegalArgumentException("listener");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("listener");
    }
}
