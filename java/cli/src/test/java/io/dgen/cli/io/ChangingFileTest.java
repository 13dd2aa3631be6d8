// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that grows or shrinks while it is read. */
final class ChangingFileTest {
    @TempDir
    private Path dir;

    private final MemorySegment buffer = MemorySegment.ofArray(new byte[60]);

    private Source open(Path file) throws IOException {
        return new FileInput(file.toString()).open(0);
    }

    @Test
    void growingFile() throws IOException {
        Path file = Files.write(dir.resolve("file"), new byte[100]);
        try (Source source = open(file)) {
            assertThat(source.read(buffer, 0)).isEqualTo(60);
            Files.write(file, new byte[7], StandardOpenOption.APPEND);

            assertThat(source.read(buffer.asSlice(0, 40), 60)).isEqualTo(40);
            assertThat(source.excess(100)).isEqualTo(7);
        }
    }

    @Test
    void shrinkingFile() throws IOException {
        Path file = Files.write(dir.resolve("file"), new byte[100]);
        try (Source source = open(file)) {
            assertThat(source.read(buffer, 0)).isEqualTo(60);
            Files.write(file, new byte[70]);

            assertThat(source.read(buffer.asSlice(0, 40), 60)).isEqualTo(10);
        }
    }

    @Test
    void removedFileCanBeReadToItsEnd() throws IOException {
        Path file = Files.write(dir.resolve("file"), new byte[60]);
        try (Source source = open(file)) {
            Files.delete(file);

            assertThat(source.read(buffer, 0)).isEqualTo(60);
            assertThat(source.excess(60)).isZero();
        }
    }
}
