// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.dgen.testing.Guarded;
import io.dgen.testing.MemoryKind;
import io.dgen.testing.Skip;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests the operations on every kind of memory. */
class MemoryCeilingTest {
    /** A size that takes more than one critical call on a heap array, with a partial cache line at the end. */
    private static final long BYTES = (512 << 10) + 77;

    private static final byte BEFORE = 0x11;

    @BeforeAll
    static void theLibraryIsLoaded() {
        assertThat(MemoryCeiling.unavailable()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void theWholeBufferIsWrittenAndNothingElse(MemoryKind kind) {
        Skip.unless(!kind.maybeMapped(), kind + " is, or may be, a mapped file");
        for (MemoryCeiling ceiling : MemoryCeiling.values()) {
            Guarded guarded = Guarded.allocate(kind, 1, BYTES);
            guarded.range().fill(BEFORE);

            ceiling.run(guarded.range());

            byte[] expected = new byte[(int) BYTES];
            Arrays.fill(expected, ceiling == MemoryCeiling.READ ? BEFORE : 0x5A);
            guarded.assertHolds(expected, 0, ceiling + " on " + kind);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyBufferLeavesItsNeighboursUnchanged(MemoryKind kind) {
        Skip.unless(!kind.maybeMapped(), kind + " is, or may be, a mapped file");
        for (MemoryCeiling ceiling : MemoryCeiling.values()) {
            Guarded guarded = Guarded.allocate(kind, 80, 0);

            ceiling.run(guarded.range());

            guarded.assertHolds(new byte[0], 0, ceiling + " on " + kind);
            assertThatCode(() -> ceiling.run(MemorySegment.NULL)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @EnumSource
    void badBuffersAreRefused(MemoryCeiling ceiling) {
        MemorySegment gone;
        try (Arena arena = Arena.ofConfined()) {
            gone = arena.allocate(64);
        }
        assertThatIllegalStateException().isThrownBy(() -> ceiling.run(gone)).withMessageContaining("closed");
        MemorySegment mapped = MemoryKind.MAPPED.allocate(4096);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ceiling.run(mapped))
                .withMessage("buffer of 4096 bytes is, or may be, a mapped file");
        assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> ceiling.run(null));
    }

    @ParameterizedTest
    @EnumSource
    void onlyReadingTakesReadOnlyMemory(MemoryCeiling ceiling) {
        MemorySegment buffer = Arena.ofAuto().allocate(64).asReadOnly();
        if (ceiling == MemoryCeiling.READ) {
            ceiling.run(buffer);
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ceiling.run(buffer))
                    .withMessage("buffer of 64 bytes is read-only");
        }
    }
}
