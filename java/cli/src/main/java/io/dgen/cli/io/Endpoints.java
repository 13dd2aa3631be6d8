package io.dgen.cli.io;

import io.dgen.cli.terminal.Stdio;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what a name stands for. A name that no provider takes is a path. */
public final class Endpoints {
    private final StandardStreams standardStreams;
    private final List<EndpointProvider> providers;

    public Endpoints(Stdio stdio) {
        standardStreams = new StandardStreams(stdio);
        providers = List.of(standardStreams);
    }

    /** @throws UnsuitableException if the name cannot be an output's */
    public Output output(String name) throws IOException {
        for (EndpointProvider provider : providers) {
            @Nullable Output output = provider.output(name);
            if (output != null) {
                return output;
            }
        }
        return new FileOutput(name);
    }

    /** @throws UnsuitableException if the name cannot be an input's */
    public Input input(String name) throws IOException {
        for (EndpointProvider provider : providers) {
            @Nullable Input input = provider.input(name);
            if (input != null) {
                return input;
            }
        }
        return new FileInput(name);
    }

    /**
     * {@return where a measurement writes: standard output, or a directory} The sinks of a directory are independent of
     * each other, and nothing remains of them.
     *
     * @throws UnsuitableException if the name is not a directory's
     */
    public Output scratch(String name) throws IOException {
        @Nullable Output standardOutput = standardStreams.output(name);
        return standardOutput != null ? standardOutput : new ScratchDirectory(name);
    }
}
