// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.cli.Cli;
import io.dgen.cli.Cli.Outcome;
import io.dgen.cli.LoopDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.jr.ob.JSON;

/** The causes of wrong bytes in the reports of verify. */
final class ExplainTest {
    private static final String KEYS = ",size=2000000,block=64KiB,compress=2";
    private static final String RECIPE = "dgen1:seed=7,stream=3" + KEYS;

    @TempDir
    private Path dir;

    private byte[] bytes = Cli.bytes(RECIPE);

    private Outcome verify(String... options) throws IOException {
        List<Object> args = new ArrayList<>(List.of("verify", "--recipe", RECIPE));
        args.addAll(List.of(options));
        if (args.stream().noneMatch(arg -> arg.toString().startsWith("--explain"))) {
            args.add("--explain=full"); // does not depend on the clock
        }
        args.add(Files.write(dir.resolve("data"), bytes));
        return Cli.run(args.toArray());
    }

    private void copy(byte[] from, int source, int target, int length) {
        System.arraycopy(from, source, bytes, target, length);
    }

    @Test
    void reportHasATableAndTheRanges() throws IOException {
        byte[] right = bytes.clone();
        Arrays.fill(bytes, 8192, 12_288, (byte) 0);
        Arrays.fill(bytes, 20_480, 24_576, (byte) 0x5A);
        bytes[100_000] ^= 4;
        copy(right, 1_228_800, 409_600, 8192);
        copy(Cli.bytes("dgen1:seed=7,stream=4" + KEYS), 819_200, 819_200, 4096);
        copy(Cli.bytes("dgen1:seed=8,stream=3" + KEYS), 901_120, 901_120, 4096);
        Arrays.fill(bytes, 1_001_472, 1_003_520, (byte) 0);
        bytes = Arrays.copyOf(bytes, 2_000_007);

        Outcome outcome = verify("--also", "seed=8-9");

        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.out())
                .contains("cause      ranges  bytes\n", "zeros      1       4096\n", "misplaced  1       8192\n")
                .contains("foreign    2       8192\n", "torn       1       2048\n", "extra      1       7\n")
                .contains("  offset 8192, 4096 bytes (4KiB): zeros\n")
                .contains("  offset 20480, 4096 bytes (4KiB): constant 0x5a\n")
                .contains("  offset 100000, 1 byte: bits, 1 bit in 1 byte, mask 0x04, first at 100000.2\n")
                .contains("  offset 409600, 8192 bytes (8KiB): misplaced, data of offset 1228800, distance 819200\n")
                .contains("  offset 819200, 4096 bytes (4KiB): foreign, data of stream 4\n")
                .contains("  offset 901120, 4096 bytes (4KiB): foreign, data of seed 8\n")
                .contains(
                        "  offset 1001472, 2048 bytes (2KiB): torn at 0 of 512, 2048 of 4096 bytes; behind it zeros\n")
                .contains("  offset 2000000, 7 bytes: extra\n");
    }

    /** A pipe cannot be read twice: what was read is explained all the same. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void filesAndPipesHaveTheSameDiagnoses(boolean inserted) throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 40; i++) {
            int at = random.nextInt(400) * 4096;
            copy(Cli.bytes(RECIPE), random.nextInt(400) * 4096, at, 512 * random.nextInt(1, 20));
        }
        if (inserted) {
            copy(bytes.clone(), 1_700_000, 1_700_100, bytes.length - 1_700_100);
        }

        Map<String, Object> file = JSON.std.mapFrom(verify("--json").out());
        Map<String, Object> pipe = JSON.std.mapFrom(new Cli()
                .in(bytes)
                .with("verify", "--recipe", RECIPE, "--explain=full", "--json", "-")
                .out());

        assertThat(pipe.get("diagnoses")).isEqualTo(file.get("diagnoses"));
        assertThat((List<?>) file.get("diagnoses")).hasSizeGreaterThan(20);
        assertThat(file.get("causes").toString()).contains("misplaced").doesNotContain("unknown");
        assertThat(file.get("causes").toString().contains("shifted")).isEqualTo(inserted);
    }

    @Test
    void blockDevicesHaveTheSameDiagnosesAsFiles() throws Exception {
        byte[] right = bytes.clone();
        Random random = new Random(2);
        for (int i = 0; i < 40; i++) {
            int at = random.nextInt(400) * 4096 + random.nextInt(8) * 512;
            int length = 512 * random.nextInt(1, 20);
            switch (i % 3) {
                case 0 -> Arrays.fill(bytes, at, at + length, (byte) 0);
                case 1 -> copy(right, random.nextInt(400) * 4096, at, length);
                default -> bytes[at] ^= 1;
            }
        }
        byte[] sectors = Arrays.copyOf(bytes, (bytes.length + 511) / 512 * 512);

        try (LoopDevice device = LoopDevice.of(Files.write(dir.resolve("image"), sectors))) {
            Outcome outcome = Cli.run("verify", "--recipe", RECIPE, "--explain=full", "--json", device.path());

            assertThat(outcome.status()).isEqualTo(4);
            List<?> diagnoses = (List<?>) JSON.std.mapFrom(outcome.out()).get("diagnoses");
            assertThat(diagnoses).hasSizeGreaterThan(20);
            assertThat(diagnoses)
                    .isEqualTo(JSON.std.mapFrom(verify("--json").out()).get("diagnoses"));
        }
    }

    @Test
    void offsetsAreThoseOfTheInput() throws IOException {
        bytes = Cli.bytes(RECIPE, 100_000, 500_000);
        bytes[50] ^= 1;

        Outcome outcome = verify("--offset", "100000", "--length", "500000");

        assertThat(outcome.out()).contains("  offset 50, 1 byte: bits, 1 bit in 1 byte, mask 0x01, first at 50.0\n");
    }

    @Test
    void rangesFileHasEachDiagnosisOnALine() throws IOException {
        for (int i = 0; i < 25; i++) {
            bytes[i * 40_000] ^= 1;
        }
        Path ranges = dir.resolve("ranges");

        Outcome outcome = verify("--ranges", ranges.toString());

        assertThat(outcome.out()).contains("the first 10 of 25; --ranges FILE writes all:\n");
        List<String> lines = Files.readAllLines(ranges);
        assertThat(lines).hasSize(25);
        assertThat(JSON.std.mapFrom(lines.get(24)))
                .containsEntry("cause", "bits")
                .containsEntry("offset", 960_000)
                .containsEntry("mask", 1)
                .containsEntry("firstBits", List.of(Map.of("offset", 960_000, "bit", 0)));
        assertThat(verify("--ranges", ranges.toString()).status()).isEqualTo(2);
        assertThat(verify("--ranges", ranges.toString(), "--force").status()).isEqualTo(4);
        assertThat(verify("--ranges", dir.resolve("data").toString(), "--force").err())
                .contains("is also INPUT");
    }

    @Test
    void withoutExplanation() throws IOException {
        Files.write(dir.resolve("other"), Arrays.copyOf(bytes, 1000));

        Outcome outcome = Cli.run("verify", "--recipe", RECIPE, "--explain=off", "--json", dir.resolve("other"));

        assertThat(outcome.status()).isEqualTo(4);
        assertThat(JSON.std.mapFrom(outcome.out()))
                .containsEntry("diagnoses", null)
                .containsEntry("causes", null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--also=size=3 | 'size=3': expected seed=N, stream=N or stream=N-M, or both separated by a comma",
                "--also=seed | 'seed': expected",
                "--also=seed=1,seed=2 | 'seed=1,seed=2': expected",
                "--also=seed=x | seed",
                "--also=stream=9-3 | stream '9-3': expected at most 1000 numbers, in ascending order",
                "--also=stream=0-1000 | expected at most 1000 numbers",
                "--also=stream=0-99,seed=0-99 | 10000 candidates: expected at most 1000",
                "--explain=slow | explain 'slow': expected off, quick, full",
                "--explain=off --also=seed=3 | --also needs --explain=quick or full",
                "--explain=off --ranges=f | --ranges needs --explain=quick or full"
            })
    void wrongOptions(String options, String message) throws IOException {
        Outcome outcome = verify(options.split(" "));

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("dgen: ").contains(message);
    }
}
