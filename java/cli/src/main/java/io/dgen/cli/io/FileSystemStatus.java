// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import java.nio.file.Path;

/**
 * Block size and free space of the file system of an existing file. They are asked of the file itself:
 * {@link java.nio.file.FileStore} searches the table of mounted file systems, which containers and chroots may lack.
 *
 * @param blockBytes a power of two
 * @param freeBytes number of bytes that this user can write; {@link Long#MAX_VALUE} if unknown
 */
record FileSystemStatus(long blockBytes, long freeBytes) {
    /** The block size of most file systems, and a multiple of the sector sizes of all usual devices. */
    static final long USUAL_BLOCK_BYTES = 4096;

    /** {@return the status; the usual block size and unknown free space if the system does not report them} */
    static FileSystemStatus of(Path file) {
        long[] status;
        try {
            status = Posix.statvfs(file);
        } catch (Throwable e) { // no such function, or no native access
            status = new long[0];
        }
        if (status.length == 0) {
            return new FileSystemStatus(USUAL_BLOCK_BYTES, Long.MAX_VALUE);
        }
        long block = status[0] > 0 && Long.bitCount(status[0]) == 1 ? status[0] : USUAL_BLOCK_BYTES;
        boolean overflows = status[1] > Long.MAX_VALUE / Math.max(1, status[0]);
        return new FileSystemStatus(block, overflows ? Long.MAX_VALUE : status[0] * status[1]);
    }
}
