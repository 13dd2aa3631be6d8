// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.cli.Cli.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sets that several processes write, or that a process leaves incomplete. */
@Timeout(60)
final class DatasetProcessTest {
    private static final String LINE =
            "dgenset1:files=60,size=uniform(0..600KiB),name=f{3};dgen1:seed=4,block=64KiB,dedup=2";

    @TempDir
    private Path temp;

    private Path dir() {
        return temp.resolve("D");
    }

    private ProcessBuilder create(String... more) {
        List<String> command = ProcessTest.command("dataset", "create", "--dataset", LINE, "--dir", dir().toString());
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(temp.resolve("out").toFile()));
    }

    private static int wait(Process process) throws InterruptedException {
        assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private long complete() throws IOException {
        if (!Files.exists(dir())) {
            return 0;
        }
        try (Stream<Path> files = Files.list(dir())) {
            return files.filter(file -> file.getFileName().toString().startsWith("f"))
                    .count();
        }
    }

    private void assertRight() {
        Outcome outcome = Cli.run("dataset", "verify", dir());
        assertThat(outcome.status()).as(outcome.out()).isZero();
        assertThat(outcome.out()).doesNotContain("temporary");
    }

    @Test
    void threeProcessesWriteOneSet() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ProcessBuilder builder = create("--part", "auto");
            builder.environment().put("PMI_RANK", "" + i);
            builder.environment().put("PMI_SIZE", "3");
            processes.add(builder.start());
        }
        for (Process process : processes) {
            assertThat(wait(process)).as(Files.readString(temp.resolve("out"))).isZero();
        }
        assertRight();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20})
    void aKilledRunIsResumed(int files) throws Exception {
        Process process = create("--engine", "scalar").start();
        while (process.isAlive() && complete() < files) {
            Thread.sleep(1);
        }
        wait(process.destroyForcibly());
        long left = complete();

        Outcome outcome = Cli.run("dataset", "create", "--dataset", LINE, "--dir", dir(), "--resume");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).containsPattern("kept     " + left + " files? of an earlier run");
        assertRight();
    }

    /** No file can have more than 512 KiB. */
    @Test
    void aFullFileSystemLeavesCompleteFiles() throws Exception {
        List<String> limited = new ArrayList<>(List.of("bash", "-c", "ulimit -f 512 && exec \"$@\"", "bash"));
        ProcessBuilder builder = create();
        limited.addAll(builder.command());

        assertThat(wait(builder.command(limited).start())).isEqualTo(3);

        assertThat(Files.readString(temp.resolve("out")))
                .matches("dgen: .*/D: f\\d{3}: File too large, in the \\d+ bytes from offset \\d+: complete files: \\d+"
                        + " of 60; --resume writes the others\n");
        try (Stream<Path> left = Files.list(dir())) {
            assertThat(left.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith(".tmp"));
        }
        assertThat(Cli.run("dataset", "create", "--dataset", LINE, "--dir", dir(), "--resume")
                        .status())
                .isZero();
        assertRight();
    }

    /** A set without its line could not be verified, and an empty line would be in the way. */
    @Test
    void aFullFileSystemLeavesNoEmptyLine() throws Exception {
        List<String> limited = new ArrayList<>(List.of("bash", "-c", "ulimit -f 0 && exec \"$@\"", "bash"));
        limited.addAll(create("--engine", "scalar").command());
        limited.add(limited.indexOf("-cp"), "-XX:-UsePerfData"); // it is a file

        Process process = new ProcessBuilder(limited).redirectErrorStream(true).start();
        String message = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(message).isEqualTo("dgen: " + dir() + ": .dgen-dataset: File too large\n");
        assertThat(wait(process)).isEqualTo(3);
        assertThat(dir()).isEmptyDirectory();
    }

    /** The objects of so many files would need more than the heap. */
    @Test
    void aListNeedsNoMemoryForItsFiles() throws Exception {
        List<String> command = ProcessTest.command(
                "dataset", "list", "--files", "200000", "--size", "uniform(0..1MiB)", "--seed", "1");
        command.add(1, "-Xmx16m");
        Path out = temp.resolve("out");
        assertThat(wait(new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start()))
                .isZero();
        try (Stream<String> lines = Files.lines(out)) {
            assertThat(lines.filter(line -> line.matches("\\d+\td\\d{3}/f\\d{6}"))
                            .count())
                    .isEqualTo(200_000);
        }
    }
}
