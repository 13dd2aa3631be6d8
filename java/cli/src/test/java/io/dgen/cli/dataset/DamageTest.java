// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import static io.dgen.cli.dataset.Sets.SET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dgen.DatasetFile;
import io.dgen.cli.Cli;
import io.dgen.cli.Cli.Outcome;
import io.dgen.cli.exit.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.jr.ob.JSON;

/** Every kind of damage has its name, its file and its cause. */
final class DamageTest {
    @TempDir
    private Path temp;

    private Path dir;

    @BeforeEach
    void make() {
        dir = temp.resolve("D");
        Sets.make(dir);
    }

    private Path path(DatasetFile file) {
        return dir.resolve(file.path());
    }

    /** {@return the only finding} */
    @SuppressWarnings("unchecked")
    private Map<String, Object> finding(Object... options) {
        Outcome outcome = Sets.verify(dir, withJson(options));
        Map<String, Object> report = Sets.json(outcome);
        List<Map<String, Object>> findings = (List<Map<String, Object>>) report.get("findings");
        assertThat(findings).as(outcome.out()).hasSize(1);
        assertThat(report).containsEntry("ok", false);
        assertThat(outcome.status()).isEqualTo(4);
        return findings.getFirst();
    }

    private static Object[] withJson(Object... options) {
        Object[] all = Arrays.copyOf(options, options.length + 1);
        all[options.length] = "--json";
        return all;
    }

    private static void assertFinding(Map<String, Object> finding, String kind, String path) {
        assertThat(finding).containsEntry("kind", kind).containsEntry("path", path);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> diagnosis(Map<String, Object> finding) {
        List<Map<String, Object>> diagnoses = (List<Map<String, Object>>) finding.get("diagnoses");
        assertThat(diagnoses).as(finding.toString()).hasSize(1);
        return diagnoses.getFirst();
    }

    @Test
    void aCompleteSetIsRight() {
        Outcome outcome = Sets.verify(dir);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .startsWith("ok: " + dir + " matches " + SET + ": 24 files, " + SET.totalBytes() + " bytes in ");
        assertThat(Sets.verify(dir, "--dataset", Sets.LINE, "--threads", 1, "--explain=off")
                        .status())
                .isZero();
    }

    @Test
    void aMissingFile() throws IOException {
        Files.delete(path(SET.file(5)));
        assertFinding(finding(), "missing", SET.file(5).path());
    }

    /** In the whole blocks, and in the partial one. */
    @Test
    void changedBytes() throws IOException {
        DatasetFile file = Sets.larger(100_000);
        byte[] bytes = Sets.bytes(file);
        for (int at : new int[] {70_000, bytes.length - 1}) {
            byte[] changed = bytes.clone();
            changed[at] ^= 4;
            Files.write(path(file), changed);

            Map<String, Object> finding = finding();

            assertFinding(finding, "changed", file.path());
            assertThat(finding).containsEntry("wrongBytes", 1).containsEntry("firstWrongOffset", at);
            assertThat(diagnosis(finding)).containsEntry("cause", "bits").containsEntry("offset", at);
        }
        assertThat(Sets.verify(dir).out())
                .contains("findings    1 changed\n")
                .contains("causes      1 bits\n")
                .contains("changed     " + file.path() + ": 1 wrong byte, the first at offset " + (bytes.length - 1)
                        + "; offset " + (bytes.length - 1) + ", 1 byte: bits, 1 bit in 1 byte, mask 0x04, first at "
                        + (bytes.length - 1) + ".2\n");
    }

    /** Files that follow each other in the stream, and files with the same content, have their own causes. */
    @Test
    void neighboursAndDuplicatesHaveTheirOwnCauses() throws IOException {
        for (DatasetFile file : (Iterable<DatasetFile>) SET.files()::iterator) {
            byte[] bytes = new byte[(int) file.sizeBytes()];
            Arrays.fill(bytes, (byte) (1 + file.index()));
            Files.write(path(file), bytes);
        }
        Path rows = temp.resolve("rows");
        Outcome outcome = Sets.verify(dir, "--ranges", rows);

        assertThat(outcome.status()).isEqualTo(4);
        for (String line : Files.readAllLines(rows)) {
            Map<String, Object> row = JSON.std.mapFrom(line);
            DatasetFile file = SET.find((String) row.get("path")).orElseThrow();
            long covered = 0;
            for (Map<?, ?> diagnosis : (List<Map<?, ?>>) row.get("diagnoses")) {
                assertThat(diagnosis.get("cause")).as(line).isEqualTo("constant");
                assertThat(diagnosis.get("value")).as(line).isEqualTo((int) (1 + file.index()));
                covered += ((Number) diagnosis.get("length")).longValue();
            }
            assertThat(covered).isEqualTo(file.sizeBytes());
        }
    }

    @Test
    void aShortFileALongFileAndAnEmptyFile() throws IOException {
        DatasetFile file = Sets.larger(100_000);
        byte[] bytes = Sets.bytes(file);
        for (int length : new int[] {0, 70_001, bytes.length + 1, bytes.length + 100_000}) {
            Files.write(path(file), Arrays.copyOf(bytes, length));
            Map<String, Object> finding = finding();
            assertFinding(finding, "size", file.path());
            assertThat(finding).containsEntry("bytes", length).containsEntry("wrongBytes", 0);
            assertThat(finding("--sample=1")).isEqualTo(finding);
        }
    }

    @Test
    void aDirectoryALinkAndAFifoInPlaceOfAFile() throws Exception {
        Path file = path(SET.file(7));
        Path moved = Files.move(file, temp.resolve("moved"));
        Files.createDirectory(file);
        assertThat(finding()).containsEntry("kind", "type").containsEntry("note", "directory");
        Files.delete(file);
        Files.createSymbolicLink(file, moved);
        assertThat(finding()).containsEntry("kind", "type").containsEntry("note", "symbolic link");
        Files.delete(file);
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();
        assertThat(finding()).containsEntry("kind", "type").containsEntry("note", "fifo");
    }

    /** All files are there, but not in the directory. */
    @Test
    void aLinkInPlaceOfAFolderIsNotFollowed() throws IOException {
        Path moved = Files.move(dir.resolve("d0"), temp.resolve("moved"));
        Files.createSymbolicLink(dir.resolve("d0"), moved);

        Outcome outcome = Sets.verify(dir);

        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.out())
                .contains("findings    24 type, 1 extra\n")
                .contains("type        d0/f000.bin: d0 is a symbolic link: expected a directory\n")
                .contains("extra       d0: symbolic link, 0 bytes\n");
    }

    @Test
    void otherFiles() throws IOException {
        Files.writeString(dir.resolve("d0/x\n"), "extra");
        Files.writeString(dir.resolve("d0/.dgen-3.tmp"), "rest of a run");
        Outcome outcome = Sets.verify(dir);
        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.out())
                .contains("findings    1 extra\n")
                .contains("extra       d0/x\\u000a: file, 5 bytes\n")
                .contains("temporary   1 file of interrupted runs");
        assertThat(Sets.verify(dir, "--part", "1/2").status()).isZero();
        assertThat(Sets.verify(dir, "--part", "0/2").status()).isEqualTo(4);
    }

    /** A run holds a lock for each file that it may write. */
    @Test
    void filesThatAnotherRunWrites() throws IOException {
        Files.writeString(dir.resolve("d0/.dgen-3.tmp"), "start of a file");
        Files.writeString(dir.resolve("d0/.dgen-5.tmp"), "rest of a run");
        Files.writeString(dir.resolve("d0/.dgen-9999999999999999999.tmp"), "rest of a run");
        try (FileChannel channel = FileChannel.open(
                        dir.resolve(".dgen-dataset"), StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock ignored = channel.lock(3, 1, false)) {
            assertThat(Sets.verify(dir).out())
                    .contains("temporary   2 files of interrupted runs; create --resume or remove deletes them\n")
                    .contains("in progress 1 file that another run writes\n");
            assertThat(Sets.json(Sets.verify(dir, "--json")))
                    .containsEntry("temporaryFiles", 2)
                    .containsEntry("filesInProgress", 1);
        }
    }

    @Test
    void aRenamedFile() throws IOException {
        DatasetFile file = Sets.larger(100_000);
        Files.move(path(file), dir.resolve("new name"));
        Outcome outcome = Sets.verify(dir);
        assertThat(outcome.out())
                .contains("findings    1 missing, 1 renamed\n")
                .contains("renamed     new name: has the content of " + file.path() + "\n");
    }

    /** With dedup, some blocks occur elsewhere, too; only the other file has all of them. */
    @Test
    void swappedFiles() throws IOException {
        DatasetFile first = Sets.larger(20_000);
        DatasetFile second = Sets.larger(200_000);
        Files.write(path(first), Sets.bytes(second));
        Files.write(path(second), Sets.bytes(first));

        assertThat(Sets.verify(dir).out())
                .contains("findings    2 renamed\n")
                .contains("renamed     " + first.path() + ": has the content of " + second.path() + ";")
                .contains("renamed     " + second.path() + ": has the content of " + first.path() + ";");
    }

    /** Copies of files that are still there, and of files in the other stream. */
    @Test
    void copiesOfOtherFiles() throws IOException {
        DatasetFile large = Sets.larger(200_000);
        DatasetFile small = SET.files()
                .filter(file -> file.bodyBytes() == 0 && file.sizeBytes() > 0)
                .findFirst()
                .orElseThrow();
        Files.write(path(large), Sets.bytes(small));
        Files.copy(path(small), dir.resolve("copy"));

        assertThat(Sets.verify(dir).out())
                .contains("findings    2 renamed\n")
                .contains("renamed     " + large.path() + ": has the content of " + small.path() + ";")
                .contains("renamed     copy: has the content of " + small.path() + "\n");
    }

    @Test
    void dataOfAnotherFile() throws IOException {
        List<DatasetFile> large =
                SET.files().filter(file -> file.bodyBytes() > 60_000).toList();
        byte[] bytes = Sets.bytes(large.get(0));
        System.arraycopy(Sets.bytes(large.get(1)), 8192, bytes, 24_576, 8192);
        Files.write(path(large.get(0)), bytes);

        assertThat(Sets.verify(dir).out())
                .contains("changed     " + large.get(0).path() + ": ")
                .containsPattern(
                        "offset 24576, 8192 bytes \\(8KiB\\): misplaced, data of offset \\d+ of d0/f\\d{3}.bin");
    }

    @Test
    void failFastEndsAtTheFirstDifference() throws IOException {
        Sets.clear(dir);
        Map<String, Object> report = Sets.json(Sets.verify(dir, "--fail-fast", "--readers=1", "--threads=1", "--json"));
        assertThat(report).containsEntry("files", 1).containsEntry("counts", Map.of("missing", 1));
        assertThat(Sets.verify(dir, "--fail-fast", "--readers=24").out()).contains("findings    1 missing\n");
        Sets.create(dir, "--resume");
        Files.createFile(dir.resolve("x"));
        Files.createFile(dir.resolve("y"));
        assertThat(Sets.verify(dir, "--fail-fast").out()).contains("findings    1 extra\n");
    }

    /** Workers find others before they end. */
    @Test
    void failFastHasOneFinding() {
        Findings findings = new Findings(true);
        for (int i = 0; i < 3; i++) {
            findings.add(new Finding(Finding.Kind.MISSING, i, "f" + i, 0, null, ""));
        }
        assertThat(findings.total()).isEqualTo(1);
        assertThat(findings.kept()).hasSize(1);
    }

    /** The choice depends only on its seed. */
    @Test
    void aSampleFindsItsShare() throws IOException {
        Map<String, Object> some = Sets.json(Sets.verify(dir, "--sample", "40%", "--json"));
        assertThat(Sets.json(Sets.verify(dir, "--sample", "40", "--threads=1", "--json"))
                        .get("checkedBytes"))
                .isEqualTo(some.get("checkedBytes"));
        assertThat(((Number) some.get("checkedBytes")).longValue()).isBetween(1L, SET.totalBytes() - 1);
        assertThat(Sets.verify(dir, "--sample", "40%").out()).containsPattern("ok: .* bytes, [0-9.]+% of the set in ");
        for (DatasetFile file : (Iterable<DatasetFile>) SET.files()::iterator) {
            Files.write(path(file), new byte[(int) file.sizeBytes()]);
        }
        assertThat(Sets.verify(dir, "--sample", "40%").status()).isEqualTo(4);
    }

    @Test
    void aSampleWithoutAPartIsNotOk() {
        Outcome outcome = Sets.verify(dir, "--sample", "0.0009765625%");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("--sample 0.0009765625% chose none of the parts");
    }

    @Test
    void theDirectoryCanBeALink() throws IOException {
        Path link = Files.createSymbolicLink(dir.resolveSibling("link"), dir);
        assertThat(Sets.verify(link).status()).isZero();
        assertThat(Cli.run("dataset", "remove", link).out()).contains("24 files");
        assertThat(path(SET.file(0))).doesNotExist();
    }

    @Test
    void namesThatTheCharsetLacksAreNotFound() throws Failure {
        SetDirectory directory = SetDirectory.of(dir.toString());
        assertThatThrownBy(() -> directory.find("x\0")).isInstanceOf(IOException.class);
    }

    @Test
    void theSetMustBeKnown() throws IOException {
        Files.delete(dir.resolve(".dgen-dataset"));
        assertThat(Sets.verify(dir).err())
                .isEqualTo("dgen: " + dir + " has no file .dgen-dataset: --dataset LINE is required\n");
        assertThat(Sets.verify(dir, "--dataset", Sets.LINE).status()).isZero();
        Files.writeString(dir.resolve(".dgen-dataset"), "x");
        assertThat(Sets.verify(dir).err()).startsWith("dgen: " + dir.resolve(".dgen-dataset") + ": dataset 'x': ");
        for (String command : new String[] {"verify", "list", "remove"}) {
            Outcome missing = Cli.run("dataset", command, temp.resolve("missing"));
            assertThat(missing.err()).isEqualTo("dgen: " + temp.resolve("missing") + ": there is no such directory\n");
            assertThat(missing.status()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "list", "remove"})
    void aLineThatWasNotWrittenCompletely(String command) throws IOException {
        Path line = dir.resolve(".dgen-dataset");
        for (String text : new String[] {"", "\n", Sets.LINE.substring(0, 40)}) {
            Files.writeString(line, text);
            Outcome outcome = Cli.run("dataset", command, dir);
            assertThat(outcome.err())
                    .isEqualTo("dgen: " + line + (text.isBlank() ? " is empty" : " is incomplete")
                            + ": create --resume, with the line or the options of the set, writes it again\n");
            assertThat(outcome.status()).isEqualTo(2);
        }
        assertThat(Sets.create(dir, "--resume").status()).isZero();
        Sets.assertComplete(dir);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fifo", "directory", "symbolic link"})
    void anotherKindOfFileInPlaceOfTheLine(String kind) throws Exception {
        Path line = dir.resolve(".dgen-dataset");
        Files.move(line, temp.resolve("line"));
        switch (kind) {
            case "fifo" ->
                assertThat(new ProcessBuilder("mkfifo", line.toString()).start().waitFor())
                        .isZero();
            case "directory" -> Files.createDirectory(line);
            default -> Files.createSymbolicLink(line, temp.resolve("line"));
        }
        for (Outcome outcome : new Outcome[] {
            Sets.verify(dir),
            Cli.run("dataset", "remove", dir),
            Sets.create(dir, "--resume"),
            Sets.create(dir, "--force")
        }) {
            assertThat(outcome.err()).isEqualTo("dgen: " + line + " is a " + kind + ": expected a file\n");
            assertThat(outcome.status()).isEqualTo(2);
        }
    }

    @Test
    void removeKeepsWhatIsNotOfTheSet() throws IOException {
        Files.writeString(dir.resolve("d0/.dgen-3.tmp"), "rest of a run");
        Path other = Files.writeString(temp.resolve("other"), "foreign");
        Files.createSymbolicLink(dir.resolve("link"), other);
        Files.delete(path(SET.file(2)));
        Files.createSymbolicLink(path(SET.file(2)), other);

        assertThat(Cli.run("dataset", "remove", dir).out())
                .matches("removed  23 files\nkept     2 files not of the set, such as (link|d0/f002.bin)\n");

        assertThat(Sets.contents(dir)).isEmpty();
        assertThat(dir.resolve("link")).isSymbolicLink();
        assertThat(path(SET.file(2))).isSymbolicLink();
        assertThat(other).hasContent("foreign");
        Files.delete(dir.resolve("link"));
        Files.delete(path(SET.file(2)));
        Files.delete(dir.resolve("d0"));
        Sets.make(dir);
        assertThat(Cli.run("dataset", "remove", dir).status()).isZero();
        assertThat(dir).isEmptyDirectory();
    }
}
