// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.dgen.Diagnosis.Cause;
import io.dgen.Explainer.Effort;
import io.dgen.internal.plan.DedupPlan;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link ExplainerMatrixTest} does not cover: single diagnoses in detail, limits, threads and interrupts. */
class ExplainerTest {
    private static final int CHUNK = 1 << 20;

    private static DataStream stream(String keys) {
        return new DataStream(GeneratorConfig.of(Recipe.parse("dgen1:seed=7," + keys)));
    }

    private static byte[] bytes(DataStream stream) {
        byte[] bytes = new byte[(int) stream.totalSize()];
        stream.fill(0, bytes);
        return bytes;
    }

    private static List<Diagnosis> explain(DataStream stream, byte[] data) throws InterruptedException {
        Explainer explainer = new Explainer(stream, List.of(), Effort.FULL);
        explainer.verify(0, MemorySegment.ofArray(data));
        return explainer.explain();
    }

    @Test
    void rightDataHasNoDiagnosis() throws InterruptedException {
        DataStream stream = stream("size=1MiB");

        assertThat(explain(stream, bytes(stream))).isEmpty();
    }

    @Test
    void bitsAreCountedAndLocated() throws InterruptedException {
        DataStream stream = stream("size=100000");
        byte[] data = bytes(stream);
        data[50_000] ^= 4;
        data[50_010] ^= 16;

        assertThat(explain(stream, data))
                .containsExactly(new Diagnosis(
                        Cause.BITS, 50_000, 11, 2, new Diagnosis.Bits(2, 20, List.of(400_002L, 400_084L))));
    }

    /** Two parts with the same cause are not one range if there is another cause between them. */
    @Test
    void aPartBetweenEqualCausesIsApart() throws InterruptedException {
        DataStream stream = stream("size=100000");
        byte[] data = bytes(stream);
        Arrays.fill(data, 8192, 8192 + 512, (byte) 'x');
        byte[] other = bytes(new DataStream(GeneratorConfig.of(Recipe.parse("dgen1:seed=99,size=30"))));
        System.arraycopy(other, 0, data, 8192 + 100, other.length);

        assertThat(explain(stream, data))
                .extracting(Diagnosis::cause, Diagnosis::offset, Diagnosis::end)
                .containsExactly(
                        tuple(Cause.CONSTANT, 8192L, 8292L),
                        tuple(Cause.UNKNOWN, 8292L, 8322L),
                        tuple(Cause.CONSTANT, 8322L, 8704L));
    }

    /** A page is only torn if its bytes before are known to be right; unreadable bytes are not verified. */
    @Test
    void behindBytesThatWereNotVerifiedNothingIsTorn() throws InterruptedException {
        DataStream stream = stream("size=100000");
        byte[] data = bytes(stream);
        Arrays.fill(data, 8192, 12_288, (byte) 0);
        Arrays.fill(data, 21_504, 24_576, (byte) 0);
        Explainer explainer = new Explainer(stream, List.of(), Effort.FULL);
        MemorySegment all = MemorySegment.ofArray(data);

        explainer.verify(21_504, all.asSlice(21_504));
        explainer.verify(0, all.asSlice(0, 9216));
        explainer.verify(9728, all.asSlice(9728, 21_504 - 9728));

        assertThat(explainer.explain())
                .extracting(Diagnosis::cause, Diagnosis::offset, Diagnosis::end)
                .containsExactly(
                        tuple(Cause.ZEROS, 8192L, 9216L),
                        tuple(Cause.ZEROS, 9728L, 12_288L),
                        tuple(Cause.TORN, 21_504L, 24_576L));
    }

    @Test
    void wholePagesOfADuplicateNameTheFirstOffset() throws InterruptedException {
        DataStream stream = stream("size=64MiB,block=4KiB,dedup=2");
        byte[] data = bytes(stream);
        int from = 20 << 20;
        stream.fill(50 << 20, MemorySegment.ofArray(data).asSlice(from, 4096)); // as at 18 MiB

        assertThat(explain(stream, data)).singleElement().satisfies(diagnosis -> {
            assertThat(diagnosis.cause()).isEqualTo(Cause.MISPLACED);
            assertThat(diagnosis.detail()).isEqualTo(new Diagnosis.Copy(stream.recipe(), 18 << 20, 2));
        });
    }

    /** A near duplicate is found first. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "block=4KiB,dedup=2",
                "block=4KiB,dedup=2,window=64KiB",
                "block=4KiB,dedup=copies(2@0.5+5@0.5)",
                "block=4KiB,dedup=2,generation=3,change=10%"
            })
    void nearDuplicateNamesTheFirstOffset(String keys) throws InterruptedException {
        DataStream stream = stream("size=1MiB," + keys);
        byte[] data = bytes(stream);
        DedupPlan plan = stream.ranges().map().dedup();
        for (int block = 200; block < 220; block++) {
            if (plan.firstCopy(block) < block && !plan.areEqual(block * 4096L, 199 * 4096L, 1)) {
                System.arraycopy(bytes(stream), block * 4096, data, 199 * 4096, 4096);
                Diagnosis.Copy expected =
                        new Diagnosis.Copy(stream.recipe(), plan.firstCopy(block) * 4096, plan.copies(block));

                assertThat(explain(stream, data)).extracting(Diagnosis::detail).containsExactly(expected);
            }
        }
    }

    /** A shift has a place of its own: the nearest one, not the first one with the same content. */
    @Test
    void shiftedDuplicateNamesTheNearestOffset() throws InterruptedException {
        DataStream stream = stream("size=1MiB,block=64KiB,dedup=4");
        byte[] data = bytes(stream);
        System.arraycopy(bytes(stream), 900_000, data, 900_100, data.length - 900_100);

        assertThat(explain(stream, data).getLast().detail()).isEqualTo(new Diagnosis.Copy(stream.recipe(), 900_000, 4));
    }

    /** The gap of 10 bytes between equal findings is right, or not verified yet. */
    @Test
    void aSmallPartBetweenEqualCausesIsVerifiedLast() throws InterruptedException {
        DataStream stream = stream("size=64KiB");
        byte[] data = new byte[(int) stream.totalSize()];
        byte[] other = bytes(new DataStream(GeneratorConfig.of(Recipe.parse("dgen1:seed=99,size=10"))));
        System.arraycopy(other, 0, data, 4090, other.length);
        Explainer explainer = new Explainer(stream, List.of(), Effort.FULL);
        MemorySegment all = MemorySegment.ofArray(data);

        explainer.verify(0, all.asSlice(0, 4090));
        explainer.verify(4100, all.asSlice(4100));
        Verification between = explainer.verify(4090, all.asSlice(4090, 10));

        assertThat(between.wrongBytes()).isEqualTo(10);
        assertThat(explainer.explain())
                .extracting(Diagnosis::cause, Diagnosis::offset, Diagnosis::end)
                .containsExactly(
                        tuple(Cause.ZEROS, 0L, 4090L),
                        tuple(Cause.UNKNOWN, 4090L, 4100L),
                        tuple(Cause.ZEROS, 4100L, stream.totalSize()));
    }

    /** Sectors of an input that is a part of the stream, with an offset that is no multiple of 512. */
    @ParameterizedTest
    @CsvSource({"100, copy", "511, copy", "8, skip", "256, run", "1000, stripes"})
    void misplacedSectorOfAnyAlignment(int offset, String texture) throws InterruptedException {
        DataStream stream = stream("size=4MiB,compress=1.5,texture=" + texture);
        byte[] right = bytes(stream);
        byte[] data = right.clone();
        int from = offset + 20 * 512;
        int source = offset + 6000 * 512;
        System.arraycopy(right, source, data, from, 512);
        Explainer explainer = new Explainer(stream, List.of(), Effort.FULL);
        explainer.verify(offset, MemorySegment.ofArray(data).asSlice(offset));

        assertThat(explainer.explain()).allSatisfy(diagnosis -> {
            assertThat(diagnosis.cause()).isEqualTo(Cause.MISPLACED);
            assertThat(((Diagnosis.Copy) diagnosis.detail()).offset() - diagnosis.offset())
                    .isEqualTo(source - from);
        });
    }

    /** Far more than the pages that are kept for the search, in parts that arrive in any order. */
    @Test
    void longMisplacedRangeIsOneDiagnosis() throws InterruptedException {
        DataStream stream = stream("size=192MiB,compress=2");
        byte[] data = bytes(stream);
        int from = 10 << 20;
        int length = 70 << 20;
        System.arraycopy(data, 100 << 20, data, from, length);
        Explainer explainer = new Explainer(stream, List.of(), Effort.FULL);
        List<Integer> starts = new ArrayList<>();
        for (int at = 0; at < data.length; at += CHUNK) {
            starts.add(at);
        }
        Collections.reverse(starts);
        starts.parallelStream()
                .forEach(at -> explainer.verify(at, MemorySegment.ofArray(data).asSlice(at, CHUNK)));

        assertThat(explainer.explain()).singleElement().satisfies(diagnosis -> {
            assertThat(diagnosis.cause()).isEqualTo(Cause.MISPLACED);
            assertThat(diagnosis.offset()).isEqualTo(from);
            assertThat(diagnosis.length()).isEqualTo(length);
        });
    }

    @Test
    void everythingBehindInsertedBytesIsOneDiagnosis() throws InterruptedException {
        DataStream stream = stream("size=8MiB,compress=3,texture=run");
        byte[] data = bytes(stream);
        System.arraycopy(data.clone(), 3_000_000, data, 3_700_001, data.length - 3_700_001);
        Arrays.fill(data, 3_000_000, 3_700_001, (byte) 0);

        List<Diagnosis> diagnoses = explain(stream, data);

        assertThat(diagnoses).extracting(Diagnosis::cause).containsExactly(Cause.ZEROS, Cause.SHIFTED);
        assertThat(diagnoses.getLast().offset()).isEqualTo(3_700_001);
        assertThat(diagnoses.getLast().detail()).isEqualTo(new Diagnosis.Copy(stream.recipe(), 3_000_000, 1));
    }

    @Test
    void withoutTimeOnlyWholePartsAreExamined() throws InterruptedException {
        DataStream stream = stream("size=1MiB");
        byte[] data = new byte[CHUNK];
        data[5000] = 1;
        Explainer explainer = new Explainer(stream, List.of(), -1);

        Verification result = explainer.verify(0, MemorySegment.ofArray(data));

        assertThat(explainer.explain())
                .containsExactly(new Diagnosis(Cause.UNEXAMINED, 0, CHUNK, result.wrongBytes(), new Diagnosis.None()));
    }

    @Test
    void interruptedSearchCanBeRepeated() throws InterruptedException {
        DataStream stream = stream("size=4MiB");
        byte[] data = bytes(stream);
        System.arraycopy(data, 3 << 20, data, 100 << 10, 4096);
        Explainer explainer = new Explainer(stream, List.of(), Effort.FULL);
        explainer.verify(0, MemorySegment.ofArray(data));
        Thread.currentThread().interrupt();

        assertThatThrownBy(explainer::explain).isInstanceOf(InterruptedException.class);
        assertThat(explainer.explain()).extracting(Diagnosis::cause).containsExactly(Cause.MISPLACED);
    }

    @Test
    void tooManyCandidates() {
        DataStream stream = stream("size=1MiB");

        assertThatThrownBy(() -> new Explainer(stream, Collections.nCopies(1001, stream.recipe()), Effort.QUICK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1001 candidates: expected at most 1000");
    }

    /** The end of the largest stream: no sum of offsets exceeds 63 bits. */
    @Test
    void endOfTheLargestStream() throws InterruptedException {
        DataStream stream = stream("size=9223372036854775807");
        byte[] data = new byte[5000];
        long offset = Long.MAX_VALUE - data.length;
        Explainer explainer = new Explainer(stream, List.of(), Effort.QUICK);

        Verification result = explainer.verify(offset, MemorySegment.ofArray(data));

        assertThat(result.wrongBytes()).isPositive();
        assertThat(explainer.explain()).singleElement().satisfies(diagnosis -> {
            assertThat(diagnosis.cause()).isEqualTo(Cause.ZEROS);
            assertThat(diagnosis.wrongBytes()).isEqualTo(result.wrongBytes());
        });
    }
}
