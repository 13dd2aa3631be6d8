// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileSystemStatusTest {
    @TempDir
    private Path dir;

    @Test
    void ofADirectory() {
        FileSystemStatus status = FileSystemStatus.of(dir);

        assertThat(Long.bitCount(status.blockBytes())).isOne();
        assertThat(status.freeBytes()).isBetween(0L, Long.MAX_VALUE - 1);
    }

    @Test
    void unknownStatusIsTheUsualOne() {
        assertThat(FileSystemStatus.of(dir.resolve("missing")))
                .isEqualTo(new FileSystemStatus(FileSystemStatus.USUAL_BLOCK_BYTES, Long.MAX_VALUE));
    }
}
