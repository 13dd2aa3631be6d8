// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.option;

import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.DirectIoException;
import io.dgen.cli.io.OverwriteException;
import io.dgen.cli.io.UnsuitableException;
import java.io.IOException;

/** Converts exceptions of inputs and outputs to messages that name the option to use or to correct. */
public final class IoFailures {
    private IoFailures() {}

    /** An action on an input or output. */
    @FunctionalInterface
    public interface Action<T> {
        T run() throws IOException;
    }

    /** @param name of the input or output */
    public static Failure of(String name, IOException e) {
        return switch (e) {
            case UnsuitableException _ -> Failure.usage(Failure.reason(e));
            case OverwriteException overwrite -> Failure.usage(Failure.reason(e) + ": --force " + overwrite.effect());
            case DirectIoException _ -> Failure.io("--direct: " + name, e);
            default -> Failure.io(name, e);
        };
    }

    /**
     * Returns the result of an action.
     *
     * @param name of the input or output
     */
    public static <T> T translate(String name, Action<T> action) throws Failure {
        try {
            return action.run();
        } catch (IOException e) {
            throw of(name, e);
        }
    }
}
