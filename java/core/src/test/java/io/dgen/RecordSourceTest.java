// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dgen.testing.Configs;
import io.dgen.testing.Model;
import io.dgen.testing.Vectors;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records are consecutive ranges of the stream, whatever their sizes. */
class RecordSourceTest {
    private static final Recipe RECIPE = Recipe.parse("dgen1:seed=5,stream=6,size=600001,block=4KiB,dedup=2");
    private static final byte[] BYTES = Model.stream(RECIPE);

    private static RecordSource source(String sizes) {
        return new RecordSource(new DataStream(Configs.of(RECIPE)), FileSizes.parse(sizes));
    }

    /** Of records of 0 bytes, of a page, larger than a block; with and without a shorter last record. */
    static Stream<String> sizes() {
        return Stream.of(
                "1",
                "64",
                "600001",
                "600002",
                "200000",
                "4KiB",
                "128KiB",
                "list(0,1,0,131072,4095)",
                "uniform(0..3000)",
                "lognormal(100,2)[0..64KiB]",
                "10@0.5+1000@0.5");
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void theRecordsAreTheStream(String sizes) {
        RecordSource source = source(sizes);
        long offset = 0;
        long step = Math.max(1, source.count() / 300);
        for (long i = 0; i < source.count(); i++) {
            int length = source.length(i);
            if (i % step == 0 || i == source.count() - 1) {
                assertThat(source.offset(i)).isEqualTo(offset);
                byte[] expected = Arrays.copyOfRange(BYTES, (int) offset, (int) offset + length);
                assertThat(source.bytes(i)).isEqualTo(expected);
                assertThat(source.verify(i, expected)).isEqualTo(Verification.ok(length));
                if (length > 0) {
                    assertThat(source.indexAt(offset)).isEqualTo(i);
                    assertThat(source.indexAt(offset + length - 1)).isEqualTo(i);
                }
            }
            offset += length;
        }
        assertThat(offset).isEqualTo(BYTES.length);
        assertThat(source.offset(source.count())).isEqualTo(BYTES.length);
        assertThat(source.length(source.count() - 1)).isPositive();
    }

    /** The records of docs/vectors/format-v1.json. */
    @Test
    void theRecordsAreThoseOfTheVectors() {
        for (Vectors.Row v : Vectors.records()) {
            RecordSource source =
                    new RecordSource(new DataStream(Configs.of(Recipe.parse(v.recipe()))), FileSizes.parse(v.sizes()));
            assertThat(source.count()).as("%s", v).isEqualTo(v.count());
            assertThat(source.offset(v.record())).as("%s", v).isEqualTo(v.offset());
            assertThat(source.length(v.record())).as("%s", v).isEqualTo((int) (v.end() - v.offset()));
            assertThat(source.offset(v.record() + 1)).as("%s", v).isEqualTo(v.end());
        }
    }

    @ParameterizedTest
    @CsvSource({"64, 9376", "600001, 1", "600002, 1", "1, 600001", "'list(0,10)', 120002", "'list(10,0)', 120001"})
    void theNumberOfRecordsIsTheSmallestForAllBytes(String sizes, long count) {
        assertThat(source(sizes).count()).isEqualTo(count);
    }

    @Test
    void distributionsAreExactInEachGroup() {
        RecordSource source = source("uniform(1..256)");
        for (long first : new long[] {0, 256, 2560}) {
            assertThat(LongStream.range(first, first + 256).map(source::length).sorted())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 256).boxed().toList());
        }
        assertThat(LongStream.range(0, 256).map(source::length).toArray())
                .isNotEqualTo(LongStream.range(256, 512).map(source::length).toArray());
    }

    /** A stream can be made longer without changing the records that it had. */
    @Test
    void recordsDoNotDependOnTheSizeOfTheStream() {
        RecordSource source = source("lognormal(100,2)[0..64KiB]");
        Recipe longer = RECIPE.toBuilder().sizeBytes(1L << 50).build();
        RecordSource more = new RecordSource(new DataStream(Configs.of(longer)), source.sizes());
        for (long i = 0; i < source.count() - 1; i += 7) {
            assertThat(more.offset(i)).isEqualTo(source.offset(i));
            assertThat(more.length(i)).isEqualTo(source.length(i));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 700})
    void partsAreAllRecords(int parts) {
        RecordSource source = source("uniform(0..3000)");
        long next = 0;
        for (int i = 0; i < parts; i++) {
            RecordSource.Part part = source.part(i, parts);
            assertThat(part.from()).isEqualTo(next);
            assertThat(part.count()).isBetween(source.count() / parts, source.count() / parts + 1);
            next = part.to();
        }
        assertThat(next).isEqualTo(source.count());
    }

    @Test
    void theLargestStreamHasItsRecords() {
        RecordSource source =
                new RecordSource(new DataStream(Configs.of(new Recipe(1, 1, Long.MAX_VALUE, 4096, 1))), 1);
        assertThat(source.count()).isEqualTo(Long.MAX_VALUE);
        assertThat(source.part(6, 7).to()).isEqualTo(Long.MAX_VALUE);
        RecordCursor last = source.cursor(Long.MAX_VALUE - 1, Long.MAX_VALUE);
        assertThat(last.next()).isTrue();
        byte[] expected = source.bytes(Long.MAX_VALUE - 1);
        assertThat(last.toArray()).isEqualTo(expected);
        assertThat(last.next()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordSource(source.stream(), FileSizes.parse("list(0,0,0,1)")))
                .withMessageEndingWith("expected less than 2^63 records; 4 records have 1 bytes together");
    }

    @Test
    void aStreamWithoutBytesHasNoRecords() {
        RecordSource source = new RecordSource(new DataStream(Configs.of(new Recipe(1, 1, 0, 4096, 1))), 10);
        assertThat(source.count()).isZero();
        assertThat(source.offset(0)).isZero();
        assertThat(source.cursor().next()).isFalse();
        assertThat(source.verifier().result().isOk()).isTrue();
        assertThat(source.part(1, 2)).isEqualTo(new RecordSource.Part(0, 0));
    }

    @Test
    void fillsAndVerifiesEachKindOfBuffer() {
        RecordSource source = source("100");
        byte[] expected = Arrays.copyOfRange(BYTES, 700, 800);

        byte[] array = new byte[120];
        assertThat(source.fill(7, array)).isEqualTo(100);
        assertThat(array).startsWith(expected).endsWith(new byte[20]);

        ByteBuffer buffer = ByteBuffer.allocateDirect(120).position(15);
        assertThat(source.fill(7, buffer)).isEqualTo(100);
        assertThat(buffer.position()).isEqualTo(115);
        assertThat(buffer.limit()).isEqualTo(120);
        buffer.flip().position(15);
        assertThat(source.verify(7, buffer).isOk()).isTrue();
        assertThat(buffer.hasRemaining()).isFalse();

        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(100);
            assertThat(source.fill(7, segment)).isEqualTo(100);
            assertThat(source.verify(7, segment)).isEqualTo(Verification.ok(100));
        }
    }

    @Test
    void wrongBytesAndLengthsAreResults() {
        RecordSource source = source("100");
        byte[] record = source.bytes(7);
        record[30] ^= 1;
        Verification wrong = source.verify(7, record);
        assertThat(wrong.firstWrongOffset()).isEqualTo(730);
        assertThat(wrong.wrongBytes()).isEqualTo(1);
        record[30] ^= 1;
        assertThat(source.verify(7, Arrays.copyOf(record, 99)))
                .isEqualTo(new Verification(100, 99, false, 0, List.of()));
        assertThat(source.verify(7, new byte[0])).isEqualTo(new Verification(100, 0, false, 0, List.of()));
        assertThat(source.verify(7, Arrays.copyOf(record, 101)))
                .isEqualTo(new Verification(100, 100, true, 0, List.of()));
        assertThat(source.verify(8, record).isOk()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, (1 << 30) + 1})
    void refusesSizes(int bytes) {
        DataStream stream = new DataStream(Configs.of(RECIPE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordSource(stream, bytes))
                .withMessage("records of " + bytes + " bytes: expected 1 to 1073741824 as the largest size");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "list(0,0)", "list(1,1073741825)", "lognormal(1GiB,1)"})
    void refusesDistributions(String sizes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> source(sizes))
                .withMessageContaining("bytes: expected 1 to 1073741824 as the largest size");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 6001, Long.MIN_VALUE, Long.MAX_VALUE})
    void refusesNumbersOfRecords(long index) {
        RecordSource source = source("100"); // 6001 records
        for (Runnable call : List.<Runnable>of(
                () -> source.length(index),
                () -> source.bytes(index),
                () -> source.fill(index, new byte[100]),
                () -> source.verify(index, new byte[100]),
                () -> source.offset(index == 6001 ? 6002 : index),
                () -> source.cursor(index == 6001 ? 6002 : index, 6001),
                () -> source.verifier(0, index == 6001 ? 6002 : index),
                () -> source.indexAt(index == 6001 ? 600_001 : index))) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(call::run);
        }
    }

    @Test
    void refusesBuffersAndParts() {
        RecordSource source = source("100");
        String message = "buffer of 99 bytes: expected at least 100, the size of record 7";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> source.fill(7, new byte[99]))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> source.fill(7, ByteBuffer.allocate(100).position(1)))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> source.fill(7, ByteBuffer.allocate(100).asReadOnlyBuffer()));
        IntStream.of(-1, 4)
                .forEach(i -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> source.part(i, 4))
                        .withMessage("part " + i + " of 4: expected 0 to 3"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> source.part(0, 0))
                .withMessage("part 0 of 0: expected 0 to N - 1 of N, 1 or more");
    }
}
