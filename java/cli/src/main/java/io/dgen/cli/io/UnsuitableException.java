// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import java.io.IOException;

/** A name cannot be used. The message contains the name and the expected kind of file. */
public final class UnsuitableException extends IOException {
    private static final long serialVersionUID = 1;

    public UnsuitableException(String message) {
        super(message);
    }
}
