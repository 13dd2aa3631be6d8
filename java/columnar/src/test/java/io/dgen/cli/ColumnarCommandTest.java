// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.cli.terminal.Stdio;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands with the formats of this module. In this package, because the entry point that does not end the JVM is not public. */
class ColumnarCommandTest {
    @TempDir
    Path folder;

    /** Exit status and output. */
    private record Outcome(int status, String text) {}

    private static Outcome run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        Stdio stdio = new Stdio(
                Channels.newChannel(InputStream.nullInputStream()),
                Channels.newChannel(OutputStream.nullOutputStream()),
                print,
                print,
                false,
                false,
                false);
        return new Outcome(Main.run(stdio, args), out.toString(StandardCharsets.UTF_8));
    }

    private Path generate(String format, String name, String... options) {
        Path file = folder.resolve(name);
        List<String> args = new ArrayList<>(List.of("generate", "--size", "5000003", "--seed", "7", "--force"));
        args.addAll(List.of("--format", format, "--record", "1000", "--group", "1MiB"));
        args.addAll(List.of(options));
        args.add(file.toString());
        Outcome outcome = run(args.toArray(String[]::new));
        assertThat(outcome.status()).as(outcome.text()).isZero();
        return file;
    }

    private static String[] verify(String format, Path file, String... options) {
        List<String> args = new ArrayList<>(List.of("verify", "--recipe", recipe(format)));
        args.addAll(List.of(options));
        args.add(file.toString());
        return args.toArray(String[]::new);
    }

    private static String recipe(String format) {
        return "dgen1:seed=7,size=5000003,format=" + format + ",record=1000,group=1MiB";
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "arrow"})
    void threadsAndChunksDoNotChangeAFile(String format) throws IOException {
        Path file = generate(format, "a");
        assertThat(generate(format, "b", "--threads", "1", "--chunk-size", "64KiB"))
                .hasSameBinaryContentAs(file);
        Path part = folder.resolve("c");
        Files.copy(file, part);
        assertThat(run(
                                "generate",
                                "--recipe",
                                recipe(format),
                                "--in-place",
                                "--offset",
                                "1234567",
                                "--length",
                                "100000",
                                "--force",
                                part.toString())
                        .status())
                .isZero();
        assertThat(part).hasSameBinaryContentAs(file);
        assertThat(run(verify(format, file)).status()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "parquet,2000000,record 1975",
        "arrow,2000000,record 1946",
        "parquet,100,row 9: id",
        "arrow,10000,row 226: id"
    })
    void verifyNamesWhatIsWrong(String format, int position, String expected) throws IOException {
        Path file = generate(format, "a");
        byte[] bytes = Files.readAllBytes(file);
        bytes[position] ^= 1;
        Files.write(file, bytes);
        Outcome outcome = run(verify(format, file));
        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.text())
                .contains("wrong bytes        1 of " + bytes.length)
                .contains(expected);
    }

    @Test
    void jsonHasTheOverheadAndTheRows() throws IOException {
        Path file = generate("arrow", "a");
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < 3000; i++) {
            bytes[1_000_000 + i] ^= (byte) 0xFF;
        }
        Files.write(file, bytes);
        assertThat(run(verify("arrow", file, "--json")).text())
                .contains("\"payloadBytes\":5000003,\"framingBytes\":" + (bytes.length - 5_000_003))
                .contains("\"firstRecord\":971,\"lastRecord\":974");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "parquet;--align;4KiB;key 'align': format parquet has only record, group",
                "parquet;--group;1KiB;group '1KiB': expected 64KiB to 1GiB",
                "arrow;--record;2GiB;record 2GiB: expected at most 1GiB as the largest size for format arrow",
                "arrow;--record;0;record 0: expected a size of at least 1",
            })
    void badOptions(String format, String option, String value, String message) {
        Outcome outcome = run(
                "generate",
                "--size",
                "1MiB",
                "--format",
                format,
                option,
                value,
                folder.resolve("x").toString());
        assertThat(outcome).isEqualTo(new Outcome(2, "dgen: " + message + "\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "type=bf16,dim=4,format=parquet;type bf16: expected fp32, fp64, fp16, int32 for format parquet",
                "type=int8,low=0,high=5,dim=4,format=parquet;type int8: expected fp32, fp64, fp16, int32 for format parquet",
                "type=bf16,dim=4,format=arrow;type bf16: expected fp32, fp64, fp16, int8, int32 for format arrow",
                "type=fp32,dim=4,format=arrow,record=4;record 4: expected only key 'dim' of numbers, which is the number of them in a row",
            })
    void badNumbers(String keys, String message) {
        Outcome outcome = run(
                "generate",
                "--recipe",
                "dgen1:seed=1,size=1MiB," + keys,
                folder.resolve("x").toString());
        assertThat(outcome).isEqualTo(new Outcome(2, "dgen: " + message + "\n"));
    }
}
