// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.Verification.WrongRange;
import io.dgen.testing.Configs;
import io.dgen.testing.MemoryKind;
import io.dgen.testing.Model;
import io.dgen.testing.WrongBytes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerifyTest {
    /** Large enough for slices of several threads, with blocks that end inside a slice. */
    private static final Recipe RECIPE = new Recipe(71, 72, (4 << 20) + 70_777, 32 << 10, 2.5);

    private static final byte[] BYTES = Model.stream(RECIPE);

    private static final List<Engine> ENGINES = Configs.engines();

    @Test
    void rightBytesAreOk() {
        for (Engine engine : ENGINES) {
            for (int threads : new int[] {1, 4}) {
                Verification result = stream(engine, threads).verify(0, BYTES);
                assertThat(result).isEqualTo(new Verification(BYTES.length, BYTES.length, false, 0, List.of()));
                assertThat(result.isOk()).isTrue();
                assertThat(result.firstWrongOffset()).isEqualTo(-1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneFlippedBitIsFound(MemoryKind kind) {
        SplittableRandom random = new SplittableRandom(14);
        MemorySegment buffer = kind.allocate(BYTES.length);
        buffer.copyFrom(MemorySegment.ofArray(BYTES));
        for (int i = 0; i < 6; i++) {
            int at = i == 0 ? 0 : i == 1 ? BYTES.length - 1 : random.nextInt(BYTES.length);
            flip(buffer, at, random.nextInt(8));
            Verification result =
                    stream(ENGINES.get(i % ENGINES.size()), 1 + i % 4).verify(0, buffer);
            assertThat(result)
                    .isEqualTo(new Verification(BYTES.length, BYTES.length, false, 1, List.of(new WrongRange(at, 1))));
            assertThat(result.isOk()).isFalse();
            buffer.asSlice(at, 1).copyFrom(MemorySegment.ofArray(BYTES).asSlice(at, 1));
        }
    }

    @Test
    void damageIsReportedAsAByteByByteComparisonWould() {
        SplittableRandom random = new SplittableRandom(15);
        for (int i = 0; i < 40; i++) {
            int offset = random.nextInt(100_000);
            int length = 1 + random.nextInt(i % 4 == 0 ? 4 << 20 : 70_000);
            byte[] expected = Arrays.copyOfRange(BYTES, offset, offset + length);
            byte[] actual = damaged(expected, random);
            DataStream stream = stream(ENGINES.get(i % ENGINES.size()), 1 + i % 4);

            assertThat(stream.verify(offset, actual))
                    .as("round %d: offset %d length %d", i, offset, length)
                    .isEqualTo(WrongBytes.compare(offset, expected, actual));
        }
    }

    /** Wrong bytes at every distance that matters to ranges, from all bytes to one in each page, in several slices. */
    @Test
    void regularDamageIsReportedAsAByteByByteComparisonWould() {
        int[] steps = {1, 2, 31, 32, 33, 62, 63, 64, 65, 96, 4096};
        for (int i = 0; i < steps.length; i++) {
            byte[] actual = BYTES.clone();
            for (int at = i; at < actual.length; at += steps[i]) {
                actual[at] ^= (byte) (1 + at % 255);
            }
            Verification expected = WrongBytes.compare(0, BYTES, actual);
            for (Engine engine : ENGINES) {
                assertThat(stream(engine, 1 + i % 4).verify(0, actual))
                        .as("%s, every byte at a multiple of %d", engine, steps[i])
                        .isEqualTo(expected);
            }
        }
    }

    /** A small range is checked as a whole, also where the slices of large ranges would be cut. */
    @Test
    void wrongBytesOfASmallRangeAreLocatedOnBothSidesOfASliceBoundary() {
        int boundary = 1 << 20;
        int offset = boundary - 300;
        for (Engine engine : ENGINES) {
            for (int at : new int[] {boundary - 1, boundary, boundary + 299}) {
                byte[] actual = Arrays.copyOfRange(BYTES, offset, boundary + 300);
                actual[at - offset] ^= 1;

                assertThat(stream(engine, 1).verify(offset, actual).wrongRanges())
                        .as("%s, byte %d", engine, at)
                        .containsExactly(new WrongRange(at, 1));
            }
        }
    }

    /** The joined result of consecutive ranges is that of the whole range. */
    @Test
    void resultsOfConsecutiveRangesAddUp() {
        SplittableRandom random = new SplittableRandom(16);
        DataStream stream = stream(Engine.AUTO, 1);
        for (int i = 0; i < 100; i++) {
            int offset = random.nextInt(10_000);
            int length = 1 + random.nextInt(30_000);
            byte[] actual = damaged(Arrays.copyOfRange(BYTES, offset, offset + length), random);
            Verification sum = Verification.ok(0);
            for (int at = 0; at < length; ) {
                int n = Math.min(1 + random.nextInt(i % 2 == 0 ? 100 : 8000), length - at);
                sum = sum.then(
                        stream.verify(offset + at, MemorySegment.ofArray(actual).asSlice(at, n)));
                at += n;
            }
            assertThat(sum).as("round %d", i).isEqualTo(stream.verify(offset, actual));
        }
    }

    @Test
    void anotherSeedOrStreamIsAllWrong() {
        for (Recipe other : List.of(RECIPE.withSeed(72), RECIPE.withSeed(70), RECIPE.withStreamId(73))) {
            Verification result = new DataStream(Configs.of(other)).verify(0, BYTES);

            assertThat(result.isOk()).isFalse();
            assertThat(result.wrongBytes()).isGreaterThan(BYTES.length * 99L / 100);
            assertThat(result.wrongRanges()).hasSize(1);
            assertThat(result.wrongRanges().getFirst().length()).isGreaterThan(BYTES.length - 10);
        }
    }

    @Test
    void theRightBytesAtTheWrongPlaceAreWrong() {
        byte[] moved = Arrays.copyOfRange(BYTES, 4096, BYTES.length);

        assertThat(stream(Engine.AUTO, 2).verify(0, moved).wrongBytes()).isGreaterThan(moved.length * 9L / 10);
    }

    @Test
    void verifyDoesNotWrite() {
        byte[] copy = damaged(BYTES, new SplittableRandom(17));
        byte[] before = copy.clone();
        stream(Engine.AUTO, 4).verify(0, copy);

        assertThat(copy).isEqualTo(before);
    }

    @Test
    void anEmptyRangeIsOk() {
        assertThat(stream(Engine.AUTO, 1).verify(RECIPE.sizeBytes(), new byte[0]))
                .isEqualTo(Verification.ok(0));
    }

    private static DataStream stream(Engine engine, int threads) {
        return new DataStream(Configs.of(RECIPE, engine, threads));
    }

    private static void flip(MemorySegment buffer, long at, int bit) {
        byte old = buffer.get(ValueLayout.JAVA_BYTE, at);
        buffer.set(ValueLayout.JAVA_BYTE, at, (byte) (old ^ 1 << bit));
    }

    /**
     * Returns a copy with wrong single bytes, runs, and runs with gaps of about 64 bytes, the length of a gap that ends
     * a range.
     */
    private static byte[] damaged(byte[] right, SplittableRandom random) {
        byte[] bytes = right.clone();
        int at = random.nextInt(bytes.length);
        for (int i = random.nextInt(30); i >= 0; i--) {
            int run = random.nextInt(3) == 0 ? random.nextInt(3000) : 1 + random.nextInt(3);
            for (int j = at; j < Math.min(bytes.length, at + run); j++) {
                bytes[j] ^= (byte) (1 + random.nextInt(255));
            }
            at = random.nextBoolean() ? at + run + 60 + random.nextInt(8) : random.nextInt(bytes.length);
            at = Math.min(at, bytes.length - 1);
        }
        return bytes;
    }
}
