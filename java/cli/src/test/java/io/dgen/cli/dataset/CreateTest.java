// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import static io.dgen.cli.dataset.Sets.SET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dgen.DatasetFile;
import io.dgen.cli.Cli;
import io.dgen.cli.Cli.Outcome;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CreateTest {
    @TempDir
    private Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"", "--threads=1", "--writers=5", "--fsync", "--direct"})
    void everyFileHasItsBytes(String option) {
        Path dir = temp.resolve("D");
        Outcome outcome = option.isEmpty() ? Sets.create(dir) : Sets.create(dir, option);

        if (outcome.err().contains("--direct")) {
            return; // the file system refuses it
        }
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .startsWith("dataset  " + SET + "\nratios   dedup ")
                .contains(" (requested 2) in all files, compress 1.5\noutput   " + dir + "\nfiles    24\n");
        Sets.assertComplete(dir);
        assertThat(dir.resolve(".dgen-dataset")).hasContent(SET.toString());
    }

    @Test
    void optionsMakeTheLineThatIsPrinted() {
        Path dir = temp.resolve("D");
        Outcome outcome = Cli.run(
                "dataset",
                "create",
                "--files",
                3,
                "--size",
                "1KiB@0.5+2KiB@0.5",
                "--name",
                "x{1}",
                "--seed",
                7,
                "--dedup",
                3,
                "--block-size",
                "4KiB",
                "--dir",
                dir,
                "--json");

        assertThat(Sets.json(outcome))
                .containsEntry(
                        "dataset",
                        "dgenset1:files=3,size=1KiB@0.5+2KiB@0.5,name=x{1};"
                                + "dgen1:seed=7,stream=0,block=4KiB,dedup=3,compress=1")
                .containsEntry("files", 3);
        assertThat(Sets.contents(dir)).containsOnlyKeys(".dgen-dataset", "x0", "x1", "x2");
    }

    @Test
    void partsAreOneSet() {
        Path dir = temp.resolve("D");
        int files = 0;
        for (String part : new String[] {"2/3", "0/3", "1/3"}) {
            Outcome outcome = Sets.create(dir, "--part", part, "--json");
            assertThat(outcome.status()).isZero();
            files += (Integer) Sets.json(outcome).get("files");
            assertThat(Sets.verify(dir, "--part", part).status()).isZero();
        }
        assertThat(files).isEqualTo(24);
        Sets.assertComplete(dir);
    }

    @Test
    void filesThatExistAreReplacedOnlyOnRequest() throws IOException {
        Path dir = temp.resolve("D");
        Sets.make(dir);
        Path file = Files.writeString(dir.resolve(SET.file(0).path()), "old");

        Outcome refused = Sets.create(dir, "--threads=1", "--writers=1");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo("dgen: " + file + " exists: --force replaces it, --resume keeps complete files\n");
        assertThat(file).hasContent("old");

        assertThat(Sets.create(dir, "--force").status()).isZero();
        Sets.assertComplete(dir);
    }

    @Test
    void aDirectoryWithOtherFilesIsUsedOnlyOnRequest() throws IOException {
        Path dir = Files.createDirectory(temp.resolve("D"));
        Files.writeString(dir.resolve("x"), "foreign");

        Outcome refused = Sets.create(dir);
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo(
                        "dgen: " + dir + " has files that are not of a set, such as x: --force keeps them, except those"
                                + " with names of the set\n");
        assertThat(Sets.contents(dir)).containsOnlyKeys("x");

        assertThat(Sets.create(dir, "--force").status()).isZero();
        assertThat(Sets.contents(dir)).hasSize(26).containsKey("x");
    }

    @Test
    void aDirectoryWithAnotherSetIsUsedOnlyOnRequest() {
        Path dir = temp.resolve("D");
        Cli.run("dataset", "create", "--files", 1, "--size", 10, "--seed", 1, "--name", "d0/f{3}.bin", "--dir", dir);

        Outcome refused = Sets.create(dir);
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err())
                .startsWith("dgen: " + dir + " has another set, dgenset1:files=1,size=10,")
                .endsWith(": --force replaces its line and the files with names of the new set\n");

        assertThat(Sets.create(dir, "--force").status()).isZero();
        Sets.assertComplete(dir);
    }

    /** A run that was killed leaves any of these. */
    @Test
    void resumeWritesWhatIsMissing() throws IOException {
        Path dir = temp.resolve("D");
        Sets.make(dir);
        Path large = dir.resolve(Sets.larger(200_000).path());
        byte[] bytes = Files.readAllBytes(large);
        byte[] hole = bytes.clone();
        Arrays.fill(hole, 65_536, 131_072, (byte) 0);
        Files.write(large, hole); // a fifth of its length
        List<DatasetFile> small =
                SET.files().filter(file -> file.sizeBytes() < 20_000).toList();
        Files.delete(dir.resolve(small.get(0).path()));
        Files.write(dir.resolve(small.get(1).path()), new byte[7]);
        byte[] changed = Sets.bytes(small.get(2));
        changed[changed.length - 1] ^= 1;
        Files.write(dir.resolve(small.get(2).path()), changed);
        Files.writeString(dir.resolve("d0/.dgen-1.tmp"), "rest of a run");
        Files.writeString(dir.resolve("d0/.dgen-5.tmp"), "rest of a run");
        Files.writeString(dir.resolve(".dgen-dataset"), SET.toString().substring(0, 20));

        Outcome outcome = Sets.create(dir, "--resume", "--json");

        assertThat(outcome.err()).isEmpty();
        long written = Files.size(large)
                + small.subList(0, 3).stream().mapToLong(DatasetFile::sizeBytes).sum();
        Map<String, Object> report = Sets.json(outcome);
        assertThat(report).containsEntry("keptFiles", 20).containsEntry("keptBytes", (int)
                (SET.totalBytes() - written));
        assertThat((Double) report.get("gigabytesPerSecond") * (Double) report.get("seconds"))
                .isCloseTo(written / 1e9, within(1e-9));
        Sets.assertComplete(dir);
    }

    @Test
    void partsOfOtherRunsAreLocked() throws IOException {
        Path dir = temp.resolve("D");
        assertThat(Sets.create(dir, "--part", "0/4").status()).isZero();
        try (FileChannel channel = FileChannel.open(
                        dir.resolve(".dgen-dataset"), StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock ignored = channel.lock(SET.part(1, 4).from(), 1, false)) {
            Outcome locked = Sets.create(dir, "--part", "1/4");
            assertThat(locked.status()).isEqualTo(3);
            assertThat(locked.err())
                    .isEqualTo("dgen: " + dir + ": another run writes the same files: wait for its end, or choose"
                            + " another part\n");
            assertThat(Sets.create(dir, "--part", "2/4").status()).isZero();
            assertThat(Cli.run("dataset", "remove", dir).status()).isEqualTo(3);
        }
    }

    @Test
    void linksInTheDirectoryAreNotFollowed() throws IOException {
        Path dir = Files.createDirectory(temp.resolve("D"));
        Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
        Files.createSymbolicLink(dir.resolve("d0"), elsewhere);

        Outcome outcome = Sets.create(dir, "--force");

        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err())
                .isEqualTo("dgen: d0 is a symbolic link: expected a directory; complete files: 0 of 24; without the"
                        + " obstacle, --resume writes the others\n");
        assertThat(elsewhere).isEmptyDirectory();
        assertThat(Sets.create(dir).err()).isEqualTo("dgen: d0 is a symbolic link: expected a directory\n");
        assertThat(Sets.create(dir).status()).isEqualTo(2);
    }

    /** The link itself is replaced, and not the file that it points to. */
    @Test
    void aLinkInPlaceOfAFileIsReplaced() throws IOException {
        Path dir = temp.resolve("D");
        Sets.make(dir);
        Path target = Files.writeString(temp.resolve("target"), "foreign");
        Path file = dir.resolve(SET.file(0).path());
        Files.delete(file);
        Files.createSymbolicLink(file, target);

        assertThat(Sets.create(dir, "--resume").status()).isZero();

        Sets.assertComplete(dir);
        assertThat(target).hasContent("foreign");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--force", "--resume"})
    void aDirectoryInPlaceOfAFileIsNamedAndAllOthersAreWritten(String option) throws IOException {
        Path dir = temp.resolve("D");
        Sets.make(dir);
        Sets.clear(dir);
        Path folder = Files.createDirectories(dir.resolve(SET.file(2).path()));

        Outcome outcome = Sets.create(dir, option);

        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err())
                .isEqualTo("dgen: " + folder + " is a directory: expected a file; complete files: 23 of 24; without"
                        + " the obstacle, --resume writes the others\n");
        assertThat(folder).isEmptyDirectory();
        assertThat(Sets.contents(dir)).hasSize(24);
        Outcome refused = Sets.create(dir, "--part", "0/8");
        assertThat(refused.status()).isEqualTo(2);

        Files.delete(folder);
        assertThat(Sets.create(dir, "--resume").status()).isZero();
        Sets.assertComplete(dir);
    }

    @ParameterizedTest
    @CsvSource({", 2", "--force, 3", "--resume, 3"})
    void aDirectoryInPlaceOfATemporaryFileIsNamed(String option, int status) throws IOException {
        Path dir = temp.resolve("D");
        Path folder = dir.resolve("d0/.dgen-2.tmp");
        Sets.create(dir, "--part", "23/24");
        Files.createDirectories(folder.resolve("x"));
        Outcome outcome = option == null ? Sets.create(dir, "--part", "0/2") : Sets.create(dir, option);
        assertThat(outcome.err()).startsWith("dgen: " + folder + " is a directory: expected nothing with this name");
        assertThat(outcome.status()).isEqualTo(status);
    }

    @Test
    void anotherSetInTheDirectoryIsNamedWithItsSeed() {
        Path dir = temp.resolve("D");
        Cli.run("dataset", "create", "--files", 4, "--size", 9, "--part", "0/2", "--seed", 7, "--dir", dir);
        String line = "dgenset1:files=4,size=9;dgen1:seed=7,stream=0,block=128KiB,dedup=1,compress=1";

        Outcome outcome = Cli.run("dataset", "create", "--files", 4, "--size", 9, "--part", "1/2", "--dir", dir);

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .isEqualTo("dgen: " + dir + " has another set, " + line + " (its other parts need --dataset with this"
                        + " line, or its options and --seed 7): --force replaces its line and the files with names of"
                        + " the new set\n");
        assertThat(Cli.run("dataset", "create", "--dataset", line, "--part", "1/2", "--dir", dir)
                        .status())
                .isZero();
    }

    @Test
    void aSetIsReplacedOnlyIfNoRunWritesIt() throws IOException {
        Path dir = temp.resolve("D");
        Cli.run("dataset", "create", "--files", 4, "--size", 9, "--part", "0/2", "--seed", 7, "--dir", dir);
        try (FileChannel channel = FileChannel.open(
                        dir.resolve(".dgen-dataset"), StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock ignored = channel.lock(3, 1, false)) {
            Outcome outcome = Sets.create(dir, "--force", "--part", "0/24");
            assertThat(outcome.status()).isEqualTo(3);
            assertThat(outcome.err())
                    .isEqualTo("dgen: " + dir + ": another run writes files of the set: wait for its end\n");
        }
    }

    /** A line that cannot be written leaves nothing. */
    @Test
    void theLineIsReplacedInOneStep() throws IOException {
        Path dir = Files.createDirectory(temp.resolve("D"));
        Files.createDirectories(dir.resolve(".dgen-dataset/x"));

        assertThatThrownBy(() -> new LineFile(dir).replace("line", true)).hasMessageStartingWith(".dgen-dataset: ");

        assertThat(Sets.contents(dir)).isEmpty();
    }

    /** A run that was killed while it wrote the line. */
    @Test
    void temporaryFilesAreNoFilesOfOthers() throws IOException {
        Path dir = Files.createDirectory(temp.resolve("D"));
        Files.createFile(dir.resolve(".dgen-5234567890123456789.tmp"));
        Files.createDirectory(dir.resolve("lost+found")); // D is a new ext4 file system
        assertThat(Sets.create(dir).err()).isEmpty();
        assertThat(Sets.verify(dir).out()).contains("temporary   1 file of interrupted runs");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--files 1 | --size is required: the sizes of the files, such as 64KiB",
                "--size 1 | --dataset, or one of --files and --total-size, is required",
                "--files 1 --total-size 1 --size 1 | --files and --total-size exclude each other: the size of all files"
                        + " and --size determine their number",
                "--files 1.5 --size 1 | --files: files '1.5': expected 1 to 1099511627776",
                "--files 0 --size 1 | --files: files 0: expected 1 to 1099511627776",
                "--files 1 --size 8EiB | size '8EiB': expected 0 to 9223372036854775807 bytes",
                "--files 1 --size 4KiB@1 | sizes '4KiB@1': expected 2 to 64 different sizes with weights, found 1",
                "--dataset dgenset1:files=1,size=1;dgen1:seed=1 --generation 1 | --generation: generation 1 without"
                        + " change: expected both",
                "--files 1 --size 1 --part 0/2147483648 | --part 0/2147483648: 2147483648 parts: expected 1 to 2147483647",
                "--files 1 --size 1 --part auto --parts 1.5 | --parts: parts '1.5': expected 1 to 2147483647",
                "--files 1 --size 1 --writers 0 | --writers: writers '0': expected 1 to 1024",
                "--files 1 --size 1 --manifest / | --manifest: / is a directory: expected a file",
                "--dataset x | --dataset: dataset 'x': expected it to start with 'dgenset1:', the only version that this"
                        + " release supports",
                "--files 10 --size 1 --name ../f{1} | name '../f{1}'",
                "--files 100 --size 1 --name f{1} | name 'f{1}'",
                "--files 10 --size 1 --name a/.dgen-{1}.tmp | name 'a/.dgen-{1}.tmp': expected no component that starts",
                "--files 1 --size 1 --part 1/1 | --part 1/1: part 1: expected 0 to 0, of 1 part",
                "--files 1 --size 1 --part x | --part 'x': expected I/N, such as 0/4, or auto",
                "--files 1 --size 1 --resume --force | --resume and --force exclude each other",
                "--files 1 --size 1 --digest md5 | --digest requires --manifest",
            })
    void badInputIsRefused(String options, String message) {
        Path dir = temp.resolve("D");
        Outcome outcome = Cli.run((Object[]) ("dataset create --dir " + dir + " " + options).split(" ", -1));

        assertThat(outcome.err()).startsWith("dgen: " + message);
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(dir).doesNotExist();
    }

    @Test
    void placesThatCannotBeWrittenAreNamed() throws IOException {
        Path file = Files.createFile(temp.resolve("file"));
        assertThat(Sets.create(file).err()).isEqualTo("dgen: " + file + " is a file: expected a directory\n");
        Path link = Files.createSymbolicLink(temp.resolve("link"), temp.resolve("missing"));
        assertThat(Sets.create(link).status()).isEqualTo(2);
        assertThat(Sets.create(link).err())
                .isEqualTo("dgen: " + link + " is a symbolic link to nothing: expected a directory\n");
        assertThat(Sets.create(Path.of("-")).err())
                .isEqualTo("dgen: -: expected a directory; ./- is one of this name\n");
        assertThat(Sets.create(file.resolve("D")).status()).isEqualTo(3);
    }

    @Test
    void foldersAboveTheDirectoryAreCreated() {
        Path dir = temp.resolve("a/b/D");
        Sets.make(dir);
        Sets.assertComplete(dir);
    }
}
