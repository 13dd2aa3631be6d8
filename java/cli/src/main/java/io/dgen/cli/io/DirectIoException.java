// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import java.io.IOException;

/** Direct I/O is not possible. The message is the reason. */
public final class DirectIoException extends IOException {
    private static final long serialVersionUID = 1;

    public DirectIoException(String message) {
        super(message);
    }
}
