// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import java.io.IOException;

/** A destination of generated data. Nothing is changed before {@link #open}. */
public interface Output extends Endpoint {
    /**
     * Checks that writing does no harm.
     *
     * @param keepsContents whether the caller will use {@link #openInPlace}
     * @throws OverwriteException if it would replace data or disturb a device or terminal
     */
    default void checkHarmless(boolean keepsContents) throws IOException {}

    /** Checks that data can be written, as far as this is known before {@link #open}. */
    default void check() throws IOException {}

    /** {@return whether {@link Sink#force} can wait for a device, as for files and block devices} */
    default boolean canSync() {
        return hasPageCache();
    }

    /** {@return whether it is a block device} */
    default boolean isBlockDevice() {
        return false;
    }

    /** {@return number of bytes that can be written before it is full; {@link Long#MAX_VALUE} if unknown} */
    default long freeBytes() throws IOException {
        return Long.MAX_VALUE;
    }

    /**
     * Opens it, and removes the existing contents if possible.
     *
     * @param directBlockBytes {@link #directBlockBytes()} for direct I/O; 0 for I/O through the page cache
     * @throws OverwriteException if it was created after the checks
     * @throws DirectIoException if the file system refuses direct I/O
     */
    Sink open(long directBlockBytes) throws IOException;

    /**
     * Opens the part of it that begins at a position, which is position 0 of the sink. Keeps the existing contents; creates a
     * missing file.
     *
     * @param directBlockBytes as for {@link #open}
     * @throws UnsuitableException if it has no page cache
     */
    default Sink openInPlace(long directBlockBytes, long start) throws IOException {
        throw new UnsuitableException(name() + ": expected a file or a block device");
    }
}
