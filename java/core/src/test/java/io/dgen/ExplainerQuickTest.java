// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dgen.Diagnosis.Cause;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long wrong data, of which {@link Explainer.Effort#QUICK} examines samples. Without its limit of time. */
class ExplainerQuickTest {
    private static final int MIB = 1 << 20;

    private final DataStream stream = stream(7);
    private final byte[] right = bytes(stream);

    private static DataStream stream(long seed) {
        return new DataStream(GeneratorConfig.of(Recipe.parse("dgen1:seed=" + seed + ",size=24MiB,compress=2")));
    }

    private static byte[] bytes(DataStream stream) {
        byte[] bytes = new byte[(int) stream.totalSize()];
        stream.fill(0, bytes);
        return bytes;
    }

    private List<Diagnosis> explain(byte[] data, int chunk) throws InterruptedException {
        Explainer explainer = new Explainer(stream, List.of(), Long.MAX_VALUE - 1);
        long wrong = 0;
        for (int at = 0; at < data.length; at += chunk) {
            MemorySegment part = MemorySegment.ofArray(data).asSlice(at, Math.min(chunk, data.length - at));
            wrong += explainer.verify(at, part).wrongBytes();
        }
        List<Diagnosis> diagnoses = explainer.explain();
        assertThat(diagnoses.stream().mapToLong(Diagnosis::wrongBytes).sum()).isEqualTo(wrong);
        return diagnoses;
    }

    /** In chunks, in one call of several threads, and in chunks that are not aligned. */
    @ParameterizedTest
    @ValueSource(ints = {MIB, 24 * MIB, 700_001})
    void unknownDataIsOneDiagnosis(int chunk) throws InterruptedException {
        byte[] data = bytes(stream(99));

        assertThat(explain(data, chunk)).singleElement().satisfies(diagnosis -> {
            assertThat(diagnosis.cause()).isEqualTo(Cause.UNKNOWN);
            assertThat(diagnosis.length()).isBetween(data.length - 8L, (long) data.length);
            assertThat(((Diagnosis.Unknown) diagnosis.detail()).entropy()).isBetween(7.8, 8.0);
        });
    }

    @Test
    void partsWithACauseInUnknownData() throws InterruptedException {
        byte[] data = bytes(stream(99));
        Arrays.fill(data, 9 * MIB + 5 * 4096, 9 * MIB + 5 * 4096 + 512, (byte) 0);
        System.arraycopy(right, MIB, data, 13 * MIB, 4 * MIB);
        System.arraycopy(right, 10 * MIB, data, 10 * MIB + 777, 2 * MIB);

        assertThat(explain(data, MIB))
                .filteredOn(diagnosis -> diagnosis.cause() != Cause.UNKNOWN)
                .extracting(Diagnosis::cause, Diagnosis::offset, Diagnosis::length)
                .containsExactly(
                        tuple(Cause.ZEROS, 9L * MIB + 5 * 4096, 512L),
                        tuple(Cause.SHIFTED, 10L * MIB + 777, 2L * MIB),
                        tuple(Cause.MISPLACED, 13L * MIB, 4L * MIB));
    }

    /** Another thread writes the buffer: whatever is read, ranges do not overlap. */
    @Test
    void bufferThatChanges() throws InterruptedException {
        byte[] data = right.clone();
        byte[] other = bytes(stream(8));
        AtomicBoolean isDone = new AtomicBoolean();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            Random random = new Random(2);
            while (!isDone.get()) {
                int at = random.nextInt(data.length);
                System.arraycopy(random.nextBoolean() ? other : right, at, data, at, Math.min(MIB, data.length - at));
            }
        });
        for (int i = 0; i < 3; i++) {
            Explainer explainer = new Explainer(stream, List.of(), Long.MAX_VALUE - 1);
            explainer.verify(0, MemorySegment.ofArray(data));
            long end = 0;
            for (Diagnosis diagnosis : explainer.explain()) {
                assertThat(diagnosis.offset()).isGreaterThanOrEqualTo(end);
                end = diagnosis.end();
            }
        }
        isDone.set(true);
        writer.join();
    }

    /** Each page has a distance of its own; the search at the end finds all of them. */
    @Test
    void pagesInAnotherOrder() throws InterruptedException {
        byte[] data = right.clone();
        Random random = new Random(1);
        for (int at = 4 * MIB; at < 6 * MIB; at += 4096) {
            System.arraycopy(right, 16 * MIB + random.nextInt(2048) * 4096, data, at, 4096);
        }

        assertThat(explain(data, MIB)).extracting(Diagnosis::cause).containsOnly(Cause.MISPLACED);
    }
}
