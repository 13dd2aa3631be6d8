// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.testing.MemoryKind;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MappedFilesTest {
    private static final String FILE = "7f0000001000-7f0000003000 rw-s 00000000 fe:00 1234                  /a b/c";

    @ParameterizedTest
    @EnumSource
    void onlyMappedFilesCanFault(MemoryKind kind) {
        assertThat(MappedFiles.contain(kind.allocate(100_000))).isEqualTo(kind == MemoryKind.MAPPED);
    }

    @Test
    void viewsOfDirectBuffersAreOrdinaryMemory() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(100_000);
        for (int round = 0; round < 2; round++) {
            assertThat(MappedFiles.contain(MemorySegment.ofBuffer(buffer.asLongBuffer())))
                    .isFalse();
        }
    }

    @Test
    void aFileIsFoundWhereItOverlapsTheRange() {
        assertThat(MappedFiles.isFileWithin(FILE, 0x7f0000002000L, 0x7f0000002001L))
                .isTrue();
        assertThat(MappedFiles.isFileWithin(FILE, 0x7f0000000000L, 0x7f0000001001L))
                .isTrue();
        assertThat(MappedFiles.isFileWithin(FILE, 0x7f0000000000L, 0x7f0000001000L))
                .isFalse();
        assertThat(MappedFiles.isFileWithin(FILE, 0x7f0000003000L, 0x7f0000004000L))
                .isFalse();
    }

    @Test
    void memoryWithoutAFileIsNotFound() {
        String anonymous = "7f0000001000-7f0000003000 rw-p 00000000 00:00 0 ";
        String named = "7f0000001000-7f0000003000 rw-p 00000000 00:00 0                          [heap]";
        for (String line : new String[] {anonymous, named}) {
            assertThat(MappedFiles.isFileWithin(line, 0x7f0000001000L, 0x7f0000003000L))
                    .isFalse();
        }
    }
}
