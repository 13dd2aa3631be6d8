// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.dgen.testing.Configs;
import io.dgen.testing.Model;
import io.dgen.testing.WrongBytes;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests verification of input streams and channels. */
class VerifyInputTest {
    /** Its size makes verify read two whole chunks and a short one. */
    private static final Recipe RECIPE = new Recipe(81, 82, (8 << 20) + 12_345, 32 << 10, 1.5);

    private static final byte[] BYTES = Model.stream(RECIPE);

    private final DataStream stream = new DataStream(Configs.of(RECIPE));

    @Test
    void theSameBytesAreOk() throws IOException {
        assertThat(verify(BYTES)).isEqualTo(Verification.ok(BYTES.length));
    }

    @Test
    void anInputThatGivesFewBytesAtATimeIsOk() throws IOException {
        assertThat(stream.verify(new Trickle(BYTES))).isEqualTo(Verification.ok(BYTES.length));
        assertThat(stream.verify(Channels.newChannel(new Trickle(BYTES)))).isEqualTo(Verification.ok(BYTES.length));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4 << 20, (4 << 20) + 1, 8 << 20, (8 << 20) + 12_344})
    void aTruncatedInputIsNotOk(int length) throws IOException {
        Verification result = verify(Arrays.copyOf(BYTES, length));

        assertThat(result.isOk()).isFalse();
        assertThat(result.expectedBytes()).isEqualTo(BYTES.length);
        assertThat(result.checkedBytes()).isEqualTo(length);
        assertThat(result.isLonger()).isFalse();
        assertThat(result.wrongBytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4096, 5 << 20})
    void anExtendedInputIsNotOk(int more) throws IOException {
        Verification result = verify(Arrays.copyOf(BYTES, BYTES.length + more));

        assertThat(result.isOk()).isFalse();
        assertThat(result.isLonger()).isTrue();
        assertThat(result.checkedBytes()).isEqualTo(BYTES.length);
        assertThat(result.wrongBytes()).isZero();
    }

    @Test
    void oneFlippedBitAnywhereIsFound() throws IOException {
        SplittableRandom random = new SplittableRandom(18);
        for (int at : new int[] {0, (4 << 20) - 1, 4 << 20, random.nextInt(BYTES.length), BYTES.length - 1}) {
            byte[] actual = BYTES.clone();
            actual[at] ^= (byte) (1 << random.nextInt(8));
            Verification result = verify(actual);

            assertThat(result.isOk()).isFalse();
            assertThat(result.firstWrongOffset()).isEqualTo(at);
            assertThat(result.wrongBytes()).isEqualTo(1);
        }
    }

    @Test
    void swappedBlocksAreFound() throws IOException {
        byte[] actual = BYTES.clone();
        int block = (int) RECIPE.blockSizeBytes();
        int first = 10 * block;
        int second = 200 * block;
        System.arraycopy(BYTES, second, actual, first, block);
        System.arraycopy(BYTES, first, actual, second, block);
        Verification result = verify(actual);

        assertThat(result).isEqualTo(WrongBytes.compare(0, BYTES, actual));
        assertThat(result.wrongRanges()).hasSize(2);
        assertThat(result.wrongBytes()).isGreaterThan(2L * block * 99 / 100);
    }

    @Test
    void aWrongSeedIsFound() throws IOException {
        DataStream other = new DataStream(Configs.of(RECIPE.withSeed(82)));

        assertThat(other.verify(new ByteArrayInputStream(BYTES)).isOk()).isFalse();
    }

    @Test
    void damageAcrossReadsIsReportedAsAByteByByteComparisonWould() throws IOException {
        byte[] actual = BYTES.clone();
        for (int at = (4 << 20) - 3000; at < (4 << 20) + 3000; at++) {
            actual[at] = 0;
        }
        for (int i = 0; i < 12; i++) {
            actual[(8 << 20) - 300 + i * 70] ^= 1;
        }

        assertThat(verify(actual)).isEqualTo(WrongBytes.compare(0, BYTES, actual));
    }

    @Test
    void anEmptyStreamExpectsAnEmptyInput() throws IOException {
        DataStream empty = new DataStream(Configs.of(new Recipe(1, 1, 0, 4096, 1)));

        assertThat(empty.verify(InputStream.nullInputStream()).isOk()).isTrue();
        assertThat(empty.verify(new ByteArrayInputStream(new byte[1])).isLonger())
                .isTrue();
    }

    @Test
    void aFailingInputReachesTheCaller() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk on fire");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return read();
            }
        };
        assertThatIOException().isThrownBy(() -> stream.verify(failing)).withMessage("disk on fire");
    }

    @Test
    void theInputIsLeftOpen() throws IOException {
        boolean[] closed = {false};
        stream.verify(new FilterInputStream(new ByteArrayInputStream(BYTES)) {
            @Override
            public void close() throws IOException {
                closed[0] = true;
                super.close();
            }
        });
        assertThat(closed[0]).isFalse();
    }

    /** Returns the result for an input stream, and asserts that a channel has the same result. */
    private Verification verify(byte[] input) throws IOException {
        Verification result = stream.verify(new ByteArrayInputStream(input));
        assertThat(stream.verify(Channels.newChannel(new ByteArrayInputStream(input))))
                .isEqualTo(result);
        return result;
    }

    private static final class Trickle extends FilterInputStream {
        private final SplittableRandom random = new SplittableRandom(19);

        Trickle(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return super.read(buffer, offset, Math.min(length, 1 + random.nextInt(20_000)));
        }
    }
}
