package io.dgen.cli.io;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** What Java cannot ask about a block device. */
final class BlockDevices {
    private static final int O_EXCL = 0200;
    private static final int EBUSY = 16;

    private BlockDevices() {}

    /**
     * Whether a file system, a volume manager or the swap holds the device, a partition of it or its whole. Linux says so
     * to an exclusive open.
     */
    static boolean isInUse(Path device) {
        Linker linker = Linker.nativeLinker();
        StructLayout state = Linker.Option.captureStateLayout();
        MethodHandle open = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("open"),
                FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
                Linker.Option.firstVariadicArg(2),
                Linker.Option.captureCallState("errno"));
        MethodHandle close = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("close"), FunctionDescriptor.of(JAVA_INT, JAVA_INT));
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
}
