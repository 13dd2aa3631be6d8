// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import org.jspecify.annotations.Nullable;

/** Memory could not be allocated where it was requested. Nothing was allocated. */
public final class NumaException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    NumaException(String message) {
        super(message);
    }

    NumaException(@Nullable String message, Throwable cause) {
        super(message, cause);
    }
}
