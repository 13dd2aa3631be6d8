package io.dgen.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SamplesTest {
    @Test
    void medianOfOddAndEvenNumbers() {
        assertThat(new Samples(List.of(9.0, 1.0, 5.0)).median()).isEqualTo(5);
        assertThat(new Samples(List.of(4.0, 1.0, 2.0, 100.0)).median()).isEqualTo(3);
        assertThat(new Samples(List.of(7.0)).median()).isEqualTo(7);
    }

    /** One wild sample of eleven is no spread. */
    @Test
    void spreadIsThatOfTheMiddleFourFifths() {
        Samples samples = new Samples(List.of(1.0, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0, 12.0, 99.0));

        assertThat(samples.spread()).isCloseTo(0.2, within(1e-9));
        assertThat(new Samples(List.of(7.0)).spread()).isZero();
        assertThat(new Samples(List.of(0.0, 0.0)).spread()).isZero();
    }

    @Test
    void quantilesLieBetweenSamples() {
        Samples samples = new Samples(List.of(10.0, 20.0));

        assertThat(samples.quantile(0)).isEqualTo(10);
        assertThat(samples.quantile(0.25)).isEqualTo(12.5);
        assertThat(samples.quantile(1)).isEqualTo(20);
    }

    @Test
    void noSamples() {
        assertThatThrownBy(() -> new Samples(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
