// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Published values of other programs. */
final class QuantilesTest {
    /** Column mpg of the data set mtcars of R. */
    private static final List<Double> MPG = List.of(
            21.0, 21.0, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4, 14.7, 32.4,
            30.4, 33.9, 21.5, 15.5, 15.2, 13.3, 19.2, 27.3, 26.0, 30.4, 15.8, 19.7, 15.0, 21.4);

    /** Of the NIST/SEMATECH e-Handbook of Statistical Methods, 7.2.6.2. */
    private static final List<Double> NIST = List.of(
            95.1772, 95.1567, 95.1937, 95.1959, 95.1442, 95.0610, 95.1591, 95.1195, 95.1065, 95.0925, 95.1990, 95.1682);

    /** As {@code quantile(mtcars$mpg, p)} prints in R. */
    @ParameterizedTest
    @CsvSource({"0, 10.4", "0.1, 14.34", "0.25, 15.425", "0.5, 19.2", "0.75, 22.8", "0.9, 30.09", "1, 33.9"})
    void quantilesOfR(double probability, double expected) {
        assertThat(Quantiles.quantile(MPG, probability)).isCloseTo(expected, within(1e-12));
    }

    /** The handbook's second method, with {@code 1 + p (N - 1)}. */
    @Test
    void ninetiethPercentileOfNist() {
        assertThat(Quantiles.quantile(NIST, 0.9)).isCloseTo(95.19568, within(1e-10));
    }

    /** As {@code numpy.percentile([[10, 7, 4], [3, 2, 1]], 50)} and {@code quantile(1:10)} print. */
    @Test
    void quantilesOfTheDocumentationOfNumPyAndR() {
        List<Double> oneToTen =
                IntStream.rangeClosed(1, 10).asDoubleStream().boxed().toList();

        assertThat(Quantiles.median(List.of(10.0, 7.0, 4.0, 3.0, 2.0, 1.0))).isEqualTo(3.5);
        assertThat(Quantiles.quantile(oneToTen, 0.25)).isEqualTo(3.25);
        assertThat(Quantiles.quantile(oneToTen, 0.75)).isEqualTo(7.75);
    }

    @Test
    void medianOfOddAndEvenNumbers() {
        assertThat(Quantiles.median(List.of(9.0, 1.0, 5.0))).isEqualTo(5);
        assertThat(Quantiles.median(List.of(4.0, 1.0, 2.0, 100.0))).isEqualTo(3);
        assertThat(Quantiles.median(List.of(7.0))).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.5, 0.999, 1})
    void quantilesOfOneValueAndOfEqualValues(double probability) {
        assertThat(Quantiles.quantile(List.of(7.0), probability)).isEqualTo(7);
        assertThat(Quantiles.quantile(Collections.nCopies(8, 3.0), probability)).isEqualTo(3);
    }

    @Test
    void wrongArguments() {
        assertThatThrownBy(() -> Quantiles.median(List.of())).hasMessage("values: expected at least one");
        for (double probability : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> Quantiles.quantile(MPG, probability))
                    .hasMessage("probability " + probability + ": expected 0 to 1");
        }
    }
}
