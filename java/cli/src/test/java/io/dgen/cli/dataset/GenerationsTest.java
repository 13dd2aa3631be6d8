// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.ByteRange;
import io.dgen.Dataset;
import io.dgen.DatasetFile;
import io.dgen.cli.Cli;
import io.dgen.cli.Cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sets that become another generation in place. */
final class GenerationsTest {
    /** Files without and with changes, smaller than a block, and larger than a chunk of 64 KiB. */
    private static final Dataset FIRST =
            Dataset.parse("dgenset1:files=40,size=lognormal(12KiB,2)[0..400KiB],name=d{1}/f{3};"
                    + "dgen1:seed=4,block=4KiB,dedup=2,compress=1.5,generation=1,change=4%");

    private static final Dataset THIRD = FIRST.withGeneration(3);

    @TempDir
    private Path temp;

    private Path dir;

    @BeforeEach
    void make() {
        dir = temp.resolve("D");
        assertThat(create(FIRST).status()).isZero();
    }

    private Outcome create(Dataset set, Object... more) {
        return Cli.run(Stream.concat(
                        Stream.of("dataset", "create", "--dataset", set, "--dir", dir, "--chunk-size", "64KiB"),
                        Stream.of(more))
                .toArray());
    }

    private static boolean isChanged(DatasetFile file) {
        return file.changedRanges(1, 3).findAny().isPresent();
    }

    private Path path(DatasetFile file) {
        return dir.resolve(file.path());
    }

    private void assertIs(Dataset set) {
        Path fresh = temp.resolve("fresh" + set.body().generation().number());
        if (!Files.exists(fresh)) {
            assertThat(Cli.run("dataset", "create", "--dataset", set, "--dir", fresh)
                            .status())
                    .isZero();
        }
        Map<String, byte[]> expected = Sets.contents(fresh);
        Map<String, byte[]> found = Sets.contents(dir);
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((path, bytes) -> assertThat(found.get(path)).as(path).isEqualTo(bytes));
    }

    private String state() throws IOException {
        return Files.readString(dir.resolve(".dgen-dataset"));
    }

    private void assertRefused(String message, Outcome outcome) {
        assertThat(outcome.err()).isEqualTo("dgen: " + message + "\n");
        assertThat(outcome.status()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--json", "--threads=1", "--writers=5", "--fsync", "--direct", "--resume"})
    void theResultIsThatOfAFreshRun(String option) {
        Outcome outcome = create(THIRD, "--since", 1, option);
        if (outcome.err().contains("--direct: ")) {
            return; // the file system refuses it
        }
        assertThat(outcome.err()).isEmpty();
        assertIs(THIRD);
        assertThat(Sets.verify(dir).status()).isZero();
        assertThat(create(FIRST.withGeneration(9), "--since", 3).status()).isZero();
        assertIs(FIRST.withGeneration(9));
    }

    @Test
    void onlyWhatHasChangedIsWritten() throws IOException {
        FileTime old = FileTime.fromMillis(0);
        Map<String, byte[]> expected = new HashMap<>();
        for (DatasetFile file : (Iterable<DatasetFile>) THIRD.files()::iterator) {
            byte[] marks = new byte[(int) file.sizeBytes()];
            Files.write(path(file), marks);
            Files.setLastModifiedTime(path(file), old);
            expected.put(file.path(), marks);
        }
        Outcome outcome = create(THIRD, "--since", 1, "--json");

        long bytes = 0;
        long files = 0;
        for (DatasetFile file : (Iterable<DatasetFile>) THIRD.files()::iterator) {
            byte[] found = Files.readAllBytes(path(file));
            List<ByteRange> changed = file.changedRanges(1, 3).toList();
            for (ByteRange range : changed) {
                Arrays.fill(found, (int) range.offset(), (int) range.end(), (byte) 0);
                bytes += range.length();
            }
            assertThat(found).isEqualTo(expected.get(file.path()));
            assertThat(Files.getLastModifiedTime(path(file)).equals(old)).isEqualTo(changed.isEmpty());
            files += changed.isEmpty() ? 0 : 1;
        }
        assertThat(files).isBetween(2L, 38L);
        assertThat(Sets.json(outcome))
                .containsEntry("since", 1)
                .containsEntry("changedBytes", (int) bytes)
                .containsEntry("keptFiles", (int) (40 - files));
        assertThat(create(FIRST.withGeneration(5), "--since", 3).out())
                .containsPattern("changed  \\d+ bytes since generation 3, \\d\\.\\d{3} %, in \\d+ files\n");
    }

    @Test
    void partsSideBySide() throws IOException {
        for (String part : new String[] {"2/3", "0/3"}) {
            Outcome outcome = create(THIRD, "--since", 1, "--part", part);
            assertThat(outcome.err()).isEmpty();
            assertThat(Sets.verify(dir, "--part", part).status()).isZero();
            assertRefused(
                    dir + " is not complete in generation 3 (create --since 1 --resume completes it): --since 3 expects"
                            + " generation 3",
                    create(FIRST.withGeneration(5), "--since", 3));
        }
        Dataset.Part first = THIRD.part(0, 3);
        Dataset.Part last = THIRD.part(2, 3);
        assertThat(state())
                .isEqualTo(THIRD + "\nincomplete since=1 files=0-" + (first.to() - 1) + "," + last.from() + "-39\n");
        assertThat(create(THIRD, "--since", 1, "--part", "1/3").status()).isZero();
        assertIs(THIRD);
    }

    /** As after a kill: some files have changes, some have some of them. */
    @Test
    void whatIsLeftIsStaleUntilARunCompletesIt() throws IOException {
        Files.writeString(dir.resolve(".dgen-dataset"), THIRD + "\nincomplete since=1\n");
        assertThat(create(THIRD, "--since", 1, "--part", "0/2").status()).isZero();

        Outcome outcome = Sets.verify(dir, "--json");

        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.err())
                .isEqualTo("dgen: note: " + dir
                        + " is not complete in generation 3 (create --since 1 --resume completes it)\n");
        long stale = THIRD.files()
                .skip(THIRD.part(1, 2).from())
                .filter(GenerationsTest::isChanged)
                .count();
        assertThat(stale).isPositive();
        assertThat(Sets.json(outcome)).containsEntry("counts", Map.of("changed", (int) stale));
        assertThat(((Map<?, ?>) Sets.json(outcome).get("causes")).keySet()).hasToString("[stale]");
        assertThat(create(THIRD, "--since", 1, "--resume").status()).isZero();
        assertIs(THIRD);
        assertThat(create(THIRD, "--since", 1, "--resume").out()).contains("changed  0 bytes since generation 1");
    }

    /** Samples of a file of another generation are right nearly everywhere. */
    @ParameterizedTest
    @ValueSource(strings = {"incomplete since=1", "incomplete replaced", "edited"})
    void resumeWithoutSinceFindsEveryStaleBlock(String secondLine) throws IOException {
        Files.writeString(dir.resolve(".dgen-dataset"), THIRD + "\n" + secondLine + "\n");
        Files.delete(path(THIRD.file(7)));

        Outcome outcome = create(THIRD, "--resume", "--json");

        long changed = THIRD.files()
                .filter(file -> file.index() == 7 || isChanged(file))
                .count();
        assertThat(Sets.json(outcome)).containsEntry("keptFiles", (int) (40 - changed));
        assertIs(THIRD);
    }

    /** As after a kill while the state was replaced, or before the rest of a longer text was cut off. */
    @Test
    void whatAKillLeavesOfTheStateIsNoObstacle() throws IOException {
        Files.writeString(dir.resolve(".dgen-" + LineFile.LEAST_TEMPORARY + ".tmp"), "part of a line");
        Files.writeString(dir.resolve(".dgen-dataset"), FIRST + "\n\n\n");
        assertThat(create(THIRD, "--since", 1, "--part", "0/2").err()).isEmpty();
        Files.writeString(dir.resolve(".dgen-dataset"), state() + "\n\n");
        assertThat(create(THIRD, "--since", 1, "--part", "1/2").err()).isEmpty();
        assertThat(state()).isEqualTo(THIRD + "\n");
        assertIs(THIRD);
    }

    @Test
    void aForcedGenerationIsReplacedByAnother() throws IOException {
        assertThat(create(THIRD, "--force", "--part", "0/2").status()).isZero();
        assertThat(state()).startsWith(THIRD + "\nincomplete replaced files=0-");
        assertThat(create(THIRD, "--resume").status()).isZero();
        assertIs(THIRD);
    }

    @Test
    void aSetWithoutGenerationsIsGenerationZero() {
        String first = FIRST.toString().replace(",generation=1,change=4%", "");
        assertThat(create(Dataset.parse(first), "--force").status()).isZero();
        assertThat(create(THIRD, "--since", 0).err()).isEmpty();
        assertIs(THIRD);
    }

    @Test
    void theLineOfTheDirectoryIsSufficient() {
        Outcome outcome = Cli.run("dataset", "create", "--generation", 3, "--since", 1, "--dir", dir);
        assertThat(outcome.err()).isEmpty();
        assertIs(THIRD);
    }

    @Test
    void filesThatAreNotOfTheGenerationAreNamed() throws IOException {
        DatasetFile file =
                THIRD.files().filter(GenerationsTest::isChanged).findFirst().orElseThrow();
        String prefix = "dgen: " + dir + ": " + file.path() + ": ";
        Files.write(path(file), new byte[1]);
        Outcome shorter = create(THIRD, "--since", 1);
        assertThat(shorter.status()).isEqualTo(3);
        assertThat(shorter.err())
                .startsWith(prefix + "has 1 byte: expected " + file.sizeBytes()
                        + "; create --resume without --since writes files that are not complete: ");
        Files.delete(path(file));
        assertThat(create(THIRD, "--since", 1, "--resume").err())
                .startsWith(prefix + "there is no such file: --since expects generation 1; create");
        Path target = Files.writeString(temp.resolve("target"), "foreign");
        Files.createSymbolicLink(path(file), target);
        assertThat(create(THIRD, "--since", 1, "--resume").err())
                .startsWith(prefix + "is a symbolic link: expected a file; create");
        assertThat(target).hasContent("foreign");
        assertThat(create(THIRD, "--resume").status()).isZero();
        assertIs(THIRD);
    }

    @Test
    void anotherStateOfTheDirectoryIsRefused() throws IOException {
        assertRefused(dir + " has generation 1: --since 2 expects generation 2", create(THIRD, "--since", 2));
        Dataset other = Dataset.parse(THIRD.toString().replace("seed=4", "seed=5"));
        assertRefused(
                dir + " has another set, " + FIRST + ": --since 1 expects generation 1 of " + other,
                create(other, "--since", 1));
        assertThat(state()).isEqualTo(FIRST + "\n");
        assertThat(create(THIRD, "--since", 1).status()).isZero();
        assertRefused(dir + " has generation 3: --since 1 expects generation 1", create(THIRD, "--since", 1));
        Files.writeString(dir.resolve(".dgen-dataset"), FIRST + "\nincomplete new\n");
        assertRefused(
                dir + " is not complete in generation 1 (create --resume completes it): --since 1 expects generation 1",
                create(THIRD, "--since", 1));
        Files.writeString(dir.resolve(".dgen-dataset"), FIRST.toString().substring(0, 70));
        assertRefused(
                dir + " has no complete line of a set: --since 1 expects generation 1", create(THIRD, "--since", 1));
        dir = temp.resolve("missing");
        assertRefused(
                dir + " has no complete line of a set: --since 1 expects generation 1", create(THIRD, "--since", 1));
        assertThat(dir).doesNotExist();
    }

    @Test
    void listHasTheFilesWithChangesAndTheirRanges() {
        Outcome text = Cli.run("dataset", "list", "--dataset", THIRD, "--since", 1);
        Outcome json = Cli.run("dataset", "list", "--dataset", THIRD, "--since", 1, "--json");
        StringBuilder expectedText = new StringBuilder();
        StringBuilder expectedJson = new StringBuilder();
        THIRD.files().filter(GenerationsTest::isChanged).forEach(file -> {
            expectedText
                    .append(file.sizeBytes())
                    .append('\t')
                    .append(file.path())
                    .append('\n');
            String ranges = file.changedRanges(1, 3)
                    .map(range -> "{\"offset\":" + range.offset() + ",\"length\":" + range.length() + "}")
                    .collect(Collectors.joining(","));
            expectedJson.append("{\"path\":\"" + file.path() + "\",\"size\":" + file.sizeBytes() + ",\"changed\":["
                    + ranges + "]}\n");
        });
        assertThat(text.out()).isEqualTo(expectedText.toString());
        assertThat(json.out()).isEqualTo(expectedJson.toString());
        assertRefused(
                "--since 3: expected less than 3, the generation of the set",
                Cli.run("dataset", "list", "--dataset", THIRD, "--since", 3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--generation 1 --since 1 | --since 1: expected less than 1, the generation of the set",
                "--generation 3 --since 4 | --since 4: expected less than 3, the generation of the set",
                "--generation 3 --since 1 --force | --since and --force exclude each other",
                "--generation 3 --since -1 | --since: generation '-1': expected 0 to 2147483647",
                "--files 3 --size 1 --since 1 | --dataset or --seed is required: without it the content of the files is unknown",
                "--files 3 --size 1 --seed 1 --since 1 | --since 1: expected a set with --change: without it, there is one generation",
            })
    void badInputIsRefused(String options, String message) {
        Outcome outcome = Cli.run((Object[]) ("dataset create --dir " + dir + " " + options).split(" ", -1));
        assertThat(outcome.err()).startsWith("dgen: " + message);
        assertThat(outcome.status()).isEqualTo(2);
        assertIs(FIRST);
    }
}
