// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Uses a pipe of this process. */
@EnabledOnOs(OS.LINUX)
final class PipeBufferTest {
    private static final int F_GETPIPE_SZ = 1032;
    private static final int USUAL_BYTES = 64 << 10;
    private static final int MIB = 1 << 20;

    private int reader;
    private int writer;

    private static MethodHandle function(String name, FunctionDescriptor type, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type, options);
    }

    @BeforeEach
    void openPipe() throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ends = arena.allocate(ValueLayout.JAVA_INT, 2);
            MethodHandle pipe = function("pipe", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
            assertThat((int) pipe.invokeExact(ends)).isZero();
            reader = ends.getAtIndex(ValueLayout.JAVA_INT, 0);
            writer = ends.getAtIndex(ValueLayout.JAVA_INT, 1);
        }
    }

    @AfterEach
    void closePipe() throws Throwable {
        MethodHandle close = function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        assertThat((int) close.invokeExact(reader)).isZero();
        assertThat((int) close.invokeExact(writer)).isZero();
    }

    private static int bytesOf(int descriptor) throws Throwable {
        MethodHandle fcntl = function(
                "fcntl",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT),
                Linker.Option.firstVariadicArg(2));
        return (int) fcntl.invokeExact(descriptor, F_GETPIPE_SZ, 0);
    }

    @Test
    void littleDataDoesNotChangeThePipe() throws Throwable {
        new PipeBuffer(writer).passed((16L << 20) - 1);

        assertThat(bytesOf(writer)).isEqualTo(USUAL_BYTES);
    }

    @Test
    void muchDataEnlargesItFromEitherEnd() throws Throwable {
        new PipeBuffer(reader).passed(16L << 20);

        assertThat(bytesOf(writer)).isEqualTo(MIB);
    }

    @Test
    void otherDescriptorsAreNotChanged() throws Throwable {
        new PipeBuffer(PipeBuffer.NO_DESCRIPTOR).passed(Long.MAX_VALUE);
        new PipeBuffer(1 << 20).passed(Long.MAX_VALUE);

        assertThat(bytesOf(writer)).isEqualTo(USUAL_BYTES);
    }
}
