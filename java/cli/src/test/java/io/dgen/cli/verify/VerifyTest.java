// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dgen.cli.Cli;
import io.dgen.cli.Cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.jr.ob.JSON;

final class VerifyTest {
    private static final int SIZE = 1_234_567;
    private static final int BLOCK = 8192;
    private static final String RECIPE = "dgen1:seed=7,stream=3,size=1234567,block=8KiB,dedup=2.5,compress=1";

    @TempDir
    private Path dir;

    private Path file;
    private byte[] bytes;

    @BeforeEach
    void setUp() {
        file = dir.resolve("file");
        bytes = Cli.bytes(RECIPE);
    }

    private Outcome verify(Object... more) throws IOException {
        Files.write(file, bytes);
        List<Object> args = new ArrayList<>(List.of("verify", "--recipe", RECIPE, "--chunk-size", "100000"));
        args.addAll(List.of(more));
        if (!args.contains("--explain=off")) {
            args.add("--explain=full"); // has no limit of time
        }
        args.add(file);
        return Cli.run(args.toArray());
    }

    @Test
    void matchingInputPrintsOneLine() throws IOException {
        Outcome outcome = verify();

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .startsWith("ok: " + file + " matches " + RECIPE)
                .hasLineCount(1);
        assertThat(outcome.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "scalar"})
    void everyEngineAgrees(String engine) throws IOException {
        assertThat(verify("--engine", engine).status()).isZero();
    }

    @Test
    void optionsReplaceTheRecipe() throws IOException {
        Files.write(file, bytes);

        Outcome outcome = Cli.run(
                "verify",
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
                file);

        assertThat(outcome.status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dgen1:seed=8,stream=3,size=1234567,block=8KiB,dedup=2.5",
                "dgen1:seed=7,stream=4,size=1234567,block=8KiB,dedup=2.5",
                "dgen1:seed=7,stream=3,size=1234567,block=8KiB,dedup=2.4",
                "dgen1:seed=7,stream=3,size=1234567,block=4KiB,dedup=2.5",
            })
    void everyKeyOfTheRecipeMatters(String other) throws IOException {
        Files.write(file, bytes);

        Outcome outcome = Cli.run("verify", "--recipe", other, file);

        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.out()).startsWith("DIFFERENT: ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4095, 4096, 99_999, 100_000, 777_777, SIZE - 1})
    void oneFlippedBitIsFoundWhereItIs(int offset) throws IOException {
        bytes[offset] ^= 4;

        Outcome outcome = verify();

        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.out())
                .contains("first wrong byte   offset " + offset + "\n")
                .contains("wrong bytes        1 of 1234567 checked\n")
                .contains("  offset " + offset + ", 1 byte: bits, 1 bit in 1 byte, mask 0x04, first at " + offset
                        + ".2\n")
                .doesNotContain("length  ");
    }

    @Test
    void swappedBlocksAreFound() throws IOException {
        byte[] third = Arrays.copyOfRange(bytes, 3 * BLOCK, 4 * BLOCK);
        System.arraycopy(bytes, 5 * BLOCK, bytes, 3 * BLOCK, BLOCK);
        System.arraycopy(third, 0, bytes, 5 * BLOCK, BLOCK);

        Outcome outcome = verify("--json");

        Map<String, Object> json = JSON.std.mapFrom(outcome.out());
        assertThat(outcome.status()).isEqualTo(4);
        assertThat(json).containsEntry("ok", false).containsEntry("firstWrongOffset", 3 * BLOCK);
        assertThat((List<?>) json.get("wrongRanges")).hasSize(2);
        assertThat((Integer) json.get("wrongBytes")).isBetween(2 * BLOCK * 98 / 100, 2 * BLOCK);
    }

    @Test
    void tenRangesAreShownAndAllBytesCounted() throws IOException {
        for (int i = 0; i < 25; i++) {
            bytes[i * 40_000] ^= 1;
        }

        Outcome outcome = verify();

        assertThat(outcome.out())
                .contains("wrong bytes        25 of 1234567 checked")
                .contains("the first 10 of 25; --ranges FILE writes all:\n")
                .contains("  offset 360000, 1 byte: bits")
                .doesNotContain("  offset 400000");
        assertThat(verify("--explain=off").out())
                .contains("wrong ranges       the first 10\n")
                .contains("  offset 360000, 1 byte\n")
                .doesNotContain("  offset 400000");
    }

    @Test
    void truncatedFileIsCheckedToItsEnd() throws IOException {
        bytes = Arrays.copyOf(bytes, SIZE - 100);
        bytes[5000] ^= 1;

        Outcome outcome = verify();

        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.out())
                .contains("the input is 100 bytes shorter than expected: 1234467 instead of 1234567")
                .contains("offset 5000, 1 byte");
    }

    @Test
    void emptyFileIsShorter() throws IOException {
        bytes = new byte[0];

        Outcome outcome = verify();

        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.out()).contains("the input is 1234567 bytes shorter", "wrong bytes        0 of 0 checked");
    }

    @Test
    void extendedFileIsLonger() throws IOException {
        bytes = Arrays.copyOf(bytes, SIZE + 1);

        Outcome outcome = verify();
        Outcome json = verify("--json");

        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.out())
                .contains("the input is 1 byte longer than expected: 1234568 instead of 1234567")
                .contains("wrong bytes        0 of 1234567 checked");
        assertThat(JSON.std.mapFrom(json.out())).containsEntry("longer", true).containsEntry("excessBytes", 1);
    }

    @Test
    void standardInputIsRead() {
        Outcome outcome = new Cli().in(bytes).with("verify", "--recipe", RECIPE, "-");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).startsWith("ok: standard input matches");
    }

    @Test
    void standardInputCanBeLongerAndShorter() {
        Outcome longer = new Cli().in(Arrays.copyOf(bytes, SIZE + 5)).with("verify", "--recipe", RECIPE, "-");
        Outcome shorter = new Cli().in(Arrays.copyOf(bytes, SIZE - 5)).with("verify", "--recipe", RECIPE, "-");

        assertThat(longer.status()).isEqualTo(4);
        assertThat(longer.out()).contains("the input is longer than expected: it goes on after 1234567 bytes");
        assertThat(shorter.status()).isEqualTo(4);
        assertThat(shorter.out()).contains("the input is 5 bytes shorter than expected");
    }

    @Test
    void rangeIsCheckedFromTheInputsStart() throws IOException {
        bytes = Cli.bytes(RECIPE, 4097, 100_000);
        assertThat(verify("--offset", "4097", "--length", "100000").status()).isZero();
        assertThat(verify("--offset", "4096", "--length", "100000").status()).isEqualTo(4);

        bytes[70] ^= 1;
        Outcome outcome = verify("--offset", "4097", "--length", "100000");

        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.out()).contains("first wrong byte   offset 70\n");
    }

    @Test
    void seedIsRequired() throws IOException {
        Files.write(file, bytes);

        Outcome outcome = Cli.run("verify", "--size", "1234567", file);

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("dgen: --recipe or --seed is required");
    }

    @Test
    void missingInput() {
        Outcome outcome = Cli.run("verify", "--recipe", RECIPE, dir.resolve("nothing"));

        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err()).isEqualTo("dgen: " + dir.resolve("nothing") + ": no such file or directory\n");
    }

    @Test
    void directoryAsInput() {
        Outcome outcome = Cli.run("verify", "--recipe", RECIPE, dir);

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains(dir + " is a directory: expected a file");
    }

    /** The memory of a process can be opened, but its first page cannot be read, even by root. */
    @Test
    void unreadableInput() {
        Path memory = Path.of("/proc/self/mem");
        assumeTrue(Files.exists(memory), "no /proc here");

        Outcome outcome = Cli.run("verify", "--recipe", "dgen1:seed=1,size=4096", memory);

        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err())
                .isEqualTo("dgen: /proc/self/mem: 4096 bytes (4KiB) cannot be read, the first at offset 0;"
                        + " the others are right\n");
        assertThat(outcome.out())
                .startsWith("UNREADABLE: /proc/self/mem cannot be compared completely with dgen1:")
                .contains("unreadable         4096 bytes (4KiB) in 1 range\n")
                .contains("  offset 0, 4096 bytes (4KiB): unreadable\n");
    }
}
