// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import io.dgen.cli.terminal.Stdio;
import java.util.Set;

/** Standard output. */
record StandardOutput(Stdio stdio) implements Output {
    static final Set<String> NAMES = Set.of("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1");

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
