// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.test;

import static io.dgen.test.DgenAssertions.assertThatDirectory;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dgen.Dataset;
import io.dgen.DatasetContent;
import io.dgen.DatasetFile;
import io.dgen.GeneratorConfig;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryAssertTest {
    private static final Dataset SET =
            Dataset.parse("dgenset1:files=30,size=lognormal(64KiB,2)[0..3MiB],name=d{1}/f{3};dgen1:seed=7,dedup=2");

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        DatasetContent content = new DatasetContent(SET, GeneratorConfig.of(SET.body()));
        for (DatasetFile file : SET.files().toList()) {
            byte[] bytes = new byte[(int) file.sizeBytes()];
            content.fill(file, 0, MemorySegment.ofArray(bytes));
            Files.createDirectories(path(file).getParent());
            Files.write(path(file), bytes);
        }
    }

    private Path path(DatasetFile file) {
        return folder.resolve(file.path());
    }

    /** A file with data; each call with another number returns another one. */
    private static DatasetFile file(int number) {
        return SET.files()
                .filter(file -> file.sizeBytes() > 1000)
                .skip(number)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void rightFiles() {
        assertThatDirectory(folder).matches(SET);
    }

    @Test
    void eachKindOfFinding() throws IOException {
        byte[] changed = Files.readAllBytes(path(file(0)));
        changed[100] ^= 1;
        changed[200] ^= 1;
        Files.write(path(file(0)), changed);
        Files.delete(path(file(1)));
        Files.write(path(file(2)), new byte[1000]);
        Files.delete(path(file(3)));
        Files.createDirectory(path(file(3)));
        Files.write(folder.resolve("d0").resolve("other"), new byte[0]);

        assertThatThrownBy(() -> assertThatDirectory(folder).matches(SET))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("DIFFERENT: " + folder + " does not match " + SET + "\n")
                .hasMessageContaining("\n  changed: " + file(0) + ": 2 wrong bytes, the first at offset 100")
                .hasMessageContaining("\n  missing: " + file(1))
                .hasMessageContaining("\n  size: " + file(2) + ": 1000 bytes instead of " + file(2).sizeBytes())
                .hasMessageContaining("\n  no file: " + file(3))
                .hasMessageContaining("\n  extra: d0/other");
    }

    @Test
    void noDirectory() {
        assertThatThrownBy(() -> assertThatDirectory(null).matches(SET)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThatDirectory(folder.resolve("none")).matches(SET))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("none is no directory");
    }
}
