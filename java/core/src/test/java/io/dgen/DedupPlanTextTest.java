// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dgen.Dedup.Copies;
import io.dgen.Dedup.HistogramBin;
import io.dgen.Dedup.HotSet;
import io.dgen.Dedup.RoundRobin;
import io.dgen.Dedup.Windowed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DedupPlanTextTest {

    @Test
    void readsEveryPlan() {
        assertThat(Dedup.parse("2.5")).isEqualTo(new RoundRobin(2.5));
        assertThat(Dedup.parse("2.5,window=256MiB")).isEqualTo(new Windowed(2.5, 256 << 20));
        assertThat(Dedup.parse("2.5,hot=5%@50%")).isEqualTo(new HotSet(2.5, .05, .5));
        assertThat(Dedup.parse("copies(1@0.8+2@0.1+10@0.1)"))
                .isEqualTo(new Copies(
                        List.of(new HistogramBin(1, .8), new HistogramBin(2, .1), new HistogramBin(10, .1))));
        assertThat(Dedup.NONE).hasToString("1");
        assertThat(Dedup.of(3)).isEqualTo(new RoundRobin(3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2.5 | 2.5",
                "2.5,window=256MiB | 2.5",
                "2.5,hot=5%@50% | 2.5",
                "copies(1@0.8+2@0.1+10@0.1) | 2",
                "copies(4@1) | 4",
                "copies(1@0.333333+2@0.333333+3@0.333333) | 2"
            })
    void hasAMeanRatio(String text, double ratio) {
        assertThat(Dedup.parse(text).ratio()).isEqualTo(ratio);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | dedup ratio '': expected a decimal number, 1 or more",
                "0.5 | dedup ratio '0.5': expected a decimal number, 1 or more",
                "2, | found ''",
                "2,window | found 'window'",
                "2,window=1MiB,window=1MiB | expected window=SIZE or hot=P%@P% after the ratio, each once",
                "2,colour=red | expected window=SIZE or hot=P%@P% after the ratio, each once; found 'colour=red'",
                "2,window= | window: size '': expected",
                "2,window=0 | window 0: expected a multiple of the block size, at least one block",
                "2,window=1MiB,hot=5%@50% | dedup 'window=1MiB with hot=5%@50%': expected one or the other, not both",
                "copies(1@1),window=1MiB | dedup 'copies(1@1)' with window: expected one or the other",
                "copies | such as copies(1@0.8+2@0.1+10@0.1)",
                "copies() | such as copies(1@0.8+2@0.1+10@0.1)",
                "copies(1@1 | such as copies(1@0.8+2@0.1+10@0.1)",
                "copies(1) | such as copies(1@0.8+2@0.1+10@0.1)",
                "copies(1@0.5+) | such as copies(1@0.8+2@0.1+10@0.1)",
                "copies(1.5@1) | such as copies(1@0.8+2@0.1+10@0.1)",
                "copies(1@.5+2@.5) | share of the contents with 1 copy '.5': expected a decimal number above 0, at most 1",
                "copies(0@1) | copies 0: expected 1 to 2251799813685248",
                "copies(2251799813685249@1) | copies 2251799813685249: expected 1 to 2251799813685248",
                "copies(9999999999999999999@1) | expected 1 to 2251799813685248",
                "copies(1@0+2@1) | share 0 of the contents: expected a number above 0, at most 1",
                "copies(1@2) | share 2 of the contents: expected a number above 0, at most 1",
                "copies(1@0.5+2@0.4) | dedup 'copies(1@0.5+2@0.4)': expected a sum of 1, to within 0.000001; it is 0.9",
                "copies(1@0.5+2@0.500002) | expected a sum of 1, to within 0.000001; it is 1.000002",
                "copies(2@0.5+2@0.5) | dedup 'copies(2@0.5+2@0.5)': 2 is a duplicate",
                "2,hot=5%@50 | hot '5%@50': expected a share of the contents at a share of the writes, such as 5%@50%",
                "2,hot=5@50% | hot '5@50%'",
                "2,hot=1.%@50% | hot share of the contents '1.': expected a percentage, such as 5",
                "2,hot=0%@50% | hot share 0 of the contents: expected above 0% and below 100%",
                "2,hot=5%@100% | hot share 1 of the writes: expected above 0% and below 100%",
                "1.8,hot=5%@50% | dedup ratio 1.8 with hot=5%@50%: expected 1.9 or more",
                "1.8,hot=50%@5% | dedup ratio 1.8 with hot=50%@5%: expected 10 or more",
                "1.4285714,hot=10%@37% | dedup ratio 1.4285714 with hot=10%@37%: expected 1.429 or more"
            })
    void refusesAndNamesTheBadPart(String text, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> Dedup.parse(text)).withMessageContaining(message);
    }

    /** The smallest ratio, which the message contains, is legal. */
    @ParameterizedTest
    @ValueSource(strings = {"1.9,hot=5%@50%", "10,hot=50%@5%", "1.429,hot=10%@37%", "1,hot=30%@30%"})
    void everyContentIsWrittenOnceAtTheSmallestRatio(String text) {
        assertThat(Dedup.parse(text)).hasToString(text);
    }

    @Test
    void readsWhatItWrites() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 3000; i++) {
            Dedup plan = random(random);
            assertThat(Dedup.parse(plan.toString())).as(plan.toString()).isEqualTo(plan);
        }
    }

    @Test
    void theOrderOfBinsDoesNotMatter() {
        List<HistogramBin> bins =
                new ArrayList<>(List.of(new HistogramBin(1, .8), new HistogramBin(2, .1), new HistogramBin(10, .1)));
        Copies sorted = new Copies(bins);
        Collections.reverse(bins);

        assertThat(new Copies(bins)).isEqualTo(sorted).hasToString(sorted.toString());
    }

    @Test
    void binsAreLimited() {
        List<HistogramBin> bins = new ArrayList<>();
        for (int i = 1; i <= 65; i++) {
            bins.add(new HistogramBin(i, 1 / 65.0));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Copies(bins))
                .withMessage("copies with 65 shares: expected 1 to 64");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Copies(List.of()))
                .withMessage("copies with 0 shares: expected 1 to 64");
    }

    private static Dedup random(SplittableRandom random) {
        double ratio = 1 + random.nextInt(1000) / 100.0;
        return switch (random.nextInt(4)) {
            case 0 -> new RoundRobin(1 / (1 - random.nextDouble()));
            case 1 -> new Windowed(ratio, 4096 * (1 + random.nextLong(1L << random.nextInt(40))));
            case 2 -> {
                double share = random.nextDouble() * .98 + .01;
                yield new HotSet(1000, share, random.nextDouble() * .98 + .01);
            }
            default -> {
                double share = random.nextDouble();
                yield new Copies(List.of(
                        new HistogramBin(1 + random.nextLong(100), share),
                        new HistogramBin(200 + random.nextLong(100), 1 - share)));
            }
        };
    }
}
