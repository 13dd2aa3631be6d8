package io.dgen.analyze.internal.run;

import java.io.IOException;

/** A file that cannot be read on. */
final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1;

    private final long bytesRead;
    private final IOException reason;

    UnreadableException(long bytesRead, IOException reason) {
        super(reason);
        this.bytesRead = bytesRead;
        this.reason = reason;
    }

    long bytesRead() {
        return bytesRead;
    }

    IOException reason() {
        return reason;
    }
}
