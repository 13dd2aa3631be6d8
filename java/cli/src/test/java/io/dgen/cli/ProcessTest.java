// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exit statuses, signals and descriptors, which only a process has. */
@Timeout(60)
final class ProcessTest {
    private static final String RECIPE = "dgen1:seed=7,stream=0,size=5000000,block=4KiB,dedup=2,compress=1";

    @TempDir
    private Path dir;

    private Path err;

    static List<String> command(String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        command.addAll(Arrays.asList(args));
        return command;
    }

    private ProcessBuilder builder(List<String> command) {
        err = dir.resolve("err");
        return new ProcessBuilder(command).redirectError(err.toFile());
    }

    private static int wait(Process process) throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Test
    void standardOutputIsExactlyTheData() throws Exception {
        Process process = builder(command("generate", "--recipe", RECIPE, "-")).start();

        byte[] data = process.getInputStream().readAllBytes();

        assertThat(wait(process)).isZero();
        assertThat(data).isEqualTo(Cli.bytes(RECIPE));
        assertThat(err).content().contains(RECIPE);
    }

    @Test
    void pipeFromGenerateToVerify() throws Exception {
        err = dir.resolve("err");
        List<Process> processes = ProcessBuilder.startPipeline(List.of(
                new ProcessBuilder(command("generate", "--recipe", RECIPE, "/dev/stdout"))
                        .redirectError(Redirect.DISCARD),
                new ProcessBuilder(command("verify", "--recipe", RECIPE, "-")).redirectError(err.toFile())));

        String out = new String(processes.getLast().getInputStream().readAllBytes());

        assertThat(wait(processes.getLast())).as(out).isZero();
        assertThat(wait(processes.getFirst())).isZero();
        assertThat(out).startsWith("ok: standard input");
        assertThat(err).isEmptyFile();
    }

    /** The file has what the process had written when it was killed, at any moment. */
    @Test
    void aKilledRunCanBeResumed() throws Exception {
        String recipe = "dgen1:seed=7,stream=0,size=64MiB,block=128KiB,dedup=1,compress=1";
        Path file = dir.resolve("file");
        Process process = builder(command("generate", "--recipe", recipe, "--engine", "scalar", file.toString()))
                .start();
        while (process.isAlive() && (!Files.exists(file) || Files.size(file) < 3 << 20)) {
            Thread.sleep(1);
        }
        wait(process.destroyForcibly());

        assertThat(Cli.run("generate", "--recipe", recipe, "--resume", file).status())
                .isZero();
        assertThat(Cli.run("verify", "--recipe", recipe, file).status()).isZero();
    }

    @Test
    void differenceIsStatusFourAndUsageTwo() throws Exception {
        Path file = Files.write(dir.resolve("file"), new byte[100]);

        assertThat(wait(builder(command("verify", "--size", "100", "--seed", "1", file.toString()))
                        .start()))
                .isEqualTo(4);
        assertThat(wait(builder(command("generate", "--size", "1", file.toString()))
                        .start()))
                .isEqualTo(2);
        assertThat(err).hasContent("dgen: " + file + " exists: --force replaces its contents");
    }

    @Test
    void closedPipeEndsQuietlyWithTheConventionalStatus() throws Exception {
        Process process = builder(command("generate", "--size", "1GiB", "-")).start();
        try (InputStream out = process.getInputStream()) {
            assertThat(out.readNBytes(10)).hasSize(10);
        }

        assertThat(wait(process)).isEqualTo(141);
        assertThat(err).isEmptyFile();
    }

    /** A pipe that is not read blocks generate for as long as the test needs. */
    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void interruptReportsHowMuchWasWritten(String signal, int status) throws Exception {
        assumeFalse(signal.equals("INT") && areInterruptsIgnored(), "SIGINT is ignored in background jobs");
        Process process = builder(command("generate", "--size", "1GiB", "-")).start();
        assertThat(process.getInputStream().readNBytes(100_000)).hasSize(100_000);

        wait(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start());

        assertThat(wait(process)).isEqualTo(status);
        assertThat(err)
                .content()
                .matches("dgen: interrupted: \\d+ of 1073741824 bytes were written\n"
                        + "dgen: recipe dgen1:seed=\\d+,stream=0,size=1GiB,\\S+\n");
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void interruptLeavesTheFileAndCountsIt(String signal, int status) throws Exception {
        assumeFalse(signal.equals("INT") && areInterruptsIgnored(), "SIGINT is ignored in background jobs");
        Path file = dir.resolve("file");
        // Slow on purpose, so that the signal arrives before the end: one thread, plain Java, interpreted.
        List<String> command = command(
                "generate",
                "--size",
                "8GiB",
                "--engine",
                "scalar",
                "--threads",
                "1",
                "--chunk-size",
                "64KiB",
                file.toString());
        command.add(1, "-Xint");
        Process process = builder(command).start();
        while (!Files.exists(file) || Files.size(file) < 1 << 20) {
            Thread.sleep(20);
            assertThat(process.isAlive()).isTrue();
        }

        wait(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start());

        assertThat(wait(process)).isEqualTo(status);
        assertThat(Files.size(file)).isBetween(1L << 20, 1L << 32);
        List<String> lines = Files.readAllLines(err);
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst())
                .isEqualTo("dgen: interrupted: " + Files.size(file) + " of 8589934592 bytes were written");
        String recipe = lines.getLast().substring("dgen: recipe ".length());
        try (InputStream in = Files.newInputStream(file)) {
            assertThat(in.readNBytes(1 << 20)).isEqualTo(Cli.bytes(recipe, 0, 1 << 20));
        }
    }

    /**
     * A pipe holds less than the test writes to it: the rest was read, and verify has checked all of it except three
     * chunks.
     */
    @Test
    void interruptReportsHowMuchWasVerified() throws Exception {
        Process process = builder(command("verify", "--recipe", RECIPE, "--chunk-size", "64KiB", "-"))
                .start();
        byte[] bytes = Cli.bytes(RECIPE, 0, 1 << 20);
        bytes[70] ^= 1;
        try (OutputStream in = process.getOutputStream()) {
            in.write(bytes);
            in.flush();
            wait(new ProcessBuilder("kill", "-TERM", Long.toString(process.pid())).start());

            assertThat(wait(process)).isEqualTo(143);
        }

        assertThat(err)
                .content()
                .matches("dgen: interrupted: [1-9]\\d+ of 5000000 bytes were checked; wrong: 1, the first at offset"
                        + " 70\n");
    }

    /** Processes inherit that a signal is ignored. */
    private static boolean areInterruptsIgnored() throws IOException {
        Process shell = new ProcessBuilder("bash", "-c", "trap -p INT").start();
        return shell.getInputStream().read() >= 0;
    }

    /** The file size limit of a process makes a write fail halfway, as a full disk does, and needs no privileges. */
    @Test
    void failedWriteLeavesTheFileAndCountsIt() throws Exception {
        Path file = dir.resolve("file");
        List<String> limited = new ArrayList<>(List.of("bash", "-c", "ulimit -f 3000 && exec \"$@\"", "bash"));
        limited.addAll(
                command("generate", "--size", "5000000", "--seed", "1", "--chunk-size", "1MiB", file.toString()));

        Process process = builder(limited).start();

        assertThat(wait(process)).isEqualTo(3);
        assertThat(err)
                .content()
                .matches("dgen: " + file
                        + ": File too large, in the \\d+ bytes from offset \\d+: 3072000 of 5000000 bytes"
                        + " were written\n"
                        + "dgen: recipe dgen1:seed=1,stream=0,size=5000000,block=128KiB,dedup=1,compress=1\n");
        assertThat(file).hasBinaryContent(Cli.bytes("dgen1:seed=1,size=5000000", 0, 3_072_000));
    }

    /** The JVM would open its first file at the closed descriptor. */
    @ParameterizedTest
    @CsvSource({
        "generate --size 1MiB -, >&-, standard output is closed: redirect it; for example to /dev/null",
        "generate --size 1MiB /dev/null, >&-, standard output is closed: redirect it; for example to /dev/null",
        "verify --size 1MiB --seed 1 -, <&-, standard input is closed: redirect it; for example from /dev/null",
        "analyze -, <&-, standard input is closed: redirect it; for example from /dev/null",
        "info, <&-, standard input is closed: redirect it; for example from /dev/null",
        "--version, <&- >&-, standard input is closed: redirect it; for example from /dev/null",
        "--help, 2>&-, ''",
        "info, <&- >&- 2>&-, ''",
    })
    void closedDescriptors(String arguments, String redirections, String message) throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/fd")), "closed descriptors cannot be recognized without /proc");
        List<String> programs = List.of("\"$@\"", "../../dgen");
        for (String program : programs) {
            List<String> closing =
                    new ArrayList<>(List.of("bash", "-c", "exec " + program + " " + redirections, "bash"));
            if (program.equals(programs.getFirst())) {
                closing.addAll(command(arguments.split(" ")));
            } else {
                closing.set(2, "exec " + program + " " + arguments + " " + redirections);
            }

            Process process = builder(closing).start();

            assertThat(process.getInputStream().readAllBytes()).isEmpty();
            assertThat(wait(process)).as(program).isEqualTo(3);
            assertThat(err).hasContent(message.isEmpty() ? "" : "dgen: " + message.replace(";", ","));
        }
    }

    @Test
    void standardOutputCanBeSynced() throws Exception {
        Path file = dir.resolve("file");
        Process process = builder(command("generate", "--recipe", RECIPE, "--fsync", "-"))
                .redirectOutput(file.toFile())
                .start();

        assertThat(wait(process)).isZero();
        assertThat(err).content().contains("synced   yes");
        assertThat(file).hasBinaryContent(Cli.bytes(RECIPE));
    }

    @ParameterizedTest
    @CsvSource({"xterm, 80, true", "xterm, 30, false", "dumb, 80, false"})
    void progressBarNeedsATerminalThatCanShowIt(String term, int columns, boolean isShown) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("bash", "-c", "stty cols " + columns + " && exec \"$@\"", "bash"));
        command.addAll(command("generate", "--size", "10MB", "/dev/null"));
        ProcessBuilder builder = new ProcessBuilder(TestTerminal.running(command));
        builder.environment().put("TERM", term);
        builder.redirectInput(new File("/dev/null"));
        Process process = builder.start();

        String shown = new String(process.getInputStream().readAllBytes());

        assertThat(wait(process)).as(shown).isZero();
        assertThat(shown).contains("recipe   dgen1:");
        assertThat(shown.contains("generate 100%")).as(shown).isEqualTo(isShown);
    }

    @Test
    void standardOutputThatIsFull() throws Exception {
        Process process =
                builder(command("info")).redirectOutput(new File("/dev/full")).start();

        assertThat(wait(process)).isEqualTo(3);
        assertThat(err).hasContent("dgen: standard output: cannot write");
    }

    @Test
    void recipeIsPrintedIfTheReportCannotBe() throws Exception {
        Path file = dir.resolve("file");
        Process process = builder(command("generate", "--size", "100", file.toString()))
                .redirectOutput(new File("/dev/full"))
                .start();

        assertThat(wait(process)).isEqualTo(3);
        List<String> lines = Files.readAllLines(err);
        assertThat(lines).hasSize(2).last().isEqualTo("dgen: standard output: cannot write");
        assertThat(file).hasBinaryContent(Cli.bytes(lines.getFirst().substring("dgen: recipe ".length())));
    }
}
