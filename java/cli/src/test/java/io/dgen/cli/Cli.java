// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli;

import io.dgen.DataStream;
import io.dgen.Engine;
import io.dgen.GeneratorConfig;
import io.dgen.Recipe;
import io.dgen.cli.terminal.Stdio;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;

/** Runs commands in this JVM, with streams in memory. */
public final class Cli {
    /** Result of a command. */
    public record Outcome(int status, String out, String err, byte[] data) {}

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private InputStream in = InputStream.nullInputStream();
    private OutputStream dataTo = data;
    private boolean outIsTerminal;
    private boolean outIsPipe;
    private boolean errIsTerminal;

    public static Outcome run(Object... args) {
        return new Cli().with(args);
    }

    public Cli in(byte[] bytes) {
        in = new ByteArrayInputStream(bytes);
        return this;
    }

    public Cli dataTo(OutputStream stream) {
        dataTo = stream;
        return this;
    }

    public Cli outIsTerminal() {
        outIsTerminal = true;
        return this;
    }

    public Cli outIsPipe() {
        outIsPipe = true;
        return this;
    }

    public Cli errIsTerminal() {
        errIsTerminal = true;
        return this;
    }

    public Outcome with(Object... args) {
        String[] texts = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            texts[i] = args[i].toString();
        }
        Stdio stdio = new Stdio(
                Channels.newChannel(in),
                Channels.newChannel(dataTo),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                outIsTerminal,
                outIsPipe,
                errIsTerminal);
        int status = Main.run(stdio, texts);
        return new Outcome(
                status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), data.toByteArray());
    }

    /** {@return the bytes of a recipe} Uses the scalar engine, because the commands do not use it by default. */
    public static byte[] bytes(String recipe) {
        Recipe parsed = Recipe.parse(recipe);
        return bytes(recipe, 0, Math.toIntExact(parsed.sizeBytes()));
    }

    public static byte[] bytes(String recipe, long offset, int length) {
        GeneratorConfig config = GeneratorConfig.builder()
                .recipe(Recipe.parse(recipe))
                .engine(Engine.SCALAR)
                .build();
        byte[] bytes = new byte[length];
        new DataStream(config).fill(offset, bytes);
        return bytes;
    }
}
