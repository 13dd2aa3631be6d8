// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetContentTest {
    private static final int BLOCK = 4096;

    private static DatasetContent content(String keys, String recipe) {
        Dataset set = Dataset.parse("dgenset1:" + keys + ";dgen1:seed=7,block=4KiB," + recipe);
        return new DatasetContent(set, GeneratorConfig.of(set.body()));
    }

    private static byte[] bytes(DatasetContent content, DatasetFile file) {
        byte[] bytes = new byte[(int) file.sizeBytes()];
        content.fill(file, 0, MemorySegment.ofArray(bytes));
        return bytes;
    }

    @Test
    void filesConsistOfRangesOfTheTwoStreams() {
        DatasetContent content = content("files=40,size=uniform(0..20000)", "dedup=2,compress=2");
        content.dataset().files().forEach(file -> {
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            for (DatasetFile.Piece piece : file.pieces()) {
                byte[] bytes = new byte[(int) piece.length()];
                new DataStream(GeneratorConfig.of(piece.recipe())).fill(piece.offset(), bytes);
                expected.writeBytes(bytes);
            }
            assertThat(bytes(content, file)).isEqualTo(expected.toByteArray());
        });
    }

    @Test
    void everyRangeOfAFileIsThatOfTheWholeFile() {
        DatasetContent content = content("files=1,size=10000", "dedup=2");
        DatasetFile file = content.dataset().file(0);
        byte[] whole = bytes(content, file);
        for (int from : new int[] {0, 1, 8191, 8192, 8193, 9999, 10000}) {
            for (int to : new int[] {0, 1, 100, 8191, 8192, 8193, 10000}) {
                if (from <= to) {
                    byte[] part = new byte[to - from];
                    content.fill(file, from, MemorySegment.ofArray(part));
                    assertThat(part).isEqualTo(Arrays.copyOfRange(whole, from, to));
                    assertThat(content.verify(file, from, MemorySegment.ofArray(part)))
                            .isEqualTo(Verification.ok(to - from));
                }
            }
        }
    }

    @Test
    void wrongBytesHavePositionsInTheFile() {
        DatasetContent content = content("files=9,size=10000", "dedup=2");
        DatasetFile file = content.dataset().file(8);
        byte[] bytes = bytes(content, file);
        bytes[5000] ^= 1;
        bytes[9000] ^= 1;
        Verification result =
                content.verify(file, 4000, MemorySegment.ofArray(bytes).asSlice(4000));
        assertThat(result.checkedBytes()).isEqualTo(6000);
        assertThat(result.wrongBytes()).isEqualTo(2);
        assertThat(result.wrongRanges())
                .extracting(Verification.WrongRange::offset)
                .containsExactly(5000L, 9000L);
    }

    @Test
    void rangesBeyondTheFileAndOtherFilesAreRefused() {
        DatasetContent content = content("files=2,size=10000", "dedup=2");
        DatasetFile file = content.dataset().file(0);
        MemorySegment buffer = MemorySegment.ofArray(new byte[2]);
        assertThatIllegalArgumentException().isThrownBy(() -> content.fill(file, -1, buffer));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> content.fill(file, 9999, buffer))
                .withMessageContaining("at most 1 bytes");
        assertThatIllegalArgumentException().isThrownBy(() -> content.verify(file, 10001, buffer));
        assertThatIllegalArgumentException().isThrownBy(() -> content.fill(file, 0, buffer.asReadOnly()));
        DatasetFile other = content("files=2,size=10000", "dedup=3").dataset().file(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> content.fill(other, 0, buffer))
                .withMessageContaining("another one");
        DatasetFile equal = content("files=2,size=10000", "dedup=2").dataset().file(0);
        content.fill(equal, 0, buffer);
    }

    /** Bytes of the set over bytes of different units of the block, found in the data. */
    private static double measuredRatio(DatasetContent content) {
        Set<String> units = new HashSet<>();
        long[] unique = new long[1];
        content.dataset().files().forEach(file -> {
            byte[] bytes = bytes(content, file);
            for (int at = 0; at < bytes.length; at += BLOCK) {
                int end = Math.min(bytes.length, at + BLOCK);
                // A hash of all bytes is not needed: pages that differ, differ in their first bytes.
                if (units.add(end - at + Arrays.toString(Arrays.copyOfRange(bytes, at, Math.min(end, at + 16))))) {
                    unique[0] += end - at;
                }
            }
        });
        return (double) content.dataset().totalBytes() / unique[0];
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "files=1000,size=3000",
                "files=1000,size=10000",
                "files=1013,size=uniform(16..4000)",
                "files=1013,size=uniform(16..40000)",
                "files=1013,size=lognormal(1KiB,1.5)[16..4000]",
                "files=1013,size=lognormal(2KiB,1.5)[16..1MiB]",
                "files=1013,size=100@0.7+4000@0.3",
                "files=1000,size=list(100,5000,3000)",
                "total=8MB,size=lognormal(2KiB,1.5)[16..1MiB]"
            })
    void setsHaveTheRatio(String keys) {
        for (double ratio : new double[] {1, 1.5, 2, 3, 10}) {
            assertThat(measuredRatio(content(keys, "dedup=" + ratio)))
                    .as("dedup=%s", ratio)
                    .isCloseTo(ratio, Percentage.withPercentage(0.5));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3,window=64KiB", "3,hot=10%@50%", "copies(1@0.5+5@0.5)"})
    void setsHaveTheMeanRatioOfEachPlan(String dedup) {
        DatasetContent content = content("files=1013,size=lognormal(4KiB,1.5)[16..1MiB]", "dedup=" + dedup);
        assertThat(measuredRatio(content)).isCloseTo(3, Percentage.withPercentage(0.5));
    }

    @Test
    void smallFilesAreDuplicatesAsAWhole() {
        DatasetContent content = content("files=1013,size=uniform(16..4000)", "dedup=3");
        Set<String> different = new HashSet<>();
        content.dataset().files().forEach(file -> different.add(Arrays.toString(bytes(content, file))));
        assertThat((double) 1013 / different.size()).isCloseTo(3, Percentage.withPercentage(1));
    }

    @Test
    void aGenerationChangesItsShareOfTheSet() {
        DatasetContent first = content("files=1013,size=uniform(16..8000)", "dedup=2,change=10%");
        DatasetContent second = content("files=1013,size=uniform(16..8000)", "dedup=2,change=10%,generation=1");
        long[] changed = new long[1];
        first.dataset().files().forEach(file -> {
            byte[] before = bytes(first, file);
            byte[] after = bytes(second, second.dataset().file(file.index()));
            for (int at = 0; at < before.length; at += BLOCK) {
                int end = Math.min(before.length, at + BLOCK);
                changed[0] += Arrays.equals(before, at, end, after, at, end) ? 0 : end - at;
            }
        });
        assertThat((double) changed[0] / first.dataset().totalBytes()).isBetween(0.09, 0.11);
    }

    /** Each block that differs is in a range; whole blocks and the partial one are compared. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "files=60,size=uniform(0..30000);dedup=2,change=20%",
                "files=300,size=uniform(0..4095);dedup=3,change=40%",
                "total=200000,size=list(12345,8192,0);dedup=1,compress=2,change=7%"
            })
    void changedRangesAreThoseOfTheBytes(String keys, String recipe) {
        DatasetContent later = content(keys, recipe + ",generation=3");
        Dataset set = later.dataset();
        Dataset earlierSet = set.withGeneration(1);
        DatasetContent earlier = new DatasetContent(earlierSet, GeneratorConfig.of(earlierSet.body()));
        long changed = 0;
        for (DatasetFile file : (Iterable<DatasetFile>) set.files()::iterator) {
            byte[] before = bytes(earlier, earlierSet.file(file.index()));
            byte[] after = bytes(later, file);
            BitSet expected = new BitSet();
            for (int at = 0; at < after.length; at += BLOCK) {
                int end = Math.min(after.length, at + BLOCK);
                if (!Arrays.equals(before, at, end, after, at, end)) {
                    expected.set(at, end);
                }
            }
            assertThat(bits(file.changedRanges(1, 3))).isEqualTo(expected);
            assertThat(bits(earlierSet.file(file.index()).changedRanges(3, 1))).isEqualTo(expected);
            int from = after.length / 3;
            BitSet part = expected.get(0, after.length * 2 / 3);
            part.clear(0, from);
            assertThat(bits(file.changedRanges(1, 3, from, after.length * 2 / 3 - from)))
                    .isEqualTo(part);
            changed += expected.cardinality();
        }
        assertThat(changed).isBetween(1L, set.totalBytes() - 1);
    }

    private static BitSet bits(Stream<ByteRange> ranges) {
        BitSet bits = new BitSet();
        ranges.forEach(range -> {
            assertThat(bits.get((int) range.offset(), (int) range.end()).isEmpty())
                    .isTrue();
            bits.set((int) range.offset(), (int) range.end());
        });
        return bits;
    }

    @Test
    void changedRangesNeedGenerationsAndAPartOfTheFile() {
        DatasetFile empty = content("files=1,size=0", "dedup=1").dataset().file(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> empty.changedRanges(0, 1))
                .withMessageContaining("generation 1 without change: expected both");
        DatasetFile file = content("files=1,size=5000", "change=1%").dataset().file(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> file.changedRanges(-1, 1))
                .withMessageContaining("generation -1");
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> file.changedRanges(0, 1, 4999, 2));
        assertThat(file.changedRanges(0, 1, 5000, 0)).isEmpty();
        assertThat(file.changedRanges(2, 2)).isEmpty();
    }
}
