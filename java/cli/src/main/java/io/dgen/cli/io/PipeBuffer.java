// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

/**
 * Enlarges the buffer of a pipe, which has 64 KiB by default. With this size, each side wakes the other side once per
 * 64 KiB, which takes longer than copying the bytes.
 */
final class PipeBuffer {
    /** The default of /proc/sys/fs/pipe-max-size, the largest size that Linux allows without privileges. */
    private static final int BYTES = 1 << 20;

    private static final int F_SETPIPE_SZ = 1031;
    private static final int F_GETPIPE_SZ = 1032;

    /** The descriptor of a file that is not an open pipe of this process. */
    static final int NO_DESCRIPTOR = -1;

    /** Shorter streams do not benefit, because linking the system call takes milliseconds. */
    private static final long WORTH_BYTES = 16 << 20;

    private int descriptor;

    PipeBuffer(int descriptor) {
        this.descriptor = System.getProperty("os.name").equals("Linux") ? descriptor : NO_DESCRIPTOR;
    }

    /**
     * Enlarges the buffer when enough bytes have passed. Does not change a descriptor that is not a pipe.
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
            // the small buffer works, too, but is slower
        }
    }
}
