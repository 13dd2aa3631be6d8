// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.Dataset;
import io.dgen.DatasetContent;
import io.dgen.DatasetFile;
import io.dgen.Engine;
import io.dgen.GeneratorConfig;
import io.dgen.cli.Cli;
import io.dgen.cli.Cli.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.jr.ob.JSON;

/** A set of files of all kinds of sizes, and what a directory has. */
final class Sets {
    /** Files below and above a block of 8 KiB, and larger than a chunk of 64 KiB. */
    static final String LINE = "dgenset1:files=24,size=lognormal(20KiB,2)[0..300KiB],name=d{1}/f{3}.bin;"
            + "dgen1:seed=4,block=8KiB,dedup=2,compress=1.5";

    static final Dataset SET = Dataset.parse(LINE);

    private static final DatasetContent CONTENT = new DatasetContent(
            SET,
            GeneratorConfig.builder().recipe(SET.body()).engine(Engine.SCALAR).build());

    private Sets() {}

    static Outcome create(Path dir, Object... more) {
        return run("create", dir, more);
    }

    private static Outcome run(String command, Path dir, Object... more) {
        return Cli.run(Stream.concat(
                        Stream.of("dataset", command, "--dataset", LINE, "--dir", dir, "--chunk-size", "64KiB"),
                        Stream.of(more))
                .toArray());
    }

    static void make(Path dir) {
        assertThat(create(dir).err()).isEmpty();
    }

    static Outcome verify(Path dir, Object... more) {
        return Cli.run(Stream.concat(Stream.of("dataset", "verify", dir, "--chunk-size", "64KiB"), Stream.of(more))
                .toArray());
    }

    static Map<String, Object> json(Outcome outcome) {
        try {
            return JSON.std.mapFrom(outcome.out());
        } catch (RuntimeException e) {
            throw new AssertionError(outcome.err(), e);
        }
    }

    static byte[] bytes(DatasetFile file) {
        byte[] bytes = new byte[Math.toIntExact(file.sizeBytes())];
        CONTENT.fill(file, 0, MemorySegment.ofArray(bytes));
        return bytes;
    }

    /** {@return the first file with at least that many bytes} */
    static DatasetFile larger(long bytes) {
        return SET.files().filter(file -> file.sizeBytes() >= bytes).findFirst().orElseThrow();
    }

    /** {@return the contents of all files below a directory, by their paths} */
    static Map<String, byte[]> contents(Path dir) {
        Map<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : (Iterable<Path>)
                    files.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))::iterator) {
                contents.put(dir.relativize(file).toString(), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return contents;
    }

    /** Deletes the files of the set, and not the line. */
    static void clear(Path dir) throws IOException {
        for (DatasetFile file : (Iterable<DatasetFile>) SET.files()::iterator) {
            Files.delete(dir.resolve(file.path()));
        }
    }

    static void assertComplete(Path dir) {
        Map<String, byte[]> contents = contents(dir);
        assertThat(contents).hasSize(25).containsKey(".dgen-dataset");
        SET.files()
                .forEach(file ->
                        assertThat(contents.get(file.path())).as(file.path()).isEqualTo(bytes(file)));
    }
}
