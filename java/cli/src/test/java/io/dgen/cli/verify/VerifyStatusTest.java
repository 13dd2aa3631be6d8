// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.cli.Cli;
import io.dgen.cli.Cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exit statuses of verify. ProcessTest has those of signals, closed pipes and descriptors. */
final class VerifyStatusTest {
    private static final String RECIPE = "dgen1:seed=7,stream=0,size=300000,block=4KiB,dedup=2,compress=1";

    @TempDir
    private Path dir;

    @BeforeEach
    void makeFiles() throws IOException {
        byte[] bytes = Cli.bytes(RECIPE);
        write("right", bytes);
        write("short", Arrays.copyOf(bytes, bytes.length - 1));
        write("long", Arrays.copyOf(bytes, bytes.length + 1));
        write("empty", new byte[0]);
        bytes[299_999] ^= 1;
        write("wrong", bytes);
    }

    private void write(String name, byte[] bytes) throws IOException {
        Files.write(dir.resolve(name), bytes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            right   | --recipe RECIPE                          | 0
            right   | --recipe RECIPE --json                   | 0
            right   | --size 300000 --seed 7 --block-size 4KiB --dedup 2 | 0
            short   | --recipe RECIPE --length 299999          | 0
            wrong   | --recipe RECIPE                          | 4
            short   | --recipe RECIPE                          | 4
            long    | --recipe RECIPE                          | 4
            empty   | --recipe RECIPE                          | 4
            right   | --recipe RECIPE --offset 1               | 4
            right   | --recipe RECIPE --length 1               | 4
            right   | --size 300000 --seed 8                   | 4
            right   | --size 0 --seed 7                        | 2
            empty   | --size 0 --seed 7                        | 2
            empty   | --recipe RECIPE --length 0               | 2
            empty   | --recipe RECIPE --offset 300000          | 2
            right   | --recipe RECIPE --offset 300001          | 2
            right   | --recipe RECIPE --length 300001          | 2
            right   | --size 300000                            | 2
            right   | --seed 7                                 | 2
            right   | --colour red                             | 2
            right/  | --recipe RECIPE                          | 2
            .       | --recipe RECIPE                          | 2
            missing | --recipe RECIPE                          | 3
            /proc/self/mem | --recipe RECIPE                   | 3
            """)
    void status(String input, String options, int status) {
        Path path = dir.resolve(input);
        String name = input.endsWith("/") ? path + "/" : path.toString();
        String[] arguments = ("verify " + options.replace("RECIPE", RECIPE) + " " + name).split(" +");

        Outcome outcome = Cli.run((Object[]) arguments);

        assertThat(outcome.status()).as(outcome.err() + outcome.out()).isEqualTo(status);
        assertThat(outcome.out().startsWith("ok: ") || outcome.out().startsWith("{\"ok\":true"))
                .isEqualTo(status == 0);
        assertThat(outcome.out().startsWith("DIFFERENT")).isEqualTo(status == 4);
        assertThat(outcome.err()).hasLineCount(status == 2 || status == 3 ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"0, 4", "299999, 4", "300000, 0", "300001, 4"})
    void statusOfAPipe(int bytes, int status) {
        Outcome outcome = new Cli().in(Arrays.copyOf(Cli.bytes(RECIPE), bytes)).with("verify", "--recipe", RECIPE, "-");

        assertThat(outcome.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "verify", "generate", "analyze", "info", "bench", "bench sink", "selftest", "completion"})
    void everyHelpHasTheStatuses(String command) {
        Outcome outcome = Cli.run((Object[]) (command + " --help").strip().split(" "));

        assertThat(outcome.out()).contains("Exit status:").doesNotContain("\n  1 ");
        assertThat(outcome.out())
                .containsPattern("\n +0 +success")
                .containsPattern("\n +2 +the command line is wrong")
                .containsPattern("\n +3 +reading or writing failed")
                .containsPattern("\n +4 +verify has compared all bytes, and data differs")
                .containsPattern("\n +70 +a defect")
                .containsPattern("\n +130, 143 +ended by")
                .containsPattern("\n +141 +the reader");
    }
}
