// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import io.dgen.cli.terminal.Stdio;
import java.util.Set;

/** Standard input. */
record StandardInput(Stdio stdio) implements Input {
    static final Set<String> NAMES = Set.of("-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0");

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
