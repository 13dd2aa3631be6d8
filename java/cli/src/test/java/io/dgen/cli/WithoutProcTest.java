// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some containers and most chroots have no /proc: what it usually answers is asked of the descriptors themselves. */
class WithoutProcTest {
    private static final Path PROC = Path.of("/proc/self");
    private static final String RECIPE = "dgen1:seed=3,size=300000";

    @TempDir
    private Path dir;

    /** The command in a name space of mounts in which /proc is empty. */
    private static List<String> hidden(List<String> command) {
        if (!Files.exists(PROC)) {
            return command;
        }
        List<String> hidden = new ArrayList<>(
                List.of("unshare", "--mount", "bash", "-c", "mount -t tmpfs none /proc && exec \"$@\"", "bash"));
        hidden.addAll(command);
        return hidden;
    }

    /** Java finds its libraries by /proc, or by this variable. */
    private ProcessBuilder builder(List<String> command) {
        Path libraries = Path.of(System.getProperty("java.home"), "lib");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LD_LIBRARY_PATH", libraries.toString());
        return builder.redirectErrorStream(true).redirectInput(new File("/dev/null"));
    }

    @BeforeEach
    void needsTheRight() throws Exception {
        Process process =
                builder(hidden(List.of("test", "!", "-e", PROC.toString()))).start();
        assumeTrue(process.waitFor() == 0, "no right to hide /proc here");
    }

    @Test
    void standardOutputThatIsAFileIsSynced() throws Exception {
        Path file = dir.resolve("file");
        Path err = dir.resolve("err");
        Process process = builder(hidden(ProcessTest.command("generate", "--recipe", RECIPE, "--fsync", "-")))
                .redirectErrorStream(false)
                .redirectError(err.toFile())
                .redirectOutput(file.toFile())
                .start();

        assertThat(process.waitFor()).as(Files.readString(err)).isZero();
        assertThat(err).content().contains("synced   yes");
        assertThat(file).hasBinaryContent(Cli.bytes(RECIPE));
    }

    @Test
    void dataIsNotWrittenToATerminal() throws Exception {
        List<String> command = TestTerminal.running(ProcessTest.command("generate", "--recipe", RECIPE, "-"));
        Process process = builder(hidden(command)).start();

        String shown = new String(process.getInputStream().readAllBytes());

        assertThat(process.waitFor()).as(shown).isEqualTo(2);
        assertThat(shown).contains("standard output is a terminal");
    }
}
