// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dgen.testing.Configs;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The estimate is within 2 % of the ratio of a FastCDC chunker for blocks of at least four average chunks. */
class ContentDefinedChunksTest {
    private static final long[] GEAR = new SplittableRandom(77).longs(256).toArray();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8KiB | 2 | dedup=1",
                "8KiB | 2 | dedup=2.5",
                "128KiB | 8 | dedup=10",
                "16KiB | 4 | dedup=2.5,window=512KiB",
                "64KiB | 4 | dedup=3,window=1MiB",
                "8KiB | 2 | dedup=copies(2@1)",
                "8KiB | 2 | dedup=copies(10@1)",
                "16KiB | 2 | dedup=copies(1@0.8+2@0.1+10@0.1)",
                "32KiB | 2 | dedup=copies(5@1)",
                "128KiB | 2 | dedup=copies(3@1)",
                "32KiB | 8 | dedup=copies(4@1)",
                "16KiB | 4 | dedup=2.5,hot=5%@50%",
                "64KiB | 4 | dedup=8,hot=10%@80%",
                "1MiB | 4 | dedup=copies(6@0.5+2@0.5)"
            })
    void estimateIsNearTheMeasuredRatio(String block, String averageKib, String plan) {
        Recipe recipe = Recipe.parse("dgen1:seed=1,size=48MiB,block=" + block + "," + plan);
        int average = Integer.parseInt(averageKib) << 10;
        byte[] bytes = new byte[Math.toIntExact(recipe.sizeBytes())];
        new DataStream(Configs.of(recipe)).fill(0, bytes);

        double measured = (double) bytes.length / uniqueBytes(bytes, average);

        double predicted = recipe.predictedRatios().contentDefined(average).ratio();
        assertThat(predicted / measured)
                .as("%s: measured %s, predicted %s", recipe, measured, predicted)
                .isCloseTo(1, within(0.02));
    }

    private static long uniqueBytes(byte[] bytes, int average) {
        Set<Long> seen = new HashSet<>();
        long unique = 0;
        for (int at = 0; at < bytes.length; ) {
            int length = chunk(bytes, at, average);
            CRC32C crc = new CRC32C();
            crc.update(bytes, at, length);
            // A hash of 32 bits is sufficient for these few chunks, together with their lengths and first bytes.
            long first = 0;
            for (int i = 0; i < Math.min(8, length); i++) {
                first = first << 8 | bytes[at + i] & 0xFF;
            }
            if (seen.add(crc.getValue() * 0x9E3779B97F4A7C15L ^ first ^ (long) length << 40)) {
                unique += length;
            }
            at += length;
        }
        return unique;
    }

    /** FastCDC: normalised chunking of level 2, chunks of 1/4 to 8 times the average. */
    private static int chunk(byte[] bytes, int at, int average) {
        int rest = bytes.length - at;
        int min = average / 4;
        if (rest <= min) {
            return rest;
        }
        int max = Math.min(rest, 8 * average);
        int bits = Integer.numberOfTrailingZeros(average);
        long strict = -1L << Long.SIZE - bits - 2;
        long loose = -1L << Long.SIZE - bits + 2;
        long hash = 0;
        for (int i = min; i < max; i++) {
            hash = (hash << 1) + GEAR[bytes[at + i] & 0xFF];
            if ((hash & (i < average ? strict : loose)) == 0) {
                return i + 1;
            }
        }
        return max;
    }
}
