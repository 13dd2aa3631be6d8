// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dgen.cli.Cli.Outcome;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.jr.ob.JSON;

@Timeout(120)
final class BenchSinkTest {
    /** Contains no other files. */
    @TempDir
    private Path dir;

    @TempDir
    private Path elsewhere;

    private ProcessBuilder builder(String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "bench",
                "sink"));
        command.addAll(Arrays.asList(args));
        return new ProcessBuilder(command).redirectError(err().toFile());
    }

    private Path err() {
        return elsewhere.resolve("err");
    }

    private static int wait(Process process) throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Test
    void everyNumberOfThreadsHasAVerdictAndNoFileRemains() {
        Outcome outcome = Cli.run("bench", "sink", "--size", "3MiB", "--threads", "3", "--chunk-size", "64KiB", dir);

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .containsPattern(
                        "\n1 thread: .*: writing \\d+ %, generating \\d+ % of the time\n2 threads: .*\n3 threads: ")
                .contains("until fsync says that it is on the device");
        assertThat(outcome.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(dir).isEmptyDirectory();
    }

    /** With 16 writers, each writes a single block. */
    @Test
    void ratiosOfTheDataAreReported() {
        String command = "bench sink --size 2MiB --threads 16 --dedup 4 --no-fsync " + dir;

        Outcome text = Cli.run((Object[]) command.split(" "));
        Map<String, Object> json = JSON.std.mapFrom(
                Cli.run((Object[]) (command + " --json").split(" ")).out());

        assertThat(text.out())
                .contains("1 thread: data of each: dedup 4 (requested 4), compress 1 (requested 1)\n")
                .contains("16 threads: data of each: dedup 1 (requested 4), compress 1 (requested 1)\n");
        assertThat(json).containsEntry("dedupRatioRequested", 4.0);
        List<?> runs = (List<?>) json.get("runs");
        assertThat(((Map<?, ?>) runs.getFirst()).get("dedupRatio")).isEqualTo(4.0);
        assertThat(((Map<?, ?>) runs.getLast()).get("dedupRatio")).isEqualTo(1.0);
    }

    @Test
    void jsonHasAllFigures() {
        Outcome outcome = Cli.run(
                "bench",
                "sink",
                "--size",
                "2MiB",
                "--threads",
                "2",
                "--dedup",
                "2",
                "--compress",
                "1.5",
                "--json",
                "--no-fsync",
                dir);

        Map<String, Object> json = JSON.std.mapFrom(outcome.out());
        assertThat(json)
                .containsEntry("sink", dir.toString())
                .containsEntry("bytes", 2 << 20)
                .containsEntry("fsync", false);
        assertThat(json.get("content").toString()).contains("size=2MiB,block=128KiB,dedup=2,compress=1.5");
        List<?> runs = (List<?>) json.get("runs");
        assertThat(runs).hasSize(2).allSatisfy(r -> {
            Map<?, ?> run = (Map<?, ?>) r;
            assertThat(run.get("bytes")).isEqualTo(2 << 20);
            double rate = ((Number) run.get("gigabytesPerSecond")).doubleValue();
            double alone = ((Number) run.get("generatorAloneGigabytesPerSecond")).doubleValue();
            assertThat(((Number) run.get("ofGeneratorAlone")).doubleValue()).isCloseTo(rate / alone, within(1e-9));
            double generating = ((Number) run.get("generatingShare")).doubleValue();
            double writing = ((Number) run.get("writingShare")).doubleValue();
            assertThat(generating).isPositive();
            assertThat(writing).isPositive();
            assertThat(generating + writing).isLessThanOrEqualTo(1);
            assertThat(run.get("fsyncShare")).isEqualTo(0.0);
        });
    }

    @Test
    void directIfTheFileSystemCan() {
        Outcome outcome = Cli.run("bench", "sink", "--size", "1MiB", "--threads", "1", "--direct", dir);

        assertThat(dir).isEmptyDirectory();
        assumeTrue(!outcome.err().contains("refuses direct I/O"), "no direct I/O here");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("past the page cache");
    }

    @Test
    void standardOutputIsExactlyData() {
        Outcome outcome = new Cli().outIsPipe().with("bench", "sink", "--size", "1MiB", "-");

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).isEmpty();
        String recipe = outcome.err()
                .lines()
                .filter(l -> l.startsWith("content"))
                .findFirst()
                .orElseThrow();
        boolean isContent = Arrays.equals(outcome.data(), Cli.bytes(recipe.substring(recipe.indexOf("dgen1:"))));
        assertThat(isContent).isTrue();
        assertThat(outcome.err()).containsPattern("\n1 thread: ");
    }

    @Test
    void terminalIsNoSink() {
        Outcome outcome = new Cli().outIsTerminal().with("bench", "sink", "-");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).isEqualTo("dgen: standard output is a terminal: expected a pipe or a file\n");
        assertThat(outcome.data()).isEmpty();
    }

    @Test
    void noDirectory() throws IOException {
        Path file = Files.writeString(elsewhere.resolve("file"), "mine");

        assertThat(Cli.run("bench", "sink", elsewhere.resolve("no")))
                .returns(3, Outcome::status)
                .returns("dgen: " + elsewhere.resolve("no") + ": no such file or directory\n", Outcome::err);
        assertThat(Cli.run("bench", "sink", file))
                .returns(2, Outcome::status)
                .returns(
                        "dgen: " + file + " is no directory: expected a directory, or - for standard output\n",
                        Outcome::err);
        assertThat(file).hasContent("mine");
    }

    @Test
    void directoryWithoutWritePermission() {
        assumeTrue(dir.toFile().setWritable(false) && !Files.isWritable(dir), "root may write everywhere");

        Outcome outcome = Cli.run("bench", "sink", "--size", "1MiB", dir);

        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err()).isEqualTo("dgen: " + dir + ": permission denied\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --size 1000 .                | size 1000: expected at least 1048576 bytes
            --seconds 0 .                | --seconds: seconds '0': expected 1 to
            --threads 0 .                | --threads: threads '0': expected 1 to
            --threads 5000 .             | threads 5000: expected 1 to 1024
            --threads 2 -                | threads 2: expected 1, standard output takes one writer
            --chunk-size 1 .             | chunk size 1: expected 4096 (4KiB) to 1073741824 (1GiB) bytes
            --direct -                   | --direct: expected a directory, not standard output
            --no-fsync -                 | --no-fsync: expected a directory, not standard output
            --dedup 0 .                  | --dedup: dedup
            --compress 99 .              | --compress: compress
            """)
    void wrongOptions(String options, String message) {
        Outcome outcome = Cli.run((Object[]) ("bench sink " + options).split(" +"));

        assertThat(outcome.status()).as(outcome.err()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("dgen: ").contains(message).hasLineCount(1);
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void chunksThatDoNotFitIntoTheMemory() {
        Outcome outcome = Cli.run("bench", "sink", "--chunk-size", "1GiB", "--threads", "1024", "--size", "1EiB", dir);

        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err())
                .contains("chunk size 1073741824: not enough memory for the buffers of 1024 threads: ")
                .hasLineCount(1);
    }

    /** The file size limit of a process makes a write fail halfway, as a full disk does, and needs no privileges. */
    @Test
    void failureInMidRun() throws Exception {
        List<String> limited = new ArrayList<>(List.of("bash", "-c", "ulimit -f 3000 && exec \"$@\"", "bash"));
        ProcessBuilder builder = builder("--size", "8MiB", "--threads", "2", dir.toString());
        limited.addAll(builder.command());

        Process process = builder.command(limited).start();

        assertThat(wait(process)).isEqualTo(3);
        assertThat(err()).content().matches("dgen: " + dir + ": File too large, in the \\d+ bytes from offset \\d+\n");
        assertThat(dir).isEmptyDirectory();
    }

    @Test
    void fullDevice() throws Exception {
        Process process = builder("-").redirectOutput(new File("/dev/full")).start();

        assertThat(wait(process)).isEqualTo(3);
        assertThat(err())
                .content()
                .matches("dgen: standard output: No space left on device, in the \\d+ bytes from offset 0\n");
    }

    @Test
    void closedPipe() throws Exception {
        Process process = builder("-").start();
        try (InputStream out = process.getInputStream()) {
            assertThat(out.readNBytes(10)).hasSize(10);
        }

        assertThat(wait(process)).isEqualTo(141);
        assertThat(err()).isEmptyFile();
    }

    /** Uses small chunks, so that little is written before the signal arrives. */
    @ParameterizedTest
    @CsvSource({"TERM, 143", "KILL, 137"})
    void noFileRemainsAfterASignal(String signal, int status) throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/fd")), "no /proc here");
        Process process = builder("--size", "4GiB", "--seconds", "60", "--chunk-size", "4KiB", dir.toString())
                .start();
        while (!hasOpenFileWithoutName(process)) {
            assertThat(process.isAlive()).isTrue();
            Thread.sleep(10);
        }
        assertThat(dir).isEmptyDirectory();

        wait(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start());

        assertThat(wait(process)).isEqualTo(status);
        assertThat(dir).isEmptyDirectory();
        assertThat(err()).hasContent(signal.equals("KILL") ? "" : "dgen: interrupted");
    }

    private boolean hasOpenFileWithoutName(Process process) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc/" + process.pid() + "/fd"))) {
            for (Path file : files) {
                String target = linkTarget(file);
                if (target.startsWith(dir.toRealPath() + "/dgen-bench-") && target.endsWith(" (deleted)")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String linkTarget(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }
}
