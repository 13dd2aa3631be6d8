// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Processes with limits of memory, threads and file descriptors. */
@Timeout(180)
final class ResourcesTest {
    private static final String SIZE = "200MiB";

    @TempDir
    private Path dir;

    private Path file() {
        return dir.resolve("data");
    }

    private record Ended(int status, String out, String err) {}

    /**
     * Runs a command with the options of ./dgen for little memory.
     *
     * @param limit shell commands that limit the shell, which becomes the command
     */
    private Ended run(String limit, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "bash",
                "-c",
                limit + " && exec \"$@\"",
                "bash",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx48m",
                "-XX:CompressedClassSpaceSize=16m",
                "-XX:ReservedCodeCacheSize=16m",
                "-Xlog:disable",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        command.addAll(Arrays.asList(args));
        Path out = dir.resolve("out");
        Path err = dir.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("MALLOC_ARENA_MAX", "1");
        Process process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private void generateAndVerify(String limit) throws Exception {
        Ended generated = run(limit, "generate", "--size", SIZE, file().toString());

        assertThat(generated.status).as(generated.err).isZero();
        assertThat(generated.err).as("the buffers take little memory").isEmpty();
        verify(limit, recipe(generated));
    }

    /** Eight buffers do not fit. The system may end the process when they are allocated. */
    private void recipeIsPrintedBeforeScarceMemoryIsAllocated(String limit) throws Exception {
        Ended generated =
                run(limit, "generate", "--size", SIZE, "--chunk-size", "16MiB", "--writers", "8", file().toString());

        assertThat(generated.status).as(generated.err).isZero();
        assertThat(generated.err).isEqualTo("dgen: recipe " + recipe(generated) + "\n");
        verify(limit, recipe(generated));
        Files.delete(file());
    }

    private static String recipe(Ended generated) {
        String first = generated.out.lines().findFirst().orElseThrow();
        assertThat(first).startsWith("recipe   ");
        return first.substring("recipe   ".length());
    }

    private void verify(String limit, String recipe) throws Exception {
        Ended verified = run(limit, "verify", "--recipe", recipe, file().toString());

        assertThat(verified.status).as(verified.out + verified.err).isZero();
    }

    /** Only /proc shows resource limits. */
    private static void needsLimits() {
        assumeTrue(Files.exists(Path.of("/proc/self/limits")), "no /proc here");
    }

    @Test
    void smallAddressSpace() throws Exception {
        needsLimits();
        recipeIsPrintedBeforeScarceMemoryIsAllocated("ulimit -v 500000");
        generateAndVerify("ulimit -v 500000");
    }

    @ParameterizedTest
    @ValueSource(ints = {96, 128})
    void smallMemoryGroup(int mebibytes) throws Exception {
        try (ControlGroup group = ControlGroup.of("memory", "memory.limit_in_bytes", mebibytes + "M")) {
            recipeIsPrintedBeforeScarceMemoryIsAllocated(group.join());
            generateAndVerify(group.join());
        }
    }

    @Test
    void analyzeInASmallMemoryGroup() throws Exception {
        Files.write(file(), Cli.bytes("dgen1:seed=1,size=50000000,dedup=2"));
        try (ControlGroup group = ControlGroup.of("memory", "memory.limit_in_bytes", "128M")) {
            Ended analyzed = run(group.join(), "analyze", file().toString());

            assertThat(analyzed.status).as(analyzed.err).isZero();
        }
    }

    @Test
    void requestedChunksThatDoNotFit() throws Exception {
        needsLimits();
        Ended ended =
                run("ulimit -v 800000", "generate", "--size", "4GiB", "--chunk-size", "512MiB", file().toString());

        assertThat(ended.status).isEqualTo(3);
        assertThat(ended.err)
                .contains("dgen: recipe dgen1:seed=")
                .contains("dgen: chunk size 536870912: not enough memory for a buffer of 536870912 bytes")
                .contains("(ulimit -v 800000)");
        assertThat(file()).doesNotExist();
    }

    /** As a quota, the limit strikes in the middle of a file. */
    @Test
    void smallFiles() throws Exception {
        Ended ended = run(
                "ulimit -f 1024",
                "generate",
                "--size",
                "8MiB",
                "--chunk-size",
                "1MiB",
                "--seed",
                "1",
                file().toString());

        assertThat(ended.status).as(ended.err).isEqualTo(3);
        assertThat(ended.err)
                .startsWith("dgen: " + file() + ": File too large, in the 1048576 bytes from offset ")
                .contains(": 1048576 of 8388608 bytes were written\n", "dgen: recipe dgen1:seed=1,");
        assertThat(file()).hasSize(1 << 20);
    }

    /** The JVM itself needs about 15 threads; the limits around that number leave none, one and two for dgen. */
    @ParameterizedTest
    @ValueSource(ints = {13, 14, 15, 16, 18, 24})
    void fewThreads(int threads) throws Exception {
        try (ControlGroup group = ControlGroup.of("pids", "pids.max", Integer.toString(threads))) {
            Ended generated = run(group.join(), "generate", "--size", SIZE, "--seed", "1", file().toString());

            assertThat(generated.err).doesNotContain("defect", "\tat ");
            if (generated.status == 0) {
                assertThat(Cli.run("verify", "--size", SIZE, "--seed", "1", file())
                                .status())
                        .isZero();
            } else {
                assertThat(threads).as(generated.err + generated.out).isLessThan(18);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 16, 20, 24, 28, 32, 40, 48, 64})
    void fewDescriptors(int descriptors) throws Exception {
        Ended generated =
                run("ulimit -n " + descriptors, "generate", "--size", "1MiB", "--seed", "1", file().toString());

        assertThat(generated.err).doesNotContain("defect");
        assertThat(generated.status).as(generated.err).isIn(0, 1, 3);
    }
}
