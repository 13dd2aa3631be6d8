// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.scan;

import java.io.IOException;

/** A read of a file failed. */
final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1;

    private final long bytesRead;
    private final IOException reason;

    UnreadableException(long bytesRead, IOException reason) {
        super(reason);
        this.bytesRead = bytesRead;
        this.reason = reason;
    }

    /** Number of bytes read before. */
    long bytesRead() {
        return bytesRead;
    }

    IOException reason() {
        return reason;
    }
}
