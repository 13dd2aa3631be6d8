// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import java.io.IOException;
import java.util.OptionalLong;

/** A file, device or standard stream that an argument of the command line names. Immutable. */
public interface Endpoint {
    /** {@return the name for messages} */
    String name();

    /** {@return whether it is standard input or output} */
    default boolean isStandardStream() {
        return false;
    }

    /** {@return the name for JSON reports, where standard streams are {@code -}} */
    default String argument() {
        return isStandardStream() ? "-" : name();
    }

    /**
     * {@return whether I/O uses the page cache, as for files and block devices} Only then direct I/O is possible, and a
     * write can wait for the device.
     */
    default boolean hasPageCache() {
        return false;
    }

    /** {@return whether several threads at the same time can transfer bytes, each to or from its own position} */
    default boolean hasPositions() {
        return hasPageCache();
    }

    /** {@return whether each transfer is a request to a server, which needs many of them at the same time} */
    default boolean isRemote() {
        return false;
    }

    /** {@return the size in bytes from which on the bytes of a transfer take longer than its beginning; 0 for any size} */
    default long leastTransferBytes() {
        return 0;
    }

    /**
     * {@return the constant size in bytes, such as the capacity of a block device, at least 1; empty if the size can
     * change}
     *
     * @throws IOException if it is a device without a medium
     */
    default OptionalLong fixedBytes() throws IOException {
        return OptionalLong.empty();
    }

    /**
     * {@return the unit of direct I/O in bytes: positions, lengths and addresses are multiples of it}
     *
     * @throws DirectIoException if direct I/O is not possible
     */
    default long directBlockBytes() throws IOException {
        throw new DirectIoException("neither a file nor a block device");
    }
}
