// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import io.dgen.cli.terminal.Stdio;
import java.io.IOException;

/** Creates the endpoint of a name. Each kind of endpoint is registered here. */
public final class Endpoints {
    private Endpoints() {}

    /** @throws UnsuitableException if the name cannot be used as an output */
    public static Output output(String name, Stdio stdio) throws IOException {
        return StandardOutput.NAMES.contains(name) ? StandardOutput.of(stdio) : new FileOutput(name);
    }

    /** @throws UnsuitableException if the name cannot be used as an input */
    public static Input input(String name, Stdio stdio) throws IOException {
        return StandardInput.NAMES.contains(name) ? new StandardInput(stdio) : new FileInput(name);
    }

    /**
     * {@return the output of a measurement: standard output or a directory} In a directory, each sink is a separate
     * file, which is removed.
     *
     * @throws UnsuitableException if it is not a directory
     */
    public static Output scratch(String name, Stdio stdio) throws IOException {
        return StandardOutput.NAMES.contains(name) ? StandardOutput.of(stdio) : new ScratchDirectory(name);
    }
}
