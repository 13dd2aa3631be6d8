// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.dgen.Recipe;
import io.dgen.cli.Cli;
import io.dgen.cli.Cli.Outcome;
import io.dgen.cli.report.Text;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.jr.ob.JSON;

final class GenerateTest {
    private static final String RECIPE = "dgen1:seed=7,stream=3,size=1234567,block=8KiB,dedup=2.5,compress=1";

    @TempDir
    private Path dir;

    @Test
    void optionsAndRecipeNameTheSameBytes() throws IOException {
        Path byOptions = dir.resolve("options");
        Path byRecipe = dir.resolve("recipe");

        Outcome first = Cli.run(
                "generate",
                "--size",
                "1234567",
                "--seed",
                "7",
                "--stream",
                "3",
                "--dedup",
                "2.5",
                "--block-size",
                "8KiB",
                byOptions);
        Outcome second = Cli.run("generate", "--recipe", RECIPE, byRecipe);

        assertThat(first.status()).isZero();
        assertThat(second.status()).isZero();
        assertThat(byOptions).hasBinaryContent(Cli.bytes(RECIPE));
        assertThat(byRecipe).hasBinaryContent(Cli.bytes(RECIPE));
        assertThat(first.out())
                .startsWith("recipe   " + RECIPE + "\n")
                .contains("GB/s", "generating", "writing", "bytes    1234567");
        assertThat(first.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --dedup 2.5,window=256KiB --block-size 4KiB | block=4KiB,dedup=2.5,window=256KiB,compress=1
            --dedup 2.5,hot=5%@50%                      | block=128KiB,dedup=2.5,hot=5%@50%,compress=1
            --dedup copies(1@0.8+2@0.1+10@0.1)          | block=128KiB,dedup=copies(1@0.8+2@0.1+10@0.1),compress=1
            --compress 3                                | block=128KiB,dedup=1,compress=3
            --compress 1@0.3+2@0.5+8@0.2                | block=128KiB,dedup=1,compress=1@0.3+2@0.5+8@0.2
            --compress-for zstd@128KiB --texture cells  | block=128KiB,dedup=1,compress=1,for=zstd@128KiB,texture=cells
            --numbers type=int8,low=-5,high=100         | block=128KiB,dedup=1,compress=1,type=int8,dist=uniform,low=-5,high=100
            --preset btrfs --numbers type=int8,high=9   | block=128KiB,dedup=1,compress=1,for=zstd@128KiB,texture=stripes,type=int8,dist=uniform,low=0,high=9
            --preset vdo --compress 2                   | block=4KiB,dedup=1,compress=2,for=lz4@4KiB
            --preset btrfs                              | block=128KiB,dedup=1,compress=1,for=zstd@128KiB,texture=stripes
            --preset btrfs --compress 1@0.5+3@0.5       | block=128KiB,dedup=1,compress=1@0.5+3@0.5,for=zstd@128KiB,texture=stripes
            --preset btrfs --compress 3 --compress-for any | block=128KiB,dedup=1,compress=3,texture=stripes
            --preset btrfs --compress 3 --block-size 64KiB | block=64KiB,dedup=1,compress=3,for=zstd@128KiB,texture=stripes
            --texture copy --preset btrfs               | block=128KiB,dedup=1,compress=1,for=zstd@128KiB
            --compress-for any --block-size 8KiB --preset zfs | block=8KiB,dedup=1,compress=1
            """)
    void contentOptionsMakeARecipe(String options, String rest) throws IOException {
        String recipe = "dgen1:seed=7,stream=0,size=1234567," + rest;
        Path file = dir.resolve("file");

        Outcome outcome = Cli.run((Object[]) ("generate --size 1234567 --seed 7 " + options + " " + file).split(" +"));

        assertThat(outcome.err().lines()).allMatch(line -> line.startsWith("dgen: note: "));
        assertThat(outcome.out()).startsWith("recipe   " + recipe + "\n");
        assertThat(file).hasBinaryContent(Cli.bytes(recipe));
        assertThat(Cli.run("verify", "--recipe", recipe, file).status()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            size=100KiB,dedup=3                          | --offset 0         | 1     | 3   | 1     | 1     | dedup ratio 1 instead of 3: the data has 1 block of 128KiB
            size=384KiB,dedup=3                          | --offset 0         | 3     | 3   | 1     | 1     |
            size=384KiB,dedup=3                          | --offset 256KiB    | 1     | 3   | 1     | 1     | dedup ratio 1 instead of 3: the data has 1 block of 128KiB
            size=1GiB,dedup=2.5,block=4KiB               | --offset 0         | 2.5   | 2.5 | 1     | 1     |
            size=1GiB,dedup=2.5,block=4KiB               | --length 1MiB      | 1     | 2.5 | 1     | 1     | dedup ratio 1 instead of 2.5: the data has 256 blocks of 4KiB
            size=1GiB,dedup=2.5,block=4KiB,window=40KiB  | --length 4000KiB   | 2.5   | 2.5 | 1     | 1     |
            size=64MiB,block=4KiB,dedup=copies(2@1)      | --length 32MiB     | 1.333 | 2   | 1     | 1     | dedup ratio 1.3
            size=1000,compress=3                         | --offset 0         | 1     | 1   | 1     | 3     | compress ratio 1 instead of 3: the data has 1 block of 128KiB
            size=64KiB,compress=3                        | --offset 0         | 1     | 1   | 3     | 3     |
            """)
    void achievedAndRequestedRatiosAreReported(
            String keys,
            String range,
            double dedup,
            double dedupRequested,
            double compress,
            double compressRequested,
            String note) {
        String command = "generate --recipe dgen1:seed=7," + keys + " " + range + " /dev/null";

        Outcome text = Cli.run((Object[]) command.split(" +"));
        Outcome json = Cli.run((Object[]) (command + " --json").split(" +"));

        assertThat(text.out())
                .contains("ratios   dedup ", " (requested " + Text.ratio(dedupRequested) + "), compress ");
        Map<String, Object> map = JSON.std.mapFrom(json.out());
        assertThat(((Number) map.get("dedupRatio")).doubleValue()).isCloseTo(dedup, withinPercentage(0.5));
        assertThat(map.get("dedupRatioRequested")).isEqualTo(dedupRequested);
        assertThat(map.get("dedupRatioExact")).isEqualTo(true);
        assertThat(((Number) map.get("compressRatio")).doubleValue()).isCloseTo(compress, withinPercentage(0.5));
        assertThat(map.get("compressRatioRequested")).isEqualTo(compressRequested);
        if (note == null) {
            assertThat(text.err() + json.err()).isEmpty();
            assertThat((List<?>) map.get("notes")).isEmpty();
        } else {
            assertThat(text.err()).startsWith("dgen: note: " + note).hasLineCount(1);
            assertThat(text.err()).isEqualTo("dgen: note: " + ((List<?>) map.get("notes")).getFirst() + "\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "4KiB, native, 1",
        "5000, native, 2",
        "64KiB, scalar, 1",
        "1MiB, scalar, 2",
        "1GiB, native, 8",
    })
    void bytesDoNotDependOnHowTheyAreMade(String chunk, String engine, String threads) throws IOException {
        Path file = dir.resolve("file");

        Outcome outcome = Cli.run(
                "generate", "--recipe", RECIPE, "--chunk-size", chunk, "--engine", engine, "--threads", threads, file);

        assertThat(outcome.err()).isEmpty();
        assertThat(file).hasBinaryContent(Cli.bytes(RECIPE));
        assertThat(outcome.out()).contains("engine   " + engine);
    }

    @Test
    void rangeBeginsAtTheStartOfTheOutput() throws IOException {
        Path file = dir.resolve("file");

        Outcome outcome = Cli.run("generate", "--recipe", RECIPE, "--offset", "4097", "--length", "100000", file);

        assertThat(outcome.status()).isZero();
        assertThat(file).hasBinaryContent(Cli.bytes(RECIPE, 4097, 100_000));
        assertThat(outcome.out()).contains("starting at offset 4097");
    }

    @Test
    void offsetWithoutLengthSelectsTheRestOfTheStream() throws IOException {
        Path file = dir.resolve("file");

        Cli.run("generate", "--recipe", RECIPE, "--offset", "1234000", file);

        assertThat(file).hasBinaryContent(Cli.bytes(RECIPE, 1_234_000, 567));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "/dev/stdout"})
    void standardOutputHasOnlyData(String output) {
        Outcome outcome = Cli.run("generate", "--recipe", RECIPE, "--chunk-size", "100000", output);

        assertThat(outcome.status()).isZero();
        assertThat(outcome.data()).isEqualTo(Cli.bytes(RECIPE));
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains(RECIPE);
    }

    @Test
    void standardOutputHasOnlyTheJsonObject() throws IOException {
        Outcome outcome = Cli.run("generate", "--recipe", RECIPE, "--json", "--fsync", dir.resolve("file"));

        Map<String, Object> json = JSON.std.mapFrom(outcome.out());
        assertThat(outcome.err()).isEmpty();
        assertThat(json).containsEntry("recipe", RECIPE).containsEntry("bytes", 1234567);
        assertThat(json).containsKeys("seconds", "gigabytesPerSecond", "generatingShare", "writingShare", "engine");
        assertThat((Double) json.get("fsyncSeconds")).isPositive();
        assertThat(json).containsEntry("synced", true);
    }

    @Test
    void reportSaysWhetherTheDataIsSynced() {
        Path file = dir.resolve("file");

        assertThat(Cli.run("generate", "--size", "10", file).out()).contains("synced   no\n");
        assertThat(Cli.run("generate", "--size", "10", "--fsync", "--force", file)
                        .out())
                .containsPattern("synced   yes, 0\\.\\d{3} s of the time\n");
        assertThat(JSON.std.mapFrom(Cli.run("generate", "--size", "10", "--json", "--force", file)
                        .out()))
                .containsEntry("synced", false)
                .containsEntry("fsyncSeconds", null);
        assertThat(JSON.std.mapFrom(Cli.run("generate", "--size", "10", "--json", "/dev/null")
                        .out()))
                .containsEntry("synced", null);
        assertThat(Cli.run("generate", "--size", "10", "--fsync", "--no-fsync", "--force", file)
                        .err())
                .isEqualTo("dgen: --fsync and --no-fsync exclude each other\n");
    }

    @Test
    void jsonGoesToStandardErrorWhereDataGoesToStandardOutput() {
        Outcome outcome = Cli.run("generate", "--recipe", RECIPE, "--json", "-");

        assertThat(outcome.data()).isEqualTo(Cli.bytes(RECIPE));
        assertThat(outcome.out()).isEmpty();
        assertThat(JSON.std.mapFrom(outcome.err())).containsEntry("output", "-");
    }

    @Test
    void seedIsRandomAndInTheRecipe() throws IOException {
        Path first = dir.resolve("first");
        Path second = dir.resolve("second");

        Outcome one = Cli.run("generate", "--size", "10000", "--json", first);
        Cli.run("generate", "--size", "10000", "--json", second);

        assertThat(Files.mismatch(first, second)).isBetween(0L, 64L);
        String recipe = (String) JSON.std.mapFrom(one.out()).get("recipe");
        assertThat(Recipe.parse(recipe).sizeBytes()).isEqualTo(10_000);
        assertThat(first).hasBinaryContent(Cli.bytes(recipe));
    }

    @Test
    void emptyStreamIsAnEmptyFile() {
        Path file = dir.resolve("file");

        Outcome outcome = Cli.run("generate", "--size", "0", file);

        assertThat(outcome.status()).isZero();
        assertThat(file).isEmptyFile();
    }

    @Test
    void existingFileIsKept() throws IOException {
        Path file = Files.writeString(dir.resolve("file"), "precious");

        Outcome outcome = Cli.run("generate", "--size", "10", file);

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).isEqualTo("dgen: " + file + " exists: --force replaces its contents\n");
        assertThat(file).hasContent("precious");
    }

    @Test
    void danglingLinkIsNotFollowed() throws IOException {
        Path link = Files.createSymbolicLink(dir.resolve("link"), dir.resolve("nowhere"));

        Outcome outcome = Cli.run("generate", "--size", "10", link);

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .isEqualTo("dgen: " + link + " is a symbolic link to " + dir.resolve("nowhere")
                        + ", which does not exist: expected a file, a device or -\n");
        assertThat(Cli.run("generate", "--size", "10", "--force", link).err()).isEqualTo(outcome.err());
        assertThat(dir.resolve("nowhere")).doesNotExist();
    }

    @Test
    void forceReplacesAllOfTheContents() throws IOException {
        Path file = Files.write(dir.resolve("file"), new byte[2_000_000]);

        Outcome outcome = Cli.run("generate", "--recipe", RECIPE, "--force", file);

        assertThat(outcome.status()).isZero();
        assertThat(file).hasBinaryContent(Cli.bytes(RECIPE));
    }

    @Test
    void forceKeepsTheContentsWhereTheOptionsAreWrong() throws IOException {
        Path file = Files.writeString(dir.resolve("file"), "precious");

        Outcome outcome = Cli.run("generate", "--size", "10", "--offset", "11", "--force", file);

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(file).hasContent("precious");
    }

    @Test
    void directIoWritesAnUnalignedTail() throws IOException {
        Path file = dir.resolve("file");

        Outcome outcome = Cli.run("generate", "--recipe", RECIPE, "--direct", "--chunk-size", "256KiB", file);

        if (outcome.status() == 3) {
            assertThat(outcome.err()).contains("refuses direct I/O");
            assertThat(file).doesNotExist();
        } else {
            assertThat(outcome.err()).isEmpty();
            assertThat(file).hasBinaryContent(Cli.bytes(RECIPE));
            assertThat(Cli.run("verify", "--recipe", RECIPE, "--direct", "--chunk-size", "64KiB", file)
                            .status())
                    .isZero();
        }
    }

    @Test
    void dataIsNotWrittenToATerminal() {
        Outcome refused = new Cli().outIsTerminal().with("generate", "--size", "10", "-");
        Outcome forced = new Cli().outIsTerminal().with("generate", "--size", "10", "--force", "-");

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("is a terminal: --force");
        assertThat(refused.data()).isEmpty();
        assertThat(forced.data()).hasSize(10);
    }

    @Test
    void progressBarIsShownOnTerminalsOnly() {
        Outcome shown = new Cli().errIsTerminal().with("generate", "--size", "10MB", "/dev/null");
        Outcome hidden = new Cli().errIsTerminal().with("generate", "--size", "10MB", "--no-progress", "/dev/null");

        assertThat(shown.err()).contains("generate", "100%", "10/10MB", "GB/s");
        assertThat(shown.out()).startsWith("recipe");
        assertThat(hidden.err()).isEmpty();
    }

    @Test
    void closedPipeEndsQuietly() {
        Outcome outcome = new Cli().dataTo(new FailingStream("Broken pipe")).with("generate", "--size", "1MiB", "-");

        assertThat(outcome.status()).isEqualTo(141);
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void closedPipeEndsQuietlyInEveryLanguage() {
        Outcome outcome = new Cli()
                .outIsPipe()
                .dataTo(new FailingStream("Datenübergabe unterbrochen"))
                .with("generate", "--size", "1MiB", "-");

        assertThat(outcome.status()).isEqualTo(141);
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void failedStandardOutputReportsHowMuchWasWritten() {
        Outcome outcome = new Cli()
                .dataTo(new FailingStream("No space left on device"))
                .with("generate", "--size", "1MiB", "--chunk-size", "4KiB", "-");

        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err())
                .startsWith(
                        "dgen: standard output: No space left on device, in the 4096 bytes from offset 8192: 8192 of"
                                + " 1048576 bytes were written\n");
    }

    @Test
    void failureNamesTheRecipeOfWhatWasWritten() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        FailingStream failing = new FailingStream("No space left on device", written);

        Outcome outcome = new Cli().dataTo(failing).with("generate", "--size", "1MiB", "--chunk-size", "4KiB", "-");

        List<String> lines = outcome.err().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).startsWith("dgen: recipe dgen1:seed=");
        String recipe = lines.get(1).substring("dgen: recipe ".length());
        assertThat(written.toByteArray()).isEqualTo(Cli.bytes(recipe, 0, 8192));
    }

    @Test
    void defectHasItsOwnExitStatus() {
        OutputStream defect = new OutputStream() {
            @Override
            public void write(int b) {
                throw new ArithmeticException("on purpose");
            }
        };

        Outcome outcome = new Cli().dataTo(defect).with("generate", "--size", "10", "-");

        assertThat(outcome.status()).isEqualTo(70);
        assertThat(outcome.err())
                .matches("(?s)dgen: recipe dgen1:seed=\\d+,.*\n"
                        + "dgen: this is a defect of dgen: java.lang.ArithmeticException: on purpose\n.*");
    }

    /** Fails at the third write. */
    private static final class FailingStream extends OutputStream {
        private final String message;
        private final OutputStream out;
        private int calls;

        FailingStream(String message) {
            this(message, OutputStream.nullOutputStream());
        }

        FailingStream(String message, OutputStream out) {
            this.message = message;
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            throw new IOException(message);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (calls++ == 2) {
                throw new IOException(message);
            }
            out.write(bytes, offset, length);
        }
    }
}
