// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.spark.SparkTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest extends SparkTest {
    private record Outcome(int status, String out, String err) {}

    @TempDir
    Path folder;

    private static Outcome run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private String at(String name) {
        return folder.resolve(name).toUri().toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | unknown command ''",
                "copy | unknown command 'copy'",
                "generate | --to is required",
                "generate --to x | --dataset, or --files and --size, is required",
                "generate --to x --files 3 | key 'size' is missing",
                "generate --to x --files 0 --size 1 | files 0: expected 1 to 1099511627776",
                "generate --to x --files 3 --size 1 --compress 65 | 65",
                "generate --to x --files 3 --size 1 --colour red | unknown option --colour",
                "generate --to x --files 3 --size 1 --format tape | tape",
                "generate --to x --files 3 --size 4KiB --numbers type=fp99 | fp99",
                "generate --to x --to y | --to is given twice",
                "generate --to | --to requires a value",
                "generate --to x --json=yes | --json takes no value",
                "generate --to x --files 3 --size 1 --dataset dgenset1:files=1,size=1;dgen1:seed=1 | exclude each other",
                "generate --to x --files 3 --size 1 --tasks 0 | --tasks '0': expected 1 to 1000000",
                "generate --to x --files 3 --size 1 --part-size 1MiB | part size 1048576: expected 8MiB to 4GiB",
                "generate --to x --files 3 --size 1 --part-size big | --part-size: ",
                "generate --to x --files 3 --size 1 --overwrite --resume | exclude each other",
                "generate x | generate takes --to ADDRESS, not also 'x'",
                "verify | verify takes one address",
                "verify x y | not also 'y'",
                "verify x --files 3 --size 1 | --seed is required",
                "verify /nonexistent/set | has no file .dgen-dataset",
                "verify /nonexistent/set --files 3 --size 1 --seed 1 | there is no such directory",
                "report | report takes the addresses of reports",
                "report /nonexistent/report | there is no such file",
            })
    void wrongCommandLinesAreRefused(String line, String message) {
        Outcome outcome = run(line.split(" "));
        assertThat(outcome.err).startsWith("dgen: ").contains(message).hasLineCount(1);
        assertThat(outcome.status).as(outcome.err).isEqualTo(2);
        assertThat(outcome.out).isEmpty();
    }

    @Test
    void helpNamesAllOptions() {
        Outcome outcome = run("--help");
        assertThat(outcome.status).isZero();
        assertThat(Arguments.datasetOptions()).allMatch(name -> outcome.out.contains("--" + name));
    }

    @Test
    void reportsAreComparedByTheirChecksums() throws IOException {
        Outcome written = run("generate", "--files", "5", "--size=100KiB", "--to", at("set"), "--report", at("w.json"));
        assertThat(written.status).as(written.err).isZero();
        assertThat(written.out)
                .contains("dataset     dgenset1:files=5,size=100KiB;dgen1:seed=", "files       5, 512000 bytes");
        Outcome read = run("verify", at("set"), "--report", at("r.json"), "--json");
        assertThat(read.status).as(read.err).isZero();
        assertThat(Report.parse(read.out).bytes()).isEqualTo(512_000);
        Outcome both = run("report", at("w.json"), at("r.json"));
        assertThat(both.status).isZero();
        assertThat(both.out).contains("the checksums are equal");

        Files.write(folder.resolve("set/f3"), new byte[102_400]);
        Outcome wrong = run("verify", at("set"), "--report", at("r.json"));
        assertThat(wrong.status).isEqualTo(4);
        assertThat(wrong.out).startsWith("DIFFERENT").contains("changed     f3, offset 0, 102400 bytes: zeros");
        assertThat(run("report", at("w.json"), at("r.json")).status).isEqualTo(4);
        assertThat(run("report", at("set/f3")).status).isEqualTo(2);
    }

    @Test
    void failuresOfTheFileSystemAreNamed() throws IOException {
        Files.writeString(folder.resolve("file"), "x");
        Outcome outcome = run("generate", "--files", "5", "--size", "1", "--to", at("file") + "/set");
        assertThat(outcome.status).as(outcome.err).isEqualTo(3);
        assertThat(outcome.err).startsWith("dgen: ").hasLineCount(1);
    }
}
