// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import java.io.IOException;

/** An origin of data. */
public interface Input extends Endpoint {
    /** Checks that its bytes can be read in order, as far as this is known before {@link #open}. */
    default void check() throws IOException {}

    /**
     * Opens it.
     *
     * @param directBlockBytes {@link #directBlockBytes()} for direct I/O; 0 for I/O through the page cache
     * @throws DirectIoException if the file system refuses direct I/O
     */
    Source open(long directBlockBytes) throws IOException;

    /**
     * Opens the part of it that begins at a position, which is position 0 of the source.
     *
     * @param directBlockBytes as for {@link #open}
     * @throws UnsuitableException if it has no page cache
     */
    default Source openInPlace(long directBlockBytes, long start) throws IOException {
        throw new UnsuitableException(name() + ": expected a file or a block device");
    }
}
