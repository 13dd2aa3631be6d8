// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dgen.testing.Configs;
import io.dgen.testing.Model;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Spliterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests ranges as streams of segments. */
class SegmentsTest {
    private static final Recipe RECIPE = new Recipe(91, 92, 200_003, 4096, 2.5);
    private static final byte[] BYTES = Model.stream(RECIPE);

    private final DataStream stream = new DataStream(Configs.of(RECIPE));

    @ParameterizedTest
    @CsvSource({"0, 200003", "1, 4095", "1, 4096", "4096, 100000", "200003, 0"})
    void theSegmentsAreTheRange(int offset, int length) {
        byte[] expected = Arrays.copyOfRange(BYTES, offset, offset + length);
        DataRange range = stream.range(offset, length);

        assertThat(bytes(range.segments(8192).toList())).isEqualTo(expected);
        assertThat(bytes(range.segments(8192).parallel().toList())).isEqualTo(expected);
        assertThat(range.segments(8192).count())
                .isEqualTo(range.segments(8192).toList().size());
    }

    @Test
    void splitsAtMultiplesOfTheChunkUntilOneIsLeft() {
        List<Spliterator<MemorySegment>> leaves = new ArrayList<>();
        split(stream.range(100, 150_000).segments(4096).spliterator(), leaves);
        List<MemorySegment> all = new ArrayList<>();
        for (Spliterator<MemorySegment> leaf : leaves) {
            assertThat(leaf.getExactSizeIfKnown()).isEqualTo(1);
            leaf.forEachRemaining(all::add);
            assertThat(leaf.estimateSize()).isZero();
            assertThat(leaf.trySplit()).isNull();
        }

        assertThat(all.getFirst().byteSize()).isEqualTo(3996);
        assertThat(all.subList(1, all.size() - 1)).allMatch(segment -> segment.byteSize() == 4096);
        assertThat(bytes(all)).isEqualTo(Arrays.copyOfRange(BYTES, 100, 150_100));
    }

    private static void split(Spliterator<MemorySegment> whole, List<Spliterator<MemorySegment>> leaves) {
        long size = whole.estimateSize();
        Spliterator<MemorySegment> first = whole.trySplit();
        if (first == null) {
            leaves.add(whole);
            return;
        }
        assertThat(first.estimateSize() + whole.estimateSize()).isEqualTo(size);
        split(first, leaves);
        split(whole, leaves);
    }

    @Test
    void aSegmentIsNativeAlignedAndOpenToEachThread() {
        MemorySegment segment = stream.range().segments(4096).findFirst().orElseThrow();

        assertThat(segment.isNative()).isTrue();
        assertThat(segment.isReadOnly()).isFalse();
        assertThat(segment.address() % 64).isZero();
        assertThat(segment.isAccessibleBy(new Thread(() -> {}))).isTrue();
    }

    @Test
    void theLargestStreamHasItsNumberOfSegments() {
        DataRange range =
                new DataStream(Configs.of(new Recipe(1, 1, Long.MAX_VALUE, 4096, 1))).range(1, Long.MAX_VALUE - 1);

        assertThat(range.segments(1 << 30).count()).isEqualTo(1L << 33);
        Spliterator<MemorySegment> last = range.segments(4096).spliterator();
        while (last.estimateSize() > 1) {
            last.trySplit();
        }
        last.tryAdvance(segment -> assertThat(segment.byteSize()).isEqualTo(4095));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -4096, 1, 4095, 6000, (1 << 30) + 4096, Integer.MIN_VALUE})
    void refusesAChunkThatIsNoMultipleOfAPage(int chunkBytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.range().segments(chunkBytes))
                .withMessage("chunk size " + chunkBytes + ": expected a multiple of 4096 from 4096 to 1073741824");
        assertThatIllegalArgumentException().isThrownBy(() -> stream.range().publisher(chunkBytes));
    }

    private static byte[] bytes(List<MemorySegment> segments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        segments.forEach(segment -> bytes.writeBytes(segment.toArray(ValueLayout.JAVA_BYTE)));
        return bytes.toByteArray();
    }
}
