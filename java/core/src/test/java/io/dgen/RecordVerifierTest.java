// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dgen.testing.Configs;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A verifier says ok only if each record came once, with all of its bytes right. */
class RecordVerifierTest {
    private static final Recipe RECIPE = Recipe.parse("dgen1:seed=5,size=600001,block=4KiB,dedup=2,compress=2");

    private static RecordSource source(String sizes) {
        return new RecordSource(new DataStream(Configs.of(RECIPE)), FileSizes.parse(sizes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"64", "40000", "list(0,1,0,131072,4095)", "uniform(0..3000)"})
    void rightRecordsInOrderAreOk(String sizes) {
        RecordSource source = source(sizes);
        RecordVerifier verifier = source.verifier();
        RecordCursor cursor = source.cursor();
        while (cursor.next()) {
            assertThat(verifier.nextIndex()).isEqualTo(cursor.index());
            boolean isRight = switch ((int) (cursor.index() % 3)) {
                case 0 -> verifier.verify(cursor.toArray());
                case 1 -> verifier.verify(cursor.buffer());
                default -> verifier.verify(cursor.segment());
            };
            assertThat(isRight).isTrue();
        }
        assertThat(verifier.result())
                .isEqualTo(new RecordVerification(source.count(), source.count(), 0, 0, 0, -1, List.of()));
        assertThat(verifier.result().isOk()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"64", "40000", "list(0,1,0,131072,4095)", "uniform(0..3000)"})
    void rightRecordsInAnyOrderAreOk(String sizes) {
        RecordSource source = source(sizes);
        long from = source.count() / 3;
        RecordVerifier verifier = source.verifier(from, source.count());
        List<Long> order =
                new ArrayList<>(LongStream.range(from, source.count()).boxed().toList());
        Collections.shuffle(order, new Random(1));
        for (int i = 0; i < order.size(); i++) {
            assertThat(verifier.result().isOk()).isFalse();
            long index = order.get(i);
            MemorySegment bytes = MemorySegment.ofArray(source.bytes(index));
            assertThat(i % 2 == 0 ? verifier.verify(index, bytes) : verifier.verify(index, bytes.asByteBuffer()))
                    .isTrue();
        }
        assertThat(verifier.result().isOk()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eachWrongByteIsFound(boolean isInOrder) {
        RecordSource source = source("list(64,0,1,40000)");
        RecordVerifier verifier = source.verifier();
        List<RecordVerification.WrongRecord> wrong = new ArrayList<>();
        for (long i = 0; i < source.count(); i++) {
            byte[] bytes = source.bytes(i);
            int at = bytes.length == 0 ? -1 : (int) (i * 7919 % bytes.length);
            if (at >= 0) {
                bytes[at] ^= (byte) 0x80;
                wrong.add(new RecordVerification.WrongRecord(i, source.verify(i, bytes)));
            }
            assertThat(isInOrder ? verifier.verify(bytes) : verifier.verify(i, bytes))
                    .isEqualTo(at < 0);
        }
        RecordVerification result = verifier.result();
        assertThat(result.isOk()).isFalse();
        assertThat(result.wrongCount()).isEqualTo(wrong.size());
        assertThat(result.checkedRecords()).isEqualTo(source.count());
        assertThat(result.wrongRecords()).isEqualTo(wrong.subList(0, RecordVerification.MAX_WRONG_RECORDS));
        assertThat(result.wrongRecords().getFirst().verification().firstWrongOffset())
                .isZero();
    }

    @Test
    void lengthsAndNeighboursAreWrong() {
        RecordSource source = source("100");
        RecordVerifier verifier = source.verifier(0, 4);
        assertThat(verifier.verify(Arrays.copyOf(source.bytes(0), 99))).isFalse();
        assertThat(verifier.verify(Arrays.copyOf(source.bytes(1), 101))).isFalse();
        assertThat(verifier.verify(source.bytes(3))).isFalse();
        assertThat(verifier.verify(source.bytes(3))).isTrue();
        assertThat(verifier.result().wrongCount()).isEqualTo(3);
        assertThat(verifier.result().wrongRecords().get(1).verification().isLonger())
                .isTrue();
    }

    @Test
    void missingRepeatedAndExcessRecordsAreNotOk() {
        RecordSource source = source("100");
        RecordVerifier verifier = source.verifier(10, 20);
        for (long i = 10; i < 20; i++) {
            if (i != 13 && i != 17) {
                assertThat(verifier.verify(i, source.bytes(i))).isTrue();
            }
        }
        RecordVerification result = verifier.result();
        assertThat(result.missingRecords()).isEqualTo(2);
        assertThat(result.firstMissing()).isEqualTo(13);
        assertThat(result.isOk()).isFalse();

        assertThat(verifier.verify(17, source.bytes(17))).isTrue();
        assertThat(verifier.verify(13, source.bytes(13))).isTrue();
        assertThat(verifier.result().isOk()).isTrue();

        assertThat(verifier.verify(15, source.bytes(15))).isFalse();
        assertThat(verifier.result().repeatedCount()).isEqualTo(1);
        assertThat(verifier.result().isOk()).isFalse();

        RecordVerifier excess = source.verifier(10, 11);
        assertThat(excess.verify(source.bytes(10))).isTrue();
        assertThat(excess.verify(source.bytes(11))).isFalse();
        assertThat(excess.verify(-1, source.bytes(0))).isFalse();
        assertThat(excess.verify(Long.MAX_VALUE, new byte[0])).isFalse();
        assertThat(excess.result()).isEqualTo(new RecordVerification(1, 1, 0, 0, 3, -1, List.of()));
        assertThat(excess.result().isOk()).isFalse();
    }

    @Test
    void aRecordThatCannotBeReadIsMissing() {
        RecordSource source = source("100");
        RecordVerifier verifier = source.verifier(0, 2);
        MemorySegment closed;
        try (Arena arena = Arena.ofConfined()) {
            closed = arena.allocate(100);
        }
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> verifier.verify(closed));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> verifier.verify(closed.asByteBuffer()));
        assertThat(verifier.result().missingRecords()).isEqualTo(2);
        assertThat(verifier.verify(source.bytes(0))).isTrue();
        assertThat(verifier.verify(ByteBuffer.wrap(source.bytes(1)).asReadOnlyBuffer()))
                .isTrue();
        assertThat(verifier.result().isOk()).isTrue();
    }

    @Test
    void resultsOfPartsAreAdded() {
        RecordSource source = source("100");
        RecordVerifier left = source.verifier(0, 3);
        RecordVerifier right = source.verifier(3, 5);
        left.verify(source.bytes(0));
        right.verify(3, source.bytes(4));
        right.verify(4, source.bytes(4));
        RecordVerification sum = left.result().then(right.result());
        assertThat(sum)
                .isEqualTo(
                        new RecordVerification(5, 3, 1, 0, 0, 1, right.result().wrongRecords()));
        assertThat(right.result().then(left.result()).firstMissing()).isEqualTo(1);
        assertThat(right.result().then(right.result()).firstMissing()).isEqualTo(-1);
    }

    @Test
    void threadsCanShareAVerifier() throws InterruptedException {
        RecordSource source = source("64");
        RecordVerifier verifier = source.verifier();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int first = i;
            threads.add(Thread.ofPlatform().start(() -> {
                for (long k = first; k < source.count(); k += 3) {
                    verifier.verify(k, source.bytes(k));
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(verifier.result().isOk()).isTrue();
    }
}
