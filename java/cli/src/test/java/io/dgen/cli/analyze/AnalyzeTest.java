// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dgen.analyze.Profile;
import io.dgen.cli.Cli;
import io.dgen.cli.Cli.Outcome;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import tools.jackson.jr.ob.JSON;

final class AnalyzeTest {
    private static final String RECIPE = "dgen1:seed=7,size=2MiB,block=64KiB,dedup=2";

    @TempDir
    private Path dir;

    private Path input;

    @BeforeEach
    void makeInput() throws IOException {
        input = Files.write(dir.resolve("input"), Cli.bytes(RECIPE));
    }

    private static Map<?, ?> entry(Map<String, Object> json, String list, String key, Object value) {
        return ((List<?>) json.get(list))
                .stream()
                        .map(e -> (Map<?, ?>) e)
                        .filter(e -> value.equals(e.get(key)))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void tableHasTheRatios() {
        Outcome outcome = Cli.run("analyze", input);

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .contains("input    " + input, "bytes    2097152 bytes (2MiB)")
                .containsPattern("\n64KiB +32 +- +16 +2\\.000 +2\\.000\n")
                .containsPattern("\nFastCDC 8KiB ")
                .containsPattern("\nzstd-3 +4KiB +0\\.998 ");
    }

    @Test
    void jsonHasAllFigures() {
        Outcome outcome = Cli.run("analyze", "--json", "--compressors", "lz4,gzip-1", input);

        Map<String, Object> json = JSON.std.mapFrom(outcome.out());
        assertThat(outcome.out()).hasLineCount(1);
        assertThat(json).containsEntry("bytes", 2 << 20).containsEntry("input", input.toString());
        assertThat(entry(json, "fixed", "chunkBytes", 65536).get("ratio")).isEqualTo(2.0);
        assertThat((List<?>) json.get("fixed")).hasSize(14);
        assertThat((List<?>) json.get("contentDefined")).hasSize(3);
        assertThat((List<?>) json.get("compression")).hasSize(10);
        assertThat(((Number) entry(json, "compression", "compressor", "lz4").get("ratio")).doubleValue())
                .isCloseTo(1, within(0.01));
    }

    @Test
    void standardInput() {
        Outcome outcome = new Cli().in(Cli.bytes(RECIPE)).with("analyze", "--json", "--compressors", "none", "-");

        Map<String, Object> json = JSON.std.mapFrom(outcome.out());
        assertThat(json).containsEntry("input", "-").containsEntry("bytes", 2 << 20);
        assertThat(entry(json, "fixed", "chunkBytes", 4096).get("ratio")).isEqualTo(2.0);
    }

    @Test
    void optionsSelectTheMeasurements() {
        Outcome outcome = Cli.run(
                "analyze",
                "--json",
                "--units",
                "4KiB,1MiB",
                "--cdc",
                "none",
                "--compressors",
                "zstd-1",
                "--block-sizes",
                "8KiB",
                "--memory",
                "16MiB",
                "--sample",
                "50%",
                "--threads",
                "2",
                input);

        Map<String, Object> json = JSON.std.mapFrom(outcome.out());
        assertThat((List<?>) json.get("fixed")).hasSize(2);
        assertThat((List<?>) json.get("contentDefined")).isEmpty();
        assertThat((List<?>) json.get("compression")).hasSize(1);
        assertThat(json)
                .containsEntry(
                        "sampledBytes",
                        2 << 20); // the first piece is always in the sample, and the second one completes the
        // requested half
    }

    /** File names may contain any character. */
    @Test
    void pageIsWellFormed() throws Exception {
        Path folder = Files.createDirectory(dir.resolve("<b>&\"'é"));
        Files.copy(input, folder.resolve("x"));
        Path page = dir.resolve("report.html");

        Outcome outcome = Cli.run("analyze", "--html", page, folder);

        assertThat(outcome.status()).as(outcome.err()).isZero();
        String html = Files.readString(page);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        DocumentBuilder builder = factory.newDocumentBuilder();
        Document document = builder.parse(new InputSource(new StringReader(html.replace("<!DOCTYPE html>", ""))));
        assertThat(document.getElementsByTagName("h1").item(0).getTextContent()).isEqualTo(folder.toString());
        assertThat(document.getElementsByTagName("svg").getLength()).isEqualTo(5);
        assertThat(document.getElementsByTagName("table").getLength()).isEqualTo(2);
        assertThat(html).doesNotContain("<script", "http:", "https:", "<link", "NaN", "Infinity");
    }

    @Test
    void emptyInput() throws IOException {
        Path empty = Files.write(dir.resolve("empty"), new byte[0]);
        Path page = dir.resolve("report.html");

        Path profile = dir.resolve("empty.json");

        Outcome outcome = Cli.run("analyze", "--html", page, "--save", profile, empty);

        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err()).isEqualTo("dgen: " + empty + ": 0 bytes: nothing was measured\n");
        assertThat(profile).doesNotExist();
        assertThat(Files.readString(page)).doesNotContain("NaN", "Infinity");
    }

    @Test
    void profileIsSaved() throws IOException {
        Path file = dir.resolve("profile.json");

        Outcome outcome = Cli.run("analyze", "--save", file, input);

        assertThat(outcome.status()).as(outcome.err()).isZero();
        Profile profile = Profile.parse(Files.readString(file));
        // Round-robin over an even number of contents: pairs of blocks are duplicates, too.
        assertThat(profile.unitBytes()).isEqualTo(1 << 20);
        assertThat(profile.dedupRatio()).isEqualTo(2);
        assertThat(Cli.run("analyze", "--save", file, input).err())
                .isEqualTo("dgen: --save: " + file + " exists: --force replaces its contents\n");
        assertThat(Cli.run("analyze", "--save", file, "--force", "--save-unit", "4KiB", input)
                        .status())
                .isZero();
        assertThat(Profile.parse(Files.readString(file)).unitBytes()).isEqualTo(4096);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --units 3000                    | unit 3000: expected a power of two from 512 to 4194304 bytes
            --units 4KiB,                   | --units: size '': expected a number of bytes
            --units x                       | --units: size 'x': expected a number of bytes
            --cdc 2MiB                      | average chunk 2097152: expected a power of two from 1024 to 1048576
            --compressors lz5               | --compressors: compressor 'lz5': expected lz4, lz4hc-3 to
            --compressors zstd-30           | --compressors: compressor zstd level 30: expected 1 to 22
            --compressors lz4,lz4           | compressor lz4: duplicate, expected each compressor once
            --block-sizes none              | block sizes: expected at least one
            --block-sizes 8MiB              | block size 8388608: expected a power of two from 512 to 4194304
            --memory 1MiB                   | memory 1048576: expected 16777216 (16MiB) to
            --memory 1EiB                   | memory 1152921504606846976: expected 16777216 (16MiB) to
            --sample 0%                     | --sample: sample '0%': expected more than 0%, at most 100%
            --sample 101%                   | --sample: sample '101%': expected more than 0%, at most 100%
            --sample many                   | --sample: sample 'many': expected more than 0%, at most 100%
            --threads 0                     | --threads: threads '0': expected 1 to 2147483647
            --threads 5000                  | threads 5000: expected 1 to 1024
            --save-unit 4KiB                | --save-unit: expected --save with it
            --save p --compressors lz4      | --save: compressors [lz4]: expected lz4 and zstd-3 among them
            --save p --save-unit 512        | --save: profile unit 512: expected 4096 to 4194304 bytes
            --save p --units none           | --save: units and block sizes: expected one size from 4096
            --html .                        | --html: . is a directory: expected a file
            """)
    void wrongOptions(String options, String message) {
        Outcome outcome = Cli.run((Object[]) ("analyze " + input + " " + options).split(" +"));

        assertThat(outcome.status()).as(outcome.err()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("dgen: ").contains(message).hasLineCount(1);
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void missingInput() {
        Outcome outcome = Cli.run("analyze", dir.resolve("no"));

        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err()).isEqualTo("dgen: " + dir.resolve("no") + ": no such file or directory\n");
    }

    @Test
    void missingParentOfTheReport() {
        Outcome outcome = Cli.run("analyze", "--html", dir.resolve("no/report.html"), input);

        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err()).contains("there is no directory " + dir.resolve("no"));
        assertThat(outcome.out()).isEmpty();
    }
}
