// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.dgen.testing.Configs;
import io.dgen.testing.Model;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Tests reading the rest of a stream as an input stream. */
class InputStreamTest {
    private static final Recipe RECIPE = new Recipe(61, 62, 30_001, 4096, 1.5);

    private static final byte[] BYTES = Model.stream(RECIPE);

    private final DataGenerator generator = new DataGenerator(Configs.of(RECIPE));

    @Test
    void readsSingleBytesAsUnsigned() throws IOException {
        generator.position(29_000);
        InputStream in = generator.asInputStream();
        for (int i = 29_000; i < 30_001; i++) {
            assertThat(in.read()).isEqualTo(BYTES[i] & 0xFF);
        }
        assertThat(in.read()).isEqualTo(-1);
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void readsArrays() throws IOException {
        InputStream in = generator.asInputStream();
        byte[] buffer = new byte[20_000];

        assertThat(in.read(buffer, 5, 0)).isZero();
        assertThat(in.read(buffer, 5, 1000)).isEqualTo(1000);
        assertThat(Arrays.copyOfRange(buffer, 5, 1005)).isEqualTo(Arrays.copyOf(BYTES, 1000));
        assertThat(generator.position()).isEqualTo(1000);
        assertThat(in.read(buffer)).isEqualTo(20_000);
        assertThat(in.read(buffer)).isEqualTo(9001);
        assertThat(in.read(buffer)).isEqualTo(-1);
        assertThat(in.read(buffer, 0, 0)).isZero();
    }

    @Test
    void refusesARangeOutsideTheArray() {
        InputStream in = generator.asInputStream();
        for (int[] range : new int[][] {{-1, 2}, {0, 11}, {5, 6}, {10, -1}, {Integer.MAX_VALUE, 1}}) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> in.read(new byte[10], range[0], range[1]));
        }
        assertThat(generator.position()).isZero();
    }

    @Test
    void skipsWithoutMaking() throws IOException {
        InputStream in = generator.asInputStream();

        assertThat(in.skip(-5)).isZero();
        assertThat(in.skip(0)).isZero();
        assertThat(in.skip(4100)).isEqualTo(4100);
        assertThat(in.read()).isEqualTo(BYTES[4100] & 0xFF);
        assertThat(in.skip(Long.MAX_VALUE)).isEqualTo(30_001 - 4101);
        assertThat(in.skip(1)).isZero();
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void availableIsTheRest() throws IOException {
        InputStream in = generator.asInputStream();

        assertThat(in.available()).isEqualTo(30_001);
        in.skipNBytes(30_000);
        assertThat(in.available()).isEqualTo(1);
        in.skipNBytes(1);
        assertThat(in.available()).isZero();
    }

    @Test
    void availableOfALargeStreamIsAnInt() throws IOException {
        try (InputStream in =
                new DataGenerator(Configs.of(new Recipe(1, 1, Long.MAX_VALUE, 4096, 1))).asInputStream()) {
            assertThat(in.available()).isEqualTo(Integer.MAX_VALUE);
            assertThat(in.skip(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void transfersEverythingThatIsLeft() throws IOException {
        generator.position(3);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(generator.asInputStream().transferTo(out)).isEqualTo(29_998);
        assertThat(out.toByteArray()).isEqualTo(Arrays.copyOfRange(BYTES, 3, 30_001));
        assertThat(generator.isComplete()).isTrue();
    }

    @Test
    void aClosedStreamIsRefusedAndClosesItsGenerator() throws IOException {
        InputStream in = generator.asInputStream();
        in.close();
        in.close();

        assertThatIOException().isThrownBy(in::read).withMessage("stream is closed");
        assertThatIOException().isThrownBy(() -> in.read(new byte[1])).withMessage("stream is closed");
        assertThatIOException().isThrownBy(() -> in.skip(1)).withMessage("stream is closed");
        assertThatIOException().isThrownBy(in::available).withMessage("stream is closed");
        assertThatIOException().isThrownBy(() -> in.readNBytes(1)).withMessage("stream is closed");
        assertThatIOException().isThrownBy(() -> in.transferTo(OutputStream.nullOutputStream()));
        assertThatIOException().isThrownBy(in::reset).withMessage("stream is closed");
        in.mark(1);
        assertThatIllegalStateException().isThrownBy(generator::position);
    }

    @Test
    void resetReturnsToTheMark() throws IOException {
        generator.position(100);
        InputStream in = generator.asInputStream();
        assertThat(in.markSupported()).isTrue();
        assertThat(in.readNBytes(5000)).isEqualTo(Arrays.copyOfRange(BYTES, 100, 5100));
        in.reset();
        assertThat(generator.position()).isEqualTo(100);
        in.skipNBytes(900);
        in.mark(0);
        in.transferTo(OutputStream.nullOutputStream());
        in.reset();

        assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(BYTES, 1000, 30_001));
    }

    @Test
    void readNBytesReturnsAtMostTheRest() throws IOException {
        InputStream in = generator.asInputStream();

        assertThat(in.readNBytes(0)).isEmpty();
        assertThat(in.readNBytes(30_000)).isEqualTo(Arrays.copyOf(BYTES, 30_000));
        assertThat(in.readNBytes(Integer.MAX_VALUE)).containsExactly(BYTES[30_000]);
        assertThat(in.readNBytes(1)).isEmpty();
        assertThat(in.readAllBytes()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> in.readNBytes(-1));
    }

    @Test
    void readAllBytesOfALargeStreamHasNoArray() throws IOException {
        try (InputStream in = new DataGenerator(Configs.of(new Recipe(1, 1, 1L << 31, 4096, 1))).asInputStream()) {
            assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(in::readAllBytes);
            assertThat(in.available()).isEqualTo(Integer.MAX_VALUE);
        }
    }

    @Test
    void aRangeIsReadFromItsStartToItsEnd() throws IOException {
        DataRange range = generator.stream().range(4001, 9000);
        try (InputStream in = range.generator().asInputStream()) {
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(BYTES, 4001, 13_001));
            assertThat(in.read()).isEqualTo(-1);
            in.reset();
            assertThat(in.read()).isEqualTo(BYTES[4001] & 0xFF);
        }
    }
}
