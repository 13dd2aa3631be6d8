// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import static io.dgen.cli.dataset.Sets.SET;
import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.DatasetFile;
import io.dgen.cli.Cli;
import io.dgen.cli.Cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.jr.ob.JSON;

final class ListTest {
    @TempDir
    private Path temp;

    private static String lines(long from, long to) {
        return SET.files(from, to)
                .map(file -> file.sizeBytes() + "\t" + file.path() + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void listsSizesAndPaths() throws IOException {
        assertThat(Cli.run("dataset", "list", "--dataset", Sets.LINE).out()).isEqualTo(lines(0, 24));
        assertThat(Cli.run("dataset", "list", "--dataset", Sets.LINE, "--part", "1/3")
                        .out())
                .isEqualTo(lines(SET.part(1, 3).from(), SET.part(1, 3).to()));
        Files.writeString(temp.resolve(".dgen-dataset"), Sets.LINE);
        assertThat(Cli.run("dataset", "list", temp).out()).isEqualTo(lines(0, 24));
    }

    @Test
    @SuppressWarnings("unchecked")
    void jsonHasTheRangesOfEachFile() throws IOException {
        List<String> lines = Cli.run("dataset", "list", "--dataset", Sets.LINE, "--json")
                .out()
                .lines()
                .toList();
        assertThat(lines).hasSize(24);
        for (int i = 0; i < 24; i++) {
            DatasetFile file = SET.file(i);
            Map<String, Object> row = JSON.std.mapFrom(lines.get(i));
            assertThat(row).containsEntry("path", file.path());
            assertThat(((Number) row.get("size")).longValue()).isEqualTo(file.sizeBytes());
            StringBuilder ranges = new StringBuilder();
            ((List<Map<String, Object>>) row.get("ranges"))
                    .forEach(range -> ranges.append(
                            range.get("recipe") + " " + range.get("offset") + " " + range.get("length") + "\n"));
            assertThat(ranges.toString())
                    .isEqualTo(file.pieces().stream()
                            .map(piece -> piece.recipe() + " " + piece.offset() + " " + piece.length() + "\n")
                            .collect(Collectors.joining()));
        }
    }

    @Test
    void badInputIsRefused() {
        assertThat(Cli.run("dataset", "list").err())
                .isEqualTo("dgen: a directory, --dataset, or --files or --total-size with --size and --seed is"
                        + " required\n");
        assertThat(Cli.run("dataset", "list", "--files", 1, "--size", 1).err())
                .isEqualTo("dgen: --dataset or --seed is required: without it the content of the files is unknown\n");
        assertThat(Cli.run("dataset", "list", "--dataset", Sets.LINE, "--seed", 1, "--size", 3)
                        .err())
                .isEqualTo(
                        "dgen: --dataset and --size, --seed exclude each other: a line determines the set completely\n");
        assertThat(Cli.run("dataset", "list", temp, "--dataset", Sets.LINE).err())
                .startsWith("dgen: the directory and options for the set exclude each other");
        assertThat(Cli.run("dataset").err()).startsWith("dgen: expected a command: create, verify, list, remove");
    }

    @Test
    void manifestsHaveDigestsInTheOrderOfTheFiles() throws Exception {
        String first = manifest("--threads=1", "sha256");
        assertThat(manifest("--threads=2", "sha256")).isEqualTo(first);
        List<String> lines = first.lines().toList();
        assertThat(lines.getFirst()).isEqualTo("{\"dataset\":\"" + SET + "\",\"part\":\"0/1\",\"files\":24}");
        for (int i = 0; i < 24; i++) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Sets.bytes(SET.file(i)));
            assertThat(lines.get(i + 1))
                    .isEqualTo("{\"path\":\"" + SET.file(i).path() + "\",\"size\":"
                            + SET.file(i).sizeBytes() + ",\"sha256\":\""
                            + HexFormat.of().formatHex(digest) + "\"}");
        }
        CRC32C crc = new CRC32C();
        crc.update(Sets.bytes(SET.file(23)));
        assertThat(manifest("--threads=2", "crc32c"))
                .endsWith(",\"crc32c\":\"" + HexFormat.of().toHexDigits((int) crc.getValue()) + "\"}\n");
    }

    @Test
    void aManifestOnStandardOutput() throws IOException {
        Outcome outcome = Sets.create(temp.resolve("D"), "--manifest", "-");

        assertThat(outcome.err()).startsWith("dataset  " + SET);
        Sets.create(temp.resolve("E"), "--manifest", temp.resolve("manifest"));
        assertThat(outcome.out()).isEqualTo(Files.readString(temp.resolve("manifest")));
    }

    @Test
    void aManifestReplacesOnlyOneOfItsSet() throws IOException {
        Path dir = temp.resolve("D");
        Path file = Files.writeString(temp.resolve("manifest"), "precious");
        assertThat(Sets.create(dir, "--manifest", file).err())
                .isEqualTo("dgen: --manifest: " + file + " exists: --force replaces its contents\n");
        assertThat(Sets.create(dir, "--resume", "--manifest", file).err())
                .isEqualTo("dgen: --manifest: " + file + " exists, and is no list of this set and part: expected"
                        + " another name\n");
        assertThat(dir).doesNotExist();
        assertThat(Sets.create(dir, "--force", "--manifest", file).status()).isZero();
        String complete = Files.readString(file);

        for (int length : new int[] {0, 20, complete.length() - 10}) {
            Files.writeString(file, complete.substring(0, length));
            assertThat(Sets.create(dir, "--resume", "--manifest", file).err()).isEmpty();
            assertThat(file).hasContent(complete);
        }
        assertThat(Sets.create(dir, "--resume", "--part", "0/2", "--manifest", file)
                        .status())
                .isEqualTo(2);
        assertThat(file).hasContent(complete);
    }

    @Test
    void aManifestInTheDirectoryIsRefused() throws IOException {
        Path dir = temp.resolve("D");
        Path link = Files.createSymbolicLink(temp.resolve("link"), temp);
        for (Path file :
                new Path[] {dir.resolve("m"), dir.resolve("d0/m"), link.resolve("D/m"), temp.resolve("D/../D/m")}) {
            Files.createDirectories(file.getParent());
            Outcome outcome = Sets.create(dir, "--force", "--manifest", file);
            assertThat(outcome.err())
                    .isEqualTo("dgen: --manifest: " + file + " is below " + dir + ", where it is not part of the data:"
                            + " expected another folder\n");
            assertThat(outcome.status()).isEqualTo(2);
        }
        assertThat(Sets.create(dir, "--force", "--manifest", temp.resolve("Dm")).status())
                .isZero();
        assertThat(Sets.verify(dir, "--ranges", dir.resolve("r")).err()).contains("is below " + dir);
        assertThat(Sets.verify(dir, "--ranges", "-").err())
                .isEqualTo("dgen: --ranges: - is no file: ./- is one of this name\n");
    }

    private String manifest(String threads, String digest) throws IOException {
        Path file = temp.resolve("manifest");
        assertThat(Sets.create(temp.resolve("D"), threads, "--force", "--manifest", file, "--digest", digest)
                        .err())
                .isEmpty();
        return Files.readString(file);
    }
}
