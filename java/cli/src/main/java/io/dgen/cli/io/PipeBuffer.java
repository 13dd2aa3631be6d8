package io.dgen.cli.io;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The buffer of a pipe, 64 KiB unless somebody asks for more: then one side wakes the other for every 64 KiB, which takes
 * longer than copying them.
 */
final class PipeBuffer {
    /** What Linux allows everybody, unless /proc/sys/fs/pipe-max-size says otherwise. */
    private static final int BYTES = 1 << 20;

    private static final int F_SETPIPE_SZ = 1031;
    private static final int F_GETPIPE_SZ = 1032;

    /** For what may be no pipe of this process. */
    static final int NO_DESCRIPTOR = -1;

    /** The call takes a while to link. */
    private static final long WORTH_BYTES = 16 << 20;

    private int descriptor;

    PipeBuffer(int descriptor) {
        this.descriptor = System.getProperty("os.name").equals("Linux") ? descriptor : NO_DESCRIPTOR;
    }

    /** Once that many bytes have passed, makes it larger if the system lets us. Whatever the descriptor is, it works on. */
    void passed(long bytes) {
        if (descriptor != NO_DESCRIPTOR && bytes >= WORTH_BYTES) {
            enlarge(descriptor);
            descriptor = NO_DESCRIPTOR;
        }
    }

    private static void enlarge(int descriptor) {
        try {
            Linker linker = Linker.nativeLinker();
            ValueLayout.OfInt integer = ValueLayout.JAVA_INT;
            MethodHandle fcntl = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("fcntl"),
                    FunctionDescriptor.of(integer, integer, integer, integer),
                    Linker.Option.firstVariadicArg(2));
            int now = (int) fcntl.invokeExact(descriptor, F_GETPIPE_SZ, 0);
            if (now >= 0 && now < BYTES) {
                int ignored = (int) fcntl.invokeExact(descriptor, F_SETPIPE_SZ, BYTES);
            }
        } catch (Throwable e) {
            // no such function, or no native access: it works as it is
        }
    }
}
