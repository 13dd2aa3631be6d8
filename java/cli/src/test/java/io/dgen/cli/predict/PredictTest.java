// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.cli.Cli;
import io.dgen.cli.Cli.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.jr.ob.JSON;

final class PredictTest {
    private static final String RECIPE = "dgen1:seed=1,stream=0,size=64MiB,block=128KiB,dedup=copies(2@1),compress=1";

    @Test
    void textIsATable() {
        Outcome outcome = Cli.run("predict", "--recipe", RECIPE, "--for", "zfs", "--for", "fastcdc@8KiB");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).isEmpty();
        List<String> lines = outcome.out().lines().toList();
        assertThat(lines.getFirst()).isEqualTo("recipe   " + RECIPE);
        assertThat(lines.get(2)).matches("system +unit +dedup +\\+- +compress +\\+- +together");
        assertThat(lines.get(3)).matches("zfs +128KiB +2\\.000 +0\\.0 % +1\\.000 +0\\.0 % +2\\.000");
        assertThat(lines.get(4))
                .matches("fastcdc@8KiB +8KiB +1\\.[67]\\d\\d +\\d\\.\\d % +1\\.000 +0\\.0 % +1\\.[67]\\d\\d");
        assertThat(outcome.out()).contains("fastcdc@8KiB: chunks of 8KiB that span two blocks of 128KiB");
    }

    @Test
    @SuppressWarnings("unchecked")
    void jsonHasTheSameNumbers() throws IOException {
        Outcome outcome = Cli.run(
                "predict", "--size", "64MiB", "--seed", "1", "--dedup", "2,hot=5%@50%", "--shift", "512", "--json");

        Map<String, Object> report = JSON.std.mapFrom(outcome.out());
        assertThat(report.keySet()).containsExactly("recipe", "shiftBytes", "generations", "systems");
        assertThat(report).containsEntry("shiftBytes", 512);
        List<Map<String, Object>> systems = (List<Map<String, Object>>) report.get("systems");
        assertThat(systems).extracting(s -> s.get("system")).contains("vdo", "borg", "casync", "fastcdc@1MiB");
        assertThat(systems.getFirst().keySet())
                .containsExactly(
                        "system",
                        "unitBytes",
                        "dedupRatio",
                        "dedupErrorBound",
                        "dedupAccuracy",
                        "compressRatio",
                        "compressErrorBound",
                        "combinedRatio",
                        "notes");
        assertThat(systems.get(2)).containsEntry("system", "zfs").containsEntry("dedupAccuracy", "exact");
        assertThat((Double) systems.get(2).get("dedupRatio")).isLessThan(1.1);
    }

    @Test
    void textNamesTheShift() {
        assertThat(Cli.run("predict", "--recipe", RECIPE, "--for", "zfs", "--shift", "2KiB")
                        .out())
                .contains("\nshift    2048 bytes\n");
    }

    @Test
    void generationsAreKeptTogether() {
        List<String> lines = Cli.run(
                        "predict",
                        "--recipe",
                        RECIPE,
                        "--generation",
                        "2",
                        "--change",
                        "25%",
                        "--generations",
                        "5",
                        "--for",
                        "zfs")
                .out()
                .lines()
                .toList();

        assertThat(lines.get(1)).isEqualTo("keeps    generations 2 to 6");
        // 5 times 512 blocks; 256 contents, and 4 times 64 new ones.
        assertThat(lines.get(4)).matches("zfs +128KiB +5\\.000 +0\\.0 % +1\\.000 +0\\.0 % +5\\.000");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            predict                                        | --size or --recipe is required
            predict --size 1GiB --for ext4                 | system 'ext4': expected vdo,
            predict --size 1GiB --for fixed@3KiB           | unit 3072: expected a power of two from 512
            predict --size 1GiB --shift 2GiB               | shift 2147483648: expected 0 to 1073741824 (1GiB) bytes
            predict --size 1GiB --shift -1                 | -1
            predict --size 1GiB --for borg@1,2             | parameters of borg '1,2': expected MIN,MAX,MASK,WINDOW
            predict --size 1GiB out.bin                    | out.bin
            predict --size 1GiB --generations 0            | generations '0': expected 1 to
            predict --size 1GiB --generations 2            | --generations 2: expected --change: without it, there is one generation
            predict --size 1GiB --change 5% --generations 1001 | generations 1001: expected 1 to 1000
            """)
    void refusesWrongOptions(String line, String message) {
        Outcome outcome = Cli.run((Object[]) line.split(" +"));

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains(message);
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    @SuppressWarnings("unchecked")
    void generateReportsTheSystemOfThePreset() throws IOException {
        Outcome preset = Cli.run("generate", "--size", "1MiB", "--preset", "zfs", "--json", "-");
        Outcome none = Cli.run("generate", "--size", "1MiB", "--json", "-");

        List<Map<String, Object>> systems =
                (List<Map<String, Object>>) JSON.std.mapFrom(preset.err()).get("systems");
        assertThat(systems).hasSize(1);
        assertThat(systems.getFirst()).containsEntry("system", "zfs").containsEntry("dedupRatio", 1.0);
        assertThat((List<?>) JSON.std.mapFrom(none.err()).get("systems")).isEmpty();
    }
}
