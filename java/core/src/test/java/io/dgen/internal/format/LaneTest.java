// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.testing.Model;
import io.dgen.testing.Vectors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lanes are Xoshiro256++ generators, so that the generator of the JDK must return the same words. */
class LaneTest {

    static List<Vectors.Lane> lanes() {
        return Vectors.lanes();
    }

    @ParameterizedTest
    @MethodSource("lanes")
    void stateMatchesVector(Vectors.Lane lane) {
        StreamKey key = StreamKey.derive(Domain.CONTENT, lane.seed(), lane.stream());
        long gamma = Page.gammaOf(lane.page()) + lane.lane() * Mix64.GAMMA;

        assertThat(List.of(
                        Mix64.mix(key.k0() + gamma),
                        Mix64.mix(key.k1() + gamma),
                        Mix64.mix(key.k2() + gamma),
                        Mix64.mix(key.k3() + gamma)))
                .isEqualTo(lane.state());
    }

    /** The outputs of the algorithm's reference implementation for the state 1, 2, 3, 4. */
    @Test
    void jdkTakesTheSeedBytesAsTheBigEndianState() {
        RandomGenerator jdk = jdkXoshiro(new long[] {1, 2, 3, 4});

        assertThat(Stream.generate(jdk::nextLong).limit(6).map(Long::toUnsignedString))
                .containsExactly(
                        "41943041",
                        "58720359",
                        "3588806011781223",
                        "3591011842654386",
                        "9228616714210784205",
                        "9973669472204895162");
    }

    @Test
    void pagesAreTheJdkGeneratorsWords() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 200; i++) {
            long[] key = Model.contentKey(random.nextLong(), random.nextLong());
            long page = random.nextLong(1L << 51);
            ByteBuffer bytes = ByteBuffer.wrap(Model.page(key, page)).order(ByteOrder.LITTLE_ENDIAN);
            for (int lane = 0; lane < Model.LANES; lane++) {
                RandomGenerator jdk = jdkXoshiro(Model.laneState(key, page, lane));
                for (int word = lane; word < Model.PAGE / Long.BYTES; word += Model.LANES) {
                    assertThat(bytes.getLong(word * Long.BYTES))
                            .as("key %s page %d word %d", Arrays.toString(key), page, word)
                            .isEqualTo(jdk.nextLong());
                }
            }
        }
    }

    /** If a program sets "seed = base + rank", the data of a rank must not be the shifted data of another rank. */
    @Test
    void neighbouringSeedsAndStreamsShareNoLane() {
        Set<List<Long>> states = new HashSet<>();
        int count = 0;
        for (long seed = 41; seed <= 44; seed++) {
            for (long stream = -2; stream <= 2; stream++) {
                long[] key = Model.contentKey(seed, stream);
                for (long page = 0; page < 200; page++) {
                    for (int lane = 0; lane < Model.LANES; lane++) {
                        long[] s = Model.laneState(key, page, lane);
                        states.add(List.of(s[0], s[1], s[2], s[3]));
                        count++;
                    }
                }
            }
        }
        assertThat(states).hasSize(count);
    }

    private static RandomGenerator jdkXoshiro(long[] state) {
        ByteBuffer seed = ByteBuffer.allocate(32).order(ByteOrder.BIG_ENDIAN);
        for (long word : state) {
            seed.putLong(word);
        }
        return RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(seed.array());
    }
}
