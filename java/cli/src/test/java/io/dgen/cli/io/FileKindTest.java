// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileKindTest {

    /** Without /proc, the descriptor itself is asked. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void descriptorHasTheModeOfItsFile(int descriptor) throws Throwable {
        Path file = Path.of("/proc/self/fd/" + descriptor);
        assumeTrue(Files.exists(file), "no /proc here");

        assertThat(Posix.mode(descriptor)).isEqualTo(Files.getAttribute(file, "unix:mode"));
    }

    @Test
    void descriptorsThatAreNotOpenHaveNoKind() throws Throwable {
        assertThat(Posix.mode(1 << 20)).isEqualTo(-1);
        assertThat(FileKind.ofDescriptor(1 << 20)).isEqualTo(FileKind.MISSING);
    }
}
