// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli;

import io.dgen.cli.terminal.Stdio;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;

/** Runs commands in this JVM. In this package, because the entry point that does not end the JVM is not public. */
public final class CommandLine {
    /** Result of a command. */
    public record Outcome(int status, String out, String err) {}

    private CommandLine() {}

    public static Outcome run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Stdio stdio = new Stdio(
                Channels.newChannel(InputStream.nullInputStream()),
                Channels.newChannel(OutputStream.nullOutputStream()),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                false);
        int status = Main.run(stdio, args);
        return new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
