package io.dgen.cli.io;

/**
 * The buffer of a pipe, 64 KiB by default. With so small a buffer, each side wakes the other once per 64 KiB, which takes
 * longer than copying them.
 */
final class PipeBuffer {
    /** The default of /proc/sys/fs/pipe-max-size: the most that Linux allows without privileges. */
    private static final int BYTES = 1 << 20;

    private static final int F_SETPIPE_SZ = 1031;
    private static final int F_GETPIPE_SZ = 1032;

    /** Stands for a file that is no open pipe of this process. */
    static final int NO_DESCRIPTOR = -1;

    /** Linking the system call takes milliseconds: shorter streams do not gain. */
    private static final long WORTH_BYTES = 16 << 20;

    private int descriptor;

    PipeBuffer(int descriptor) {
        this.descriptor = System.getProperty("os.name").equals("Linux") ? descriptor : NO_DESCRIPTOR;
    }

    /**
     * Enlarges the buffer, once enough bytes have passed. A descriptor that is no pipe is left as it is.
     *
     * @param bytes number of bytes that have passed since the start
     */
    void passed(long bytes) {
        if (descriptor != NO_DESCRIPTOR && bytes >= WORTH_BYTES) {
            enlarge(descriptor);
            descriptor = NO_DESCRIPTOR;
        }
    }

    private static void enlarge(int descriptor) {
        try {
            int now = Posix.fcntl(descriptor, F_GETPIPE_SZ, 0);
            if (now >= 0 && now < BYTES) {
                int ignored = Posix.fcntl(descriptor, F_SETPIPE_SZ, BYTES);
            }
        } catch (Throwable e) {
            // the small buffer works too, only slower
        }
    }
}
