// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * System calls that Java does not offer. Each is linked at its first use, so that runs without these calls are not
 * delayed.
 */
final class Posix {
    private static final int O_EXCL = 0200;
    private static final int EBUSY = 16;

    /** Larger than {@code struct statvfs}. Its first fields have 64 bits each in glibc and musl. */
    private static final long STATVFS_BYTES = 256;

    private static final int F_FRSIZE = 1;
    private static final int F_BAVAIL = 4;

    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int STATX_TYPE = 1;
    private static final long STATX_BYTES = 256;
    private static final long STATX_MODE_OFFSET = 28;

    private Posix() {}

    private static MethodHandle link(String name, FunctionDescriptor type, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type, options);
    }

    /**
     * {@return whether a file system, a volume manager or the swap uses the block device, a partition of it or the disk
     * that it is a partition of} Linux then refuses to open it exclusively.
     */
    static boolean isInUse(Path device) {
        MethodHandle open = link(
                "open",
                FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
                Linker.Option.firstVariadicArg(2),
                Linker.Option.captureCallState("errno"));
        MethodHandle close = link("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        MemoryLayout state = Linker.Option.captureStateLayout();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment captured = arena.allocate(state);
            int descriptor = (int) open.invokeExact(captured, arena.allocateFrom(device.toString()), O_EXCL);
            if (descriptor >= 0) {
                int ignored = (int) close.invokeExact(descriptor);
                return false;
            }
            return captured.get(JAVA_INT, state.byteOffset(MemoryLayout.PathElement.groupElement("errno"))) == EBUSY;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * {@return the fragment size in bytes and the number of free fragments of the file's system; empty if the system
     * reports an error} Throws if there is no such function, or no native access.
     */
    static long[] statvfs(Path file) throws Throwable {
        MethodHandle statvfs = link("statvfs", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = arena.allocate(STATVFS_BYTES, Long.BYTES);
            if ((int) statvfs.invokeExact(arena.allocateFrom(file.toString()), status) != 0) {
                return new long[0];
            }
            return new long[] {status.getAtIndex(JAVA_LONG, F_FRSIZE), status.getAtIndex(JAVA_LONG, F_BAVAIL)};
        }
    }

    /** {@return the type and mode of the descriptor's file, -1 for an error} Throws like {@link #statvfs}. */
    static int mode(int descriptor) throws Throwable {
        MethodHandle statx =
                link("statx", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = arena.allocate(STATX_BYTES, Long.BYTES);
            int result = (int) statx.invokeExact(descriptor, arena.allocateFrom(""), AT_EMPTY_PATH, STATX_TYPE, status);
            return result == 0 ? Short.toUnsignedInt(status.get(JAVA_SHORT, STATX_MODE_OFFSET)) : -1;
        }
    }

    /** {@return the result of fcntl, -1 for an error} Throws if there is no such function, or no native access. */
    static int fcntl(int descriptor, int command, int argument) throws Throwable {
        MethodHandle fcntl = link(
                "fcntl",
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT),
                Linker.Option.firstVariadicArg(2));
        return (int) fcntl.invokeExact(descriptor, command, argument);
    }
}
