package io.dgen.cli.pipeline;

import io.dgen.cli.io.Stdio;

/** Tells somebody how far it is. */
public interface Progress extends AutoCloseable {
    /** @param bytes number of bytes done so far */
    void moveTo(long bytes);

    @Override
    void close();

    /** A bar on standard error if that is a terminal and the user wants one. Only then is the library loaded. */
    static Progress of(String task, long totalBytes, boolean wanted, Stdio stdio) {
        return wanted && stdio.errIsTerminal() ? new ProgressBarOnTerminal(task, totalBytes, stdio.err()) : NONE;
    }

    Progress NONE = new Progress() {
        @Override
        public void moveTo(long bytes) {}

        @Override
        public void close() {}
    };
}
