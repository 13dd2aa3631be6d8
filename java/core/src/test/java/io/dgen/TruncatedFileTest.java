// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.container.Frame;
import io.dgen.internal.container.FramedBytes;
import io.dgen.internal.engine.PageEngine;
import io.dgen.internal.kernel.NativeLibrary;
import io.dgen.internal.kernel.NativeMemory;
import io.dgen.testing.Configs;
import io.dgen.testing.Forked;
import io.dgen.testing.Skip;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * Access to a truncated mapped file throws an error. A defect would crash the JVM, so the test runs in another JVM.
 */
class TruncatedFileTest {

    @Test
    void accessThrowsAnError() {
        Forked.Result result =
                Forked.onClassPath(Program.class).withEverything().run();

        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(result.out().lines())
                .hasSize(Configs.engines().size() * 2 * (4 + 6 * 3))
                .allMatch(l -> l.endsWith(": InternalError"));
    }

    /** The Java engines need not recognise mapped memory, because the JDK guards their accesses. */
    @Test
    void accessToMemoryThatDoesNotShowItsFileThrowsAnError() {
        boolean canAsk =
                NativeLibrary.isLoaded() && NativeMemory.find(0, Long.BYTES, new long[2]) != NativeMemory.CANNOT_FIND;
        Skip.unless(canAsk, "the system does not describe the memory at an address (Linux before 6.11)");
        Forked.Result result =
                Forked.onClassPath(Program.class).withEverything().run("disguised");

        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(result.out().lines())
                .hasSize(Configs.engines().size() * 2 * 8)
                .allMatch(l -> l.endsWith(": InternalError"));
    }

    @Test
    void truncationDuringCallsDoesNotCrash() {
        Forked.Result result =
                Forked.onClassPath(Program.class).withEverything().run("while in use");

        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(result.out().lines()).hasSize(Configs.engines().size() * 2).allMatch(l -> l.endsWith(": survived"));
    }

    @Test
    void accessToRecordsThrowsAnError() {
        Forked.Result result =
                Forked.onClassPath(Program.class).withEverything().run("records");

        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(result.out().lines())
                .hasSize(Configs.engines().size() * 4)
                .allMatch(l -> l.endsWith(": InternalError"));
    }

    static final class Program {
        private static final int SIZE = 6 << 20;

        private Program() {}

        public static void main(String[] args) throws Exception {
            Path file = Files.createTempFile("dgen-test", ".bin");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                for (Engine engine : Configs.engines()) {
                    DataStream stream = new DataStream(Configs.of(new Recipe(1, 1, SIZE, 4096, 1), engine, 4));
                    if (args.length == 0) {
                        before(channel, stream);
                    } else if (args[0].equals("records")) {
                        records(channel, stream);
                    } else if (args[0].equals("disguised")) {
                        disguised(channel, stream);
                    } else {
                        during(channel, stream);
                    }
                }
            } finally {
                Files.delete(file);
            }
        }

        /**
         * Truncates before the calls. Uses a confined segment, a shared segment, a buffer, and a slice of the buffer.
         */
        private static void before(FileChannel channel, DataStream stream) throws IOException {
            extend(channel);
            try (Arena confined = Arena.ofConfined();
                    Arena shared = Arena.ofShared()) {
                MemorySegment own = channel.map(MapMode.READ_WRITE, 0, SIZE, confined);
                MemorySegment all = channel.map(MapMode.READ_WRITE, 0, SIZE, shared);
                MappedByteBuffer buffer = channel.map(MapMode.READ_WRITE, 0, SIZE);
                channel.truncate(4096);
                report(stream, "confined", () -> stream.fill(0, own), () -> stream.verify(0, own));
                report(stream, "shared", () -> stream.fill(0, all), () -> stream.verify(0, all));
                report(stream, "buffer", () -> stream.fill(0, buffer.clear()), () -> stream.verify(0, buffer.clear()));
                report(
                        stream,
                        "slice",
                        () -> stream.fill(0, buffer.clear().slice(5000, 10_000)),
                        () -> stream.verify(0, buffer.clear().slice(5000, 10_000)));
                for (ByteBuffer base : List.of(
                        buffer.clear(),
                        buffer.clear().duplicate().order(ByteOrder.LITTLE_ENDIAN),
                        buffer.slice(5000, 80_000))) {
                    for (MemorySegment view : views(base)) {
                        report(stream, "view", () -> stream.fill(0, view), () -> stream.verify(0, view));
                    }
                }
            }
        }

        /** Short records, and framing around them, are compared with bytes that were made ahead. */
        private static void records(FileChannel channel, DataStream stream) throws IOException {
            Frame frame = new Records(SIZE / 1004 * 1004);
            FramedBytes file = new FramedBytes(frame, stream.bytes(), stream.bytes());
            RecordSource source = new RecordSource(stream, 1000);
            extend(channel);
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment all = channel.map(MapMode.READ_WRITE, 0, frame.lengthBytes(), arena);
                MemorySegment record = all.asSlice(100_000, 1000);
                for (int i = 0; i < 20; i++) { // compiled code differs
                    file.fill(0, all, PageEngine.STORE_AUTO);
                    if (file.verify(0, all, null).count() > 0) {
                        throw new AssertionError();
                    }
                    RecordVerifier verifier = source.verifier();
                    for (long r = 0; r < 1000; r++) {
                        source.fill(r, record);
                        verifier.verify(r, record);
                    }
                }
                channel.truncate(4096);
                report(stream, "file", () -> file.fill(0, all, PageEngine.STORE_AUTO), () -> file.verify(0, all, null));
                report(
                        stream,
                        "record",
                        () -> source.fill(0, record),
                        () -> source.verifier().verify(0, record));
            }
        }

        /** Records of 1000 bytes with 4 bytes before each of them. */
        private record Records(long lengthBytes) implements Frame {
            @Override
            public long payloadBytes() {
                return lengthBytes / 1004 * 1000;
            }

            @Override
            public Part partAt(long offset) {
                long start = offset / 1004 * 1004;
                return offset - start < 4
                        ? Part.framing(start, start + 4, (_, target, _) -> target.fill((byte) 1))
                        : Part.payload(start + 4, start + 1004, start / 1004 * 1000);
            }

            @Override
            public long fileOffset(long payloadOffset) {
                return payloadOffset / 1000 * 1004 + 4 + payloadOffset % 1000;
            }

            @Override
            public String describe(long offset) {
                return "framing";
            }
        }

        /** Segments of mapped memory for which the JDK does not know that it is mapped, and which are not from a buffer. */
        private static void disguised(FileChannel channel, DataStream stream) throws IOException {
            extend(channel);
            try (Arena confined = Arena.ofConfined();
                    Arena shared = Arena.ofShared()) {
                MemorySegment own = channel.map(MapMode.READ_WRITE, 0, SIZE, confined);
                MemorySegment all = channel.map(MapMode.READ_WRITE, 0, SIZE, shared);
                MemorySegment raw = MemorySegment.ofAddress(all.address());
                List<MemorySegment> segments = List.of(
                        raw.reinterpret(SIZE),
                        raw.reinterpret(SIZE, Arena.ofAuto(), null),
                        raw.reinterpret(SIZE).asSlice(5000, 70_000),
                        MemorySegment.ofAddress(own.address()).reinterpret(SIZE, confined, null),
                        MemorySegment.ofBuffer(own.asByteBuffer().asLongBuffer()),
                        MemorySegment.ofBuffer(
                                own.asSlice(5000, 80_000).asByteBuffer().asIntBuffer()),
                        MemorySegment.ofBuffer(all.asByteBuffer().asCharBuffer().slice()),
                        MemorySegment.ofBuffer(all.asByteBuffer().asDoubleBuffer())
                                .asSlice(8192, 10_000));
                channel.truncate(4096);
                for (MemorySegment segment : segments) {
                    report(stream, "disguised", () -> stream.fill(0, segment), () -> stream.verify(0, segment));
                }
            }
        }

        /** Typed views, of which the JDK no longer knows that they are mapped. */
        private static List<MemorySegment> views(ByteBuffer buffer) {
            return List.of(
                    MemorySegment.ofBuffer(buffer.asCharBuffer()),
                    MemorySegment.ofBuffer(buffer.asShortBuffer().slice()),
                    MemorySegment.ofBuffer(buffer.asIntBuffer().duplicate()),
                    MemorySegment.ofBuffer(buffer.asLongBuffer()),
                    MemorySegment.ofBuffer(buffer.asFloatBuffer().slice()),
                    MemorySegment.ofBuffer(buffer.asDoubleBuffer()).asSlice(2048));
        }

        private static void during(FileChannel channel, DataStream stream) throws Exception {
            extend(channel);
            AtomicBoolean done = new AtomicBoolean();
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment segment = channel.map(MapMode.READ_WRITE, 0, SIZE, arena);
                Thread other = new Thread(() -> {
                    try {
                        while (!done.get()) {
                            channel.truncate(SIZE / 2);
                            extend(channel);
                        }
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
                other.start();
                survive(stream, "fill", () -> stream.fill(0, segment));
                survive(stream, "verify", () -> stream.verify(0, segment));
                done.set(true);
                other.join();
            }
        }

        private static void extend(FileChannel channel) throws IOException {
            channel.write(ByteBuffer.allocate(1), SIZE - 1);
        }

        /** Repeats the calls until the JVM has compiled the code. */
        private static void report(DataStream stream, String what, Runnable fill, Runnable verify) {
            for (int call = 0; call < 2; call++) {
                String outcome = "InternalError";
                for (int i = 0; i < 200; i++) {
                    try {
                        (call == 0 ? fill : verify).run();
                        outcome = "no error in round " + i;
                        break;
                    } catch (InternalError expected) {
                        // as expected
                    }
                }
                System.out.println(stream.engine() + " " + what + (call == 0 ? " fill: " : " verify: ") + outcome);
            }
        }

        private static void survive(DataStream stream, String what, Runnable use) {
            for (int i = 0; i < 30; i++) {
                try {
                    use.run();
                } catch (InternalError legal) {
                    // also legal
                }
            }
            System.out.println(stream.engine() + " " + what + ": survived");
        }
    }
}
