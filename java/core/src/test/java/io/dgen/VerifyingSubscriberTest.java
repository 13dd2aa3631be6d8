// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dgen.testing.Configs;
import io.dgen.testing.Model;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the verification of what a publisher signals. */
class VerifyingSubscriberTest {
    private static final Recipe RECIPE = new Recipe(71, 72, 100_003, 4096, 1.5);
    private static final int OFFSET = 1001;
    private static final byte[] BYTES = Arrays.copyOfRange(Model.stream(RECIPE), OFFSET, 100_003);

    private final DataRange range = new DataStream(Configs.of(RECIPE)).range(OFFSET, BYTES.length);

    @Test
    void aPublishedRangeIsRight() {
        VerifyingSubscriber<ByteBuffer> verifier = range.verifier();
        range.publisher(4096).subscribe(verifier);

        assertThat(verifier.result().join()).isEqualTo(Verification.ok(BYTES.length));
    }

    @ParameterizedTest
    @ValueSource(ints = {61, 1000, 4096, 16_384, 200_000})
    void buffersOfAnySizeAreCompared(int bufferBytes) {
        byte[] wrong = BYTES.clone();
        wrong[12_345] ^= 1;

        assertThat(verify(BYTES, bufferBytes)).isEqualTo(Verification.ok(BYTES.length));
        Verification result = verify(wrong, bufferBytes);
        assertThat(result.wrongBytes()).isEqualTo(1);
        assertThat(result.firstWrongOffset()).isEqualTo(OFFSET + 12_345);
    }

    @Test
    void anEarlyEndIsAResult() {
        Verification result = verify(Arrays.copyOf(BYTES, 50_000), 4096);

        assertThat(result.isOk()).isFalse();
        assertThat(result.checkedBytes()).isEqualTo(50_000);
        assertThat(result.expectedBytes()).isEqualTo(BYTES.length);
        assertThat(verify(new byte[0], 1).checkedBytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100_000})
    void moreBytesAreAResult(int more) {
        Verification result = verify(Arrays.copyOf(BYTES, BYTES.length + more), 4096);

        assertThat(result.isLonger()).isTrue();
        assertThat(result.isOk()).isFalse();
        assertThat(result.checkedBytes()).isEqualTo(BYTES.length);
        assertThat(result.wrongBytes()).isZero();
    }

    @Test
    void listsAreComparedInOrderAndBuffersKeepTheirPositions() {
        ByteBuffer first = ByteBuffer.wrap(BYTES, 0, 60_000).asReadOnlyBuffer();
        ByteBuffer second = ByteBuffer.wrap(BYTES, 60_000, BYTES.length - 60_000);
        VerifyingSubscriber<List<ByteBuffer>> verifier = range.listVerifier();
        verifier.onSubscribe(new Counter());
        verifier.onNext(List.of(first, second));
        verifier.onNext(List.of());
        verifier.onComplete();

        assertThat(verifier.result().join()).isEqualTo(Verification.ok(BYTES.length));
        assertThat(first.position()).isZero();
        assertThat(second.position()).isEqualTo(60_000);
    }

    @Test
    void requestsOneElementAtATime() {
        Counter counter = new Counter();
        VerifyingSubscriber<ByteBuffer> verifier = range.verifier();
        verifier.onSubscribe(counter);
        assertThat(counter.requested).isEqualTo(1);
        verifier.onNext(ByteBuffer.wrap(BYTES, 0, 10));
        assertThat(counter.requested).isEqualTo(2);
        assertThat(verifier.result()).isNotDone();
    }

    @Test
    void anErrorOfThePublisherIsTheResult() {
        VerifyingSubscriber<ByteBuffer> verifier = range.verifier();
        verifier.onSubscribe(new Counter());
        verifier.onError(new IOException("reset"));
        verifier.onComplete();

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> verifier.result().join())
                .withCauseInstanceOf(IOException.class);
    }

    @Test
    void aBufferThatCannotBeReadEndsTheSubscription() {
        Counter counter = new Counter();
        VerifyingSubscriber<ByteBuffer> verifier = range.verifier();
        verifier.onSubscribe(counter);
        ByteBuffer closed;
        try (Arena arena = Arena.ofShared()) {
            closed = arena.allocate(100).asByteBuffer();
        }
        verifier.onNext(closed);

        assertThat(counter.isCancelled).isTrue();
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> verifier.result().join())
                .withCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void theResultCannotBeChangedByItsReader() {
        VerifyingSubscriber<ByteBuffer> verifier = range.verifier();
        verifier.result().complete(Verification.ok(1));

        assertThat(verifier.result()).isNotDone();
    }

    private Verification verify(byte[] bytes, int bufferBytes) {
        VerifyingSubscriber<ByteBuffer> verifier = range.verifier();
        verifier.onSubscribe(new Counter());
        for (int i = 0; i < bytes.length; i += bufferBytes) {
            verifier.onNext(ByteBuffer.wrap(bytes, i, Math.min(bufferBytes, bytes.length - i)));
        }
        verifier.onComplete();
        return verifier.result().join();
    }

    private static final class Counter implements Flow.Subscription {
        private long requested;
        private boolean isCancelled;

        @Override
        public void request(long n) {
            requested += n;
        }

        @Override
        public void cancel() {
            isCancelled = true;
        }
    }
}
