// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.ByteRange;
import io.dgen.Recipe;
import io.dgen.cli.Cli;
import io.dgen.cli.Cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.jr.ob.JSON;

final class DiffTest {
    private static final String RECIPE =
            "dgen1:seed=1,stream=0,size=4MiB,block=4KiB,dedup=2,compress=1,generation=3,change=10%";

    private static List<ByteRange> expected(int from, int to) {
        return Recipe.parse(RECIPE).changedRanges(from, to).toList();
    }

    private static String lines(List<ByteRange> ranges) {
        StringBuilder lines = new StringBuilder();
        ranges.forEach(r -> lines.append("{\"offset\":")
                .append(r.offset())
                .append(",\"length\":")
                .append(r.length())
                .append("}\n"));
        return lines.toString();
    }

    @Test
    void textHasCountsAndTheFirstRanges() {
        List<ByteRange> ranges = expected(2, 3);

        List<String> lines = Cli.run("diff", "--recipe", RECIPE).out().lines().toList();

        // 10 % of 512 contents, each with 2 copies.
        assertThat(lines.subList(0, 4))
                .containsExactly(
                        "recipe       " + RECIPE,
                        "generations  2 and 3",
                        "changed      417792 bytes (408KiB), 9.961 %",
                        "ranges       " + ranges.size() + ", of which the first 10");
        assertThat(lines.get(5)).matches("offset +length");
        assertThat(lines.get(6))
                .matches(ranges.getFirst().offset() + " +" + ranges.getFirst().length());
        assertThat(lines).hasSize(16);
    }

    @Test
    @SuppressWarnings("unchecked")
    void jsonSaysThatItsListIsCut() throws IOException {
        Map<String, Object> report = JSON.std.mapFrom(
                Cli.run("diff", "--recipe", RECIPE, "--from", "0", "--json").out());

        List<ByteRange> ranges = expected(0, 3);
        assertThat(report.keySet())
                .containsExactly(
                        "recipe",
                        "from",
                        "to",
                        "changedBytes",
                        "changedShare",
                        "rangeCount",
                        "ranges",
                        "rangesComplete");
        assertThat(report)
                .containsEntry("from", 0)
                .containsEntry("to", 3)
                .containsEntry("rangeCount", ranges.size())
                .containsEntry("rangesComplete", false);
        assertThat((List<Map<String, Object>>) report.get("ranges"))
                .hasSize(10)
                .first()
                .isEqualTo(Map.of(
                        "offset", (int) ranges.getFirst().offset(),
                        "length", (int) ranges.getFirst().length()));
    }

    @Test
    void writesAllRangesToAFile(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("changed.jsonl");

        Outcome outcome = Cli.run("diff", "--recipe", RECIPE, "--from", "1", "--to", "9", "--ranges", file);

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains("generations  1 and 9");
        assertThat(Files.readString(file)).isEqualTo(lines(expected(1, 9)));

        Outcome again = Cli.run("diff", "--recipe", RECIPE, "--from", "1", "--to", "2", "--ranges", file);
        assertThat(again.status()).isEqualTo(2);
        assertThat(again.err()).contains(file + " exists: --force replaces its contents");

        Cli.run("diff", "--recipe", RECIPE, "--from", "1", "--to", "2", "--ranges", file, "--force");
        assertThat(Files.readString(file)).isEqualTo(lines(expected(1, 2)));
    }

    @Test
    void writesAllRangesToStandardOutputAndTheReportToStandardError() {
        Outcome outcome = Cli.run("diff", "--recipe", RECIPE, "--ranges", "-");

        assertThat(outcome.out()).isEqualTo(lines(expected(2, 3)));
        assertThat(outcome.err()).contains("generations  2 and 3");
    }

    @Test
    void rangesCanBeWrittenOverTheOtherGeneration() {
        byte[] data = Cli.bytes(RECIPE.replace("generation=3", "generation=1"));
        byte[] wanted = Cli.bytes(RECIPE);
        for (ByteRange range : expected(1, 3)) {
            Outcome part = Cli.run(
                    "generate", "--recipe", RECIPE, "--offset", range.offset(), "--length", range.length(), "-");
            System.arraycopy(part.data(), 0, data, (int) range.offset(), (int) range.length());
        }
        assertThat(data).isEqualTo(wanted);
    }

    @Test
    void optionsSelectTheGeneration() {
        String[] content = {"--size", "4MiB", "--seed", "1", "--block-size", "4KiB", "--dedup", "2"};
        byte[] third = Cli.bytes(RECIPE);

        assertThat(generate(content, "--generation", "3", "--change", "10%")).isEqualTo(third);
        String recipe = RECIPE.replace("generation=3", "generation=1");
        assertThat(generate(new String[] {"--recipe", recipe}, "--generation", "3"))
                .isEqualTo(third);
        assertThat(generate(
                        new String[] {"--recipe", recipe.replace("10%", "3%")}, "--generation", "3", "--change", "10%"))
                .isEqualTo(third);
        assertThat(generate(content, "--change", "10%")).isEqualTo(generate(content));

        Outcome verified = new Cli().in(third).with("verify", "--recipe", recipe, "--generation", "3", "-");
        assertThat(verified.status()).as(verified.err()).isZero();
        assertThat(new Cli().in(third).with("verify", "--recipe", recipe, "-").status())
                .isEqualTo(4);
    }

    private static byte[] generate(String[] content, String... more) {
        Object[] line = new Object[content.length + more.length + 2];
        line[0] = "generate";
        System.arraycopy(content, 0, line, 1, content.length);
        System.arraycopy(more, 0, line, 1 + content.length, more.length);
        line[line.length - 1] = "-";
        return Cli.run(line).data();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            diff                                                | --recipe or --seed is required
            diff --size 1GiB --seed 1                           | --change, or a recipe with a change, is required
            diff --size 1GiB --seed 1 --change 5%               | --from is required: there is no generation before 0
            diff --size 1GiB --seed 1 --change 5% --from -1     | -1
            diff --size 1GiB --seed 1 --change 5% --to x        | --to: generation 'x': expected 0 to 2147483647
            diff --size 3EiB --seed 1 --change 5% --to 21       | generation 21: expected 0 to 20 for
            diff --size 1GiB --seed 1 --change 0% --to 1        | --change: change 0%: expected a percentage above 0%
            diff --size 1GiB --seed 1 --change 101% --to 1      | --change: change 101%: expected a percentage above 0%
            diff --size 1GiB --seed 1 --change 5 --to 1         | --change: change '5': expected a percentage above 0%
            diff --size 1GiB --seed 1 --generation 3            | --generation requires --change
            diff --recipe dgen1:seed=1,size=5 --generation 3    | --generation requires --change
            diff --recipe dgen1:seed=1,size=5 --seed 3          | --recipe and --seed exclude each other
            diff --size 1GiB --seed 1 --change 5% --to 1 --ranges / | --ranges: / is a directory
            """)
    void refusesWrongOptions(String line, String message) {
        Outcome outcome = Cli.run((Object[]) line.split(" +"));

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains(message);
        assertThat(outcome.out()).isEmpty();
    }
}
