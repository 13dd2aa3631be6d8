package io.dgen.cli.io;

import io.dgen.cli.terminal.Stdio;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Standard input and output: {@code -}, and the names that the system has for them. */
final class StandardStreams implements EndpointProvider {
    private static final Set<String> INPUT_NAMES = Set.of("-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0");

    private static final Set<String> OUTPUT_NAMES = Set.of("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1");

    private final Stdio stdio;

    StandardStreams(Stdio stdio) {
        this.stdio = stdio;
    }

    @Override
    public @Nullable Output output(String name) {
        return OUTPUT_NAMES.contains(name) ? new StandardOutput(stdio) : null;
    }

    @Override
    public @Nullable Input input(String name) {
        return INPUT_NAMES.contains(name) ? new StandardInput(stdio) : null;
    }

    private record StandardOutput(Stdio stdio) implements Output {
        @Override
        public String name() {
            return "standard output";
        }

        @Override
        public boolean isStandardStream() {
            return true;
        }

        @Override
        public void checkHarmless() throws OverwriteException {
            if (stdio.outIsTerminal()) {
                throw new OverwriteException(name() + " is a terminal", "writes to it");
            }
        }

        @Override
        public Sink open(long directBlockBytes) {
            return new StreamSink(stdio.data(), stdio.outIsPipe(), new PipeBuffer(1));
        }
    }

    private record StandardInput(Stdio stdio) implements Input {
        @Override
        public String name() {
            return "standard input";
        }

        @Override
        public boolean isStandardStream() {
            return true;
        }

        @Override
        public Source open(long directBlockBytes) {
            return new StreamSource(stdio.in(), new PipeBuffer(0));
        }
    }
}
