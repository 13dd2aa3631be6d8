// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.testing.Model;
import io.dgen.testing.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StreamKeyTest {
    /** Adjacent values, single bits and random words: keys of a weak derivation would collide for some of them. */
    private static final long[] WORDS = LongStream.concat(
                    LongStream.concat(
                            LongStream.range(-5000, 5000),
                            LongStream.range(0, 64).map(i -> 1L << i)),
                    new SplittableRandom(1).longs(20_000))
            .distinct()
            .toArray();

    static List<Vectors.Key> keys() {
        return Vectors.keys();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void matchesVector(Vectors.Key vector) {
        Domain domain = Domain.valueOf(vector.domain().toUpperCase(Locale.ROOT));

        assertThat(words(StreamKey.derive(domain, vector.seed(), vector.stream())))
                .isEqualTo(vector.key());
    }

    @Test
    void vectorsCoverEveryDomain() {
        assertThat(keys().stream().map(Vectors.Key::domain).distinct()).hasSize(Domain.values().length);
    }

    @Test
    void agreesWithTheModelOnRandomStreams() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 1000; i++) {
            long seed = random.nextLong();
            long stream = random.nextLong();
            assertThat(words(StreamKey.derive(Domain.CONTENT, seed, stream)))
                    .as("seed %d stream %d", seed, stream)
                    .isEqualTo(Arrays.stream(Model.contentKey(seed, stream))
                            .boxed()
                            .toList());
        }
    }

    @Test
    void everyWordIsInjectiveInTheStreamId() {
        for (Domain domain : Domain.values()) {
            assertEveryWordDistinct(stream -> StreamKey.derive(domain, 42, stream));
        }
    }

    @Test
    void everyWordIsInjectiveInTheSeed() {
        for (Domain domain : Domain.values()) {
            assertEveryWordDistinct(seed -> StreamKey.derive(domain, seed, 42));
        }
    }

    @Test
    void seedAndStreamAreNotInterchangeable() {
        for (long word : WORDS) {
            if (word != 0) {
                assertThat(StreamKey.derive(Domain.CONTENT, word, 0))
                        .isNotEqualTo(StreamKey.derive(Domain.CONTENT, 0, word));
            }
        }
    }

    @Test
    void equalSeedAndStreamDoNotCancel() {
        assertEveryWordDistinct(word -> StreamKey.derive(Domain.CONTENT, word, word));
    }

    private static void assertEveryWordDistinct(LongFunction<StreamKey> derive) {
        for (int j = 0; j < 4; j++) {
            int word = j;
            assertThat(Arrays.stream(WORDS)
                            .map(w -> words(derive.apply(w)).get(word))
                            .distinct()
                            .count())
                    .as("distinct values of key word %d", j)
                    .isEqualTo(WORDS.length);
        }
    }

    private static List<Long> words(StreamKey key) {
        return List.of(key.k0(), key.k1(), key.k2(), key.k3());
    }
}
