// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import java.io.IOException;

/** Writing would replace data, or disturb a device or terminal. The message contains the name and the obstacle. */
public final class OverwriteException extends IOException {
    private static final long serialVersionUID = 1;

    private final String effect;

    /** @param effect the effect of writing: a verb and its object */
    public OverwriteException(String message, String effect) {
        super(message);
        this.effect = effect;
    }

    /** {@return the effect of writing, such as {@code replaces its contents}} */
    public String effect() {
        return effect;
    }
}
