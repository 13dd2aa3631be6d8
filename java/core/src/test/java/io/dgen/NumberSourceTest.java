// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The values of numbers: their statistics, rows and neighbours, with fixed seeds. */
class NumberSourceTest {
    private static final int COUNT = 1_000_000;

    /** A distance that 1 of 1000 samples of COUNT numbers exceeds. */
    private static final double DISTANCE = 1.95 / Math.sqrt(COUNT);

    private static NumberSource source(String recipe) {
        return new NumberSource(new DataStream(GeneratorConfig.of(Recipe.parse("dgen1:seed=11,stream=3," + recipe))));
    }

    private static double[] numbers(NumberSource source, int count) {
        double[] x = new double[count];
        switch (source.numbers().type()) {
            case FP32 -> {
                float[] array = new float[count];
                source.fill(0, array);
                Arrays.setAll(x, i -> array[i]);
            }
            case FP64 -> source.fill(0, x);
            case BF16, FP16 -> {
                boolean isBf16 = source.numbers().type() == NumberType.BF16;
                short[] array = new short[count];
                source.fill(0, array);
                Arrays.setAll(x, i -> isBf16 ? Float.intBitsToFloat(array[i] << 16) : Float.float16ToFloat(array[i]));
            }
            case INT8, BYTES -> {
                byte[] array = new byte[count];
                source.fill(0, array);
                Arrays.setAll(x, i -> array[i]);
            }
            case INT32 -> {
                int[] array = new int[count];
                source.fill(0, array);
                Arrays.setAll(x, i -> array[i]);
            }
        }
        return x;
    }

    /** {@code grid} is the largest probability of one number, by which the distribution differs from a continuous one. */
    @ParameterizedTest
    @CsvSource({
        "fp32, -3, 5, 0",
        "fp64, -3, 5, 0",
        "bf16, -3, 5, 0.004",
        "fp16, -3, 5, 0.0005",
        "int8, -128, 128, 0.004",
        "int32, -1000000, 5000000, 0.000001"
    })
    void uniformNumbersHaveTheirDistribution(String type, double low, double high, double grid) {
        int bytes = Numbers.parseType(type).bytes();
        double[] x = numbers(
                source("size=" + COUNT * bytes + ",type=" + type + ",low=" + (long) low + ",high=" + (long) high),
                COUNT);
        double range = high - low;
        assertThat(NumberStatistics.distance(x, v -> Math.clamp((v - low) / range, 0, 1)))
                .isLessThan(DISTANCE + grid);
        double half = low + range / 2 - (type.startsWith("int") ? 0.5 : 0);
        double sd = range / Math.sqrt(12);
        assertMoments(x, half, sd, 9.0 / 5, grid);
        assertThat(Arrays.stream(x).min().orElseThrow()).isGreaterThanOrEqualTo(low);
        assertThat(Arrays.stream(x).max().orElseThrow()).isLessThan(high);
    }

    @ParameterizedTest
    @CsvSource({
        "fp32, 2, 3, 0",
        "fp64, 2, 3, 0",
        "bf16, 2, 3, 0.004",
        "fp16, 2, 3, 0.0006",
        "int8, 2, 20, 0.02",
        "int32, 2, 1000000, 0.000001"
    })
    void normalNumbersHaveTheirDistribution(String type, double mean, double sd, double grid) {
        int bytes = Numbers.parseType(type).bytes();
        double[] x = numbers(
                source("size=" + COUNT * bytes + ",type=" + type + ",dist=normal,mean=" + (long) mean + ",sd="
                        + (long) sd),
                COUNT);
        DoubleUnaryOperator distribution = v -> NumberStatistics.normal((v - mean) / sd);
        assertThat(NumberStatistics.distance(x, distribution)).isLessThan(DISTANCE + grid);
        assertMoments(x, mean, sd, 3, grid);
        double extreme =
                Arrays.stream(x).map(v -> Math.abs(v - mean) / sd).max().orElseThrow();
        assertThat(extreme).isBetween(type.equals("int8") ? 2.5 : 4, 6.3);
    }

    /** Moments are within 4.5 of their own standard deviations, and no number depends on an earlier one. */
    private static void assertMoments(double[] x, double mean, double sd, double kurtosis, double grid) {
        double root = Math.sqrt(COUNT);
        assertThat(NumberStatistics.moment(x, mean, sd, 1)).isCloseTo(0, within(4.5 / root + grid));
        assertThat(NumberStatistics.moment(x, mean, sd, 2)).isCloseTo(1, within(4.5 * 1.5 / root + grid));
        assertThat(NumberStatistics.moment(x, mean, sd, 3)).isCloseTo(0, within(4.5 * 4 / root + 4 * grid));
        assertThat(NumberStatistics.moment(x, mean, sd, 4)).isCloseTo(kurtosis, within(4.5 * 10 / root + 8 * grid));
        for (int distance : new int[] {1, 2, 3, 8, 16, 1024}) {
            assertThat(NumberStatistics.correlation(x, mean, sd, distance))
                    .isCloseTo(0, within(4.5 / root + grid * grid));
        }
    }

    @Test
    void rowsHaveLengthOneAndColumnsAreIndependent() {
        for (String numbers : new String[] {"fp32", "fp64", "bf16", "fp16"}) {
            int dimension = 48;
            int bytes = Numbers.parseType(numbers).bytes();
            NumberSource source =
                    source("size=" + 5000 * dimension * bytes + ",dim=48,norm=l2,dist=normal,type=" + numbers);
            double[] x = numbers(source, 5000 * dimension);
            double tolerance = bytes == 8 ? 1e-15 : bytes == 4 ? 3e-7 : 5e-3;
            double[] product = new double[dimension];
            for (int row = 0; row < 5000; row++) {
                double length = 0;
                for (int i = 0; i < dimension; i++) {
                    double v = x[row * dimension + i];
                    length += v * v;
                    product[i] += v * x[row * dimension + (i + 1) % dimension] * dimension;
                }
                assertThat(Math.sqrt(length)).isCloseTo(1, within(tolerance));
            }
            for (double p : product) {
                assertThat(p / 5000).isCloseTo(0, within(4.5 / Math.sqrt(5000)));
            }
        }
    }

    @Test
    void numbersOfArraysAreTheBytesOfTheStream() {
        NumberSource source = source("size=40000,type=fp32,dist=normal,dim=10");
        byte[] bytes = new byte[40_000];
        source.stream().fill(0, bytes);
        float[] floats = new float[7];
        source.fill(123, floats);
        MemorySegment segment = MemorySegment.ofArray(bytes);
        for (int i = 0; i < floats.length; i++) {
            assertThat(floats[i])
                    .isEqualTo(segment.get(
                            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), (123 + i) * 4L));
        }
        assertThat(source.verify(123, floats).isOk()).isTrue();
        floats[3] = Math.nextUp(floats[3]);
        assertThat(source.verify(123, floats).firstWrongOffset() / 4).isEqualTo(126);
        assertThat(source.count()).isEqualTo(10_000);
        assertThat(source.rows()).isEqualTo(1000);
        assertThat(source.offset(10_000)).isEqualTo(40_000);
        float[] row = (float[]) source.row(12).heapBase().orElseThrow();
        assertThat(source.verify(120, row).isOk()).isTrue();
        assertThat(row).hasSize(10);
    }

    @Test
    void wrongArraysAndIndexesAreRefused() {
        NumberSource source = source("size=4000,type=fp32,dim=10");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> source.fill(0, new double[1]))
                .withMessageContaining("array of type fp64: expected one for type fp32");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> source.fill(0, MemorySegment.ofArray(new byte[6])))
                .withMessageContaining("a multiple of 4");
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> source.fill(999, new float[2]));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> source.row(100));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> source.offset(1001));
        assertThatIllegalStateException().isThrownBy(() -> source.nearest(0)).withMessageContaining("neighbours");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> source("size=4000"))
                .withMessageContaining("expected a recipe of numbers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> source.queries(101, 0.1))
                .withMessageContaining("0 to 100");
    }

    /** The noise is so small that the probability of another nearest row is below 10^-9. */
    @ParameterizedTest
    @CsvSource({"fp32, '', 16, 0.2", "fp32, ',norm=l2', 24, 0.3", "fp64, '', 16, 0.2", "bf16, ',norm=l2', 24, 0.3"})
    void theNearestRowIsThePlantedOne(String type, String norm, int dimension, double noise) {
        int rows = 3000;
        int bytes = Numbers.parseType(type).bytes();
        NumberSource table =
                source("size=" + rows * dimension * bytes + ",dist=normal,type=" + type + ",dim=" + dimension + norm);
        NumberSource queries = table.queries(200, noise);
        double[] tableRows = numbers(table, rows * dimension);
        double[] queryRows = numbers(queries, 200 * dimension);
        assertThat(misses(tableRows, queryRows, queries, dimension)).isZero();
        Set<Long> planted = new HashSet<>();
        for (int q = 0; q < 200; q++) {
            planted.add(queries.nearest(q));
        }
        assertThat(planted).hasSize(200);
    }

    /** With much noise, the share of misses is below the bound of docs/numbers.md, and above a tenth of it. */
    @Test
    void theStatedProbabilityOfAMissIsAnUpperBound() {
        int rows = 1000;
        int dimension = 8;
        double noise = 0.3;
        NumberSource table = source("size=" + rows * dimension * 4 + ",dist=normal,type=fp32,dim=" + dimension);
        NumberSource queries = table.queries(1000, noise);
        double misses = misses(numbers(table, rows * dimension), numbers(queries, 1000 * dimension), queries, dimension)
                / 1000.0;
        double bound = queries.missProbability();
        assertThat(bound)
                .isCloseTo(rows / 2.0 * Math.pow(1 + 1 / (2 * noise * noise), -dimension / 2.0), within(1e-12));
        assertThat(misses).isLessThan(bound).isGreaterThan(bound / 100);
    }

    private static int misses(double[] table, double[] queries, NumberSource source, int dimension) {
        int misses = 0;
        for (int q = 0; q < queries.length / dimension; q++) {
            long nearest = -1;
            double least = Double.MAX_VALUE;
            for (int row = 0; row < table.length / dimension; row++) {
                double distance = 0;
                for (int i = 0; i < dimension; i++) {
                    double d = queries[q * dimension + i] - table[row * dimension + i];
                    distance += d * d;
                }
                if (distance < least) {
                    least = distance;
                    nearest = row;
                }
            }
            misses += nearest == source.nearest(q) ? 0 : 1;
        }
        return misses;
    }
}
