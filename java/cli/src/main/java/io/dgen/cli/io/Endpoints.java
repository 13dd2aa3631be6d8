package io.dgen.cli.io;

import io.dgen.cli.terminal.Stdio;
import java.io.IOException;

/** Finds the endpoint that a name belongs to. Each kind of endpoint is registered here. */
public final class Endpoints {
    private Endpoints() {}

    /** @throws UnsuitableException if there cannot be an output of that name */
    public static Output output(String name, Stdio stdio) throws IOException {
        return StandardOutput.NAMES.contains(name) ? new StandardOutput(stdio) : new FileOutput(name);
    }

    /** @throws UnsuitableException if there cannot be an input of that name */
    public static Input input(String name, Stdio stdio) throws IOException {
        return StandardInput.NAMES.contains(name) ? new StandardInput(stdio) : new FileInput(name);
    }

    /**
     * {@return the output of a measurement: standard output or a directory} Each sink of a directory is a file of its own,
     * of which nothing remains.
     *
     * @throws UnsuitableException if it is no directory
     */
    public static Output scratch(String name, Stdio stdio) throws IOException {
        return StandardOutput.NAMES.contains(name) ? new StandardOutput(stdio) : new ScratchDirectory(name);
    }
}
