// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import io.dgen.cli.terminal.Stdio;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Set;

/**
 * Standard output.
 *
 * @param kind of the file that it was redirected to. Asked once: when its channel is closed, the JVM redirects it.
 */
record StandardOutput(Stdio stdio, FileKind kind) implements Output {
    static final Set<String> NAMES = Set.of("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1");

    static StandardOutput of(Stdio stdio) {
        try {
            // Only the channel of the process is that of a file.
            boolean isFile = stdio.data() instanceof FileChannel;
            return new StandardOutput(stdio, isFile ? FileKind.ofDescriptor(1) : FileKind.FIFO);
        } catch (IOException e) {
            return new StandardOutput(stdio, FileKind.FIFO);
        }
    }

    @Override
    public String name() {
        return "standard output";
    }

    @Override
    public boolean isStandardStream() {
        return true;
    }

    @Override
    public boolean canSync() {
        return kind == FileKind.REGULAR || isBlockDevice();
    }

    @Override
    public boolean isBlockDevice() {
        return kind == FileKind.BLOCK_DEVICE;
    }

    @Override
    public void checkHarmless(boolean keepsContents) throws OverwriteException {
        if (stdio.outIsTerminal()) {
            throw new OverwriteException(name() + " is a terminal", "writes to it");
        }
    }

    @Override
    public Sink open(long directBlockBytes) {
        return new StreamSink(stdio.data(), stdio.outIsPipe(), new PipeBuffer(1));
    }
}
