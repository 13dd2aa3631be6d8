// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.engine;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.internal.kernel.NativeLibrary;
import io.dgen.internal.kernel.NativeMemory;
import io.dgen.testing.MemoryKind;
import io.dgen.testing.Skip;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MappedFilesTest {
    private static final String FILE = "7f0000001000-7f0000003000 rw-s 00000000 fe:00 1234                  /a b/c";

    @ParameterizedTest
    @EnumSource
    void onlyMappedFilesCanFault(MemoryKind kind) {
        assertThat(MappedFiles.contain(kind.allocate(100_000))).isEqualTo(kind.maybeMapped());
    }

    /** Memory of another arena may be a file at the same address. */
    @Test
    void memoryIsLookedUpForEachScope() throws Throwable {
        needsSystem();
        try (Remapped memory = new Remapped(32 << 20);
                Arena first = Arena.ofShared();
                Arena second = Arena.ofShared()) {
            MemorySegment raw = MemorySegment.ofAddress(memory.address);
            assertThat(MappedFiles.contain(raw.reinterpret(8192, first, null))).isFalse();
            memory.becomesFile();
            assertThat(MappedFiles.contain(raw.reinterpret(8192, second, null))).isTrue();
        }
    }

    /** Raw addresses share a scope, and large segments are always looked up. */
    @Test
    void largeMemoryIsLookedUpInEachCall() throws Throwable {
        needsSystem();
        try (Remapped memory = new Remapped(32 << 20)) {
            MemorySegment raw = MemorySegment.ofAddress(memory.address).reinterpret(memory.bytes);
            assertThat(MappedFiles.contain(raw)).isFalse();
            memory.becomesFile();
            assertThat(MappedFiles.contain(raw)).isTrue();
        }
    }

    /** On average every 4096th call: the probability that this fails is below 1e-100. */
    @Test
    void smallMemoryIsLookedUpAgain() throws Throwable {
        needsSystem();
        try (Remapped memory = new Remapped(4096)) {
            MemorySegment raw = MemorySegment.ofAddress(memory.address).reinterpret(memory.bytes);
            assertThat(MappedFiles.contain(raw)).isFalse();
            memory.becomesFile();
            assertThat(IntStream.range(0, 1_000_000).anyMatch(i -> MappedFiles.contain(raw)))
                    .isTrue();
        }
    }

    @Test
    void slicesOfKnownMemoryAreKnown() throws Throwable {
        needsSystem();
        MemorySegment memory = Arena.ofAuto().allocate(64 << 20);
        for (long at = 0; at < memory.byteSize(); at += 1 << 20) {
            assertThat(MappedFiles.contain(memory.asSlice(at, 4096))).isFalse();
        }
    }

    private static void needsSystem() {
        boolean canAsk =
                NativeLibrary.isLoaded() && NativeMemory.find(0, Long.BYTES, new long[2]) != NativeMemory.CANNOT_FIND;
        Skip.unless(canAsk, "the system does not describe the memory at an address (Linux before 6.11)");
    }

    /** Anonymous memory that becomes a mapped file at the same address. */
    private static final class Remapped implements AutoCloseable {
        private static final int READ_WRITE = 3;
        private static final int SHARED_FIXED = 0x11;
        private static final MethodHandle OPEN = call("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
        private static final MethodHandle CLOSE = call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        private static final MethodHandle MMAP = call(
                "mmap",
                FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));

        private final long bytes;
        private final long address;

        Remapped(long bytes) {
            this.bytes = bytes;
            long[] out = new long[1];
            assertThat(NativeMemory.map(bytes, 4096, NativeMemory.Pages.BASE, out))
                    .isEqualTo(NativeMemory.OK);
            address = out[0];
        }

        private static MethodHandle call(String name, FunctionDescriptor type) {
            Linker linker = Linker.nativeLinker();
            return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
        }

        void becomesFile() throws Throwable {
            Path path = Files.createTempFile("dgen-test", ".bin");
            try (Arena arena = Arena.ofConfined()) {
                int file = (int) OPEN.invokeExact(arena.allocateFrom(path.toString()), 2);
                long mapped = (long) MMAP.invokeExact(address, bytes, READ_WRITE, SHARED_FIXED, file, 0L);
                assertThat((int) CLOSE.invokeExact(file)).isZero();
                assertThat(mapped).isEqualTo(address);
            } finally {
                Files.delete(path);
            }
        }

        @Override
        public void close() {
            assertThat(NativeMemory.unmap(address, bytes)).isEqualTo(NativeMemory.OK);
        }
    }

    @Test
    void viewsOfDirectBuffersAreOrdinaryMemory() {
        boolean isUnknown = !Files.isReadable(Path.of("/proc/self/maps")); // the safe way is taken
        ByteBuffer buffer = ByteBuffer.allocateDirect(100_000);
        for (int round = 0; round < 2; round++) {
            assertThat(MappedFiles.contain(MemorySegment.ofBuffer(buffer.asLongBuffer())))
                    .isEqualTo(isUnknown);
            assertThat(TypedViews.contain(MemorySegment.ofBuffer(buffer.asLongBuffer())))
                    .isEqualTo(isUnknown);
        }
    }

    @Test
    void viewsOfMappedBuffersAreMappedFiles() throws IOException {
        Path file = Files.createTempFile("dgen-test", ".bin");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = channel.map(FileChannel.MapMode.READ_WRITE, 0, 100_000);
            for (int round = 0; round < 2; round++) {
                MemorySegment view = MemorySegment.ofBuffer(buffer.asLongBuffer());
                assertThat(MappedFiles.contain(view)).isTrue();
                assertThat(TypedViews.contain(view)).isTrue();
            }
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void aFileIsFoundWhereItOverlapsTheRange() {
        assertThat(TypedViews.isFileWithin(FILE, 0x7f0000002000L, 0x7f0000002001L))
                .isTrue();
        assertThat(TypedViews.isFileWithin(FILE, 0x7f0000000000L, 0x7f0000001001L))
                .isTrue();
        assertThat(TypedViews.isFileWithin(FILE, 0x7f0000000000L, 0x7f0000001000L))
                .isFalse();
        assertThat(TypedViews.isFileWithin(FILE, 0x7f0000003000L, 0x7f0000004000L))
                .isFalse();
    }

    @Test
    void memoryWithoutAFileIsNotFound() {
        String anonymous = "7f0000001000-7f0000003000 rw-p 00000000 00:00 0 ";
        String named = "7f0000001000-7f0000003000 rw-p 00000000 00:00 0                          [heap]";
        for (String line : new String[] {anonymous, named}) {
            assertThat(TypedViews.isFileWithin(line, 0x7f0000001000L, 0x7f0000003000L))
                    .isFalse();
        }
    }
}
