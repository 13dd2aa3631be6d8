// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.ByteRange;
import io.dgen.Recipe;
import io.dgen.cli.Cli;
import io.dgen.cli.Cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InPlaceTest {
    private static final int SIZE = 1_000_000;
    private static final String RECIPE = "dgen1:seed=7,stream=3,size=" + SIZE + ",block=8KiB,dedup=2.5,compress=1.5";
    private static final byte[] BYTES = Cli.bytes(RECIPE);

    @TempDir
    private Path dir;

    private static Outcome run(String command, Object file, int offset, int length, Object... more) {
        Object[] args = Arrays.copyOf(
                new Object[] {command, "--recipe", RECIPE, "--in-place", "--offset", offset, "--length", length, file},
                9 + more.length);
        System.arraycopy(more, 0, args, 9, more.length);
        return Cli.run(args);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--no-progress", "--direct"})
    void onlyThePartIsWrittenAndChecked(String option) throws IOException {
        byte[] bytes = new byte[SIZE + 5000];
        Arrays.fill(bytes, (byte) 'x');
        Path file = Files.write(dir.resolve("file"), bytes);

        Outcome outcome = run("generate", file, 8192, 300_001, "--chunk-size", "64KiB", option);

        if (option.equals("--direct") && outcome.status() == 3) {
            assertThat(outcome.err()).contains("--direct"); // such as tmpfs of old kernels
            return;
        }
        assertThat(outcome.err()).doesNotContain("dgen: " + file);
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains(", starting at offset 8192, at the same position of the file\n");
        System.arraycopy(BYTES, 8192, bytes, 8192, 300_001);
        assertThat(file).hasBinaryContent(bytes);
        assertThat(run("verify", file, 8192, 300_001, option).out())
                .startsWith("ok: " + file + " matches ")
                .contains(", 300001 bytes starting at offset 8192 in place: ");
    }

    @Test
    void partsTogetherAreTheWholeFile() throws IOException {
        Path file = dir.resolve("file");
        assertThat(run("generate", file, 600_000, 400_000).status()).isZero();
        assertThat(file).hasSize(SIZE);
        assertThat(run("generate", file, 0, 600_000).status()).isZero();

        assertThat(file).hasBinaryContent(BYTES);
        assertThat(Cli.run("verify", "--recipe", RECIPE, file).status()).isZero();
    }

    @Test
    void verifyReportsPositionsInTheFile() throws IOException {
        byte[] bytes = BYTES.clone();
        bytes[500_000] ^= 1;
        bytes[10] ^= 1;
        Path file = Files.write(dir.resolve("file"), bytes);

        Outcome outcome = run("verify", file, 300_000, 300_000);
        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.out())
                .contains("first wrong byte   offset 500000\n", "wrong bytes        1 of 300000 checked");
        assertThat(run("verify", file, 300_000, 300_000, "--json").out())
                .contains("\"offset\":300000,\"inPlace\":true", "\"firstWrongOffset\":500000");
        assertThat(run("verify", file, 600_000, 400_000).status()).isZero();
    }

    @Test
    void aPartThatIsMissingInTheFileDiffers() throws IOException {
        Path file = Files.write(dir.resolve("file"), Arrays.copyOf(BYTES, 400_000));

        Outcome outcome = run("verify", file, 300_000, 300_000);

        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.out()).contains("the input is 200000 bytes shorter than expected: 100000 instead of 300000");
        assertThat(run("verify", file, 500_000, 1).out()).contains("0 of 0 checked");
    }

    @Test
    void onlyWhatHasChangedIsWritten() throws IOException {
        String day0 = RECIPE + ",generation=0,change=10%";
        String day3 = RECIPE + ",generation=3,change=10%";
        byte[] bytes = Cli.bytes(day0);
        byte[] wanted = Cli.bytes(day3);
        int same = 0;
        while (!Arrays.equals(bytes, same, same + 8192, wanted, same, same + 8192)) {
            same += 8192;
        }
        bytes[same] ^= 1; // in a block that is not written
        wanted[same] ^= 1;
        Path file = Files.write(dir.resolve("file"), bytes);

        Outcome outcome = Cli.run(
                "generate", "--recipe", day3, "--in-place", "--since", 0, "--chunk-size", "64KiB", "--json", file);

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(file).hasBinaryContent(wanted);
        long changed = Recipe.parse(day3)
                .changedRanges(0, 3)
                .mapToLong(ByteRange::length)
                .sum();
        assertThat(outcome.out()).contains("\"keptBytes\":" + (SIZE - changed) + ",");
        assertThat(changed).isBetween(SIZE / 5L, SIZE / 2L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3 | --in-place --since 3            | --since 3: expected less than 3, the generation of the recipe
            0 | --in-place --since 0            | --since 0: expected less than 0, the generation of the recipe
            3 | --since 2                       | --since requires --in-place, without --resume
            3 | --in-place --since 2 --resume   | --since requires --in-place, without --resume
            3 | --in-place --since x            | generation 'x': expected 0 to 2147483647
            3 | --in-place --since 2            | has less than 1000000 bytes: --since expects a file with generation 2
            """)
    void badSince(int generation, String options, String message) throws IOException {
        Path file = Files.write(dir.resolve("file"), new byte[SIZE - 1]);
        String recipe = RECIPE + ",generation=" + generation + ",change=10%";

        Outcome outcome = Cli.run((Object[]) ("generate --recipe " + recipe + " " + file + " " + options).split(" +"));

        assertThat(outcome.status()).as(outcome.err()).isEqualTo(2);
        assertThat(outcome.err()).contains(message);
        assertThat(file).hasBinaryContent(new byte[SIZE - 1]);
    }

    @Test
    void badInputIsRefused() throws IOException {
        for (String command : new String[] {"generate", "verify"}) {
            Outcome outcome = run(command, "-", 0, 1);
            assertThat(outcome.status()).isEqualTo(2);
            assertThat(outcome.err())
                    .matches(
                            "dgen: --in-place: expected (OUTPUT|INPUT) to be a file or a block device, not standard .*\n");
        }
        Path file = Files.write(dir.resolve("file"), BYTES);
        Outcome unaligned = run("verify", file, 1000, 1, "--direct");
        assertThat(unaligned.status()).isEqualTo(2);
        assertThat(unaligned.err())
                .matches(
                        "dgen: offset 1000: expected, with --direct and --in-place, a multiple of \\d+, the block size of"
                                + " the file system\n");
    }
}
