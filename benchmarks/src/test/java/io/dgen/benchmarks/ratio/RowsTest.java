// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.ratio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dgen.Tier;
import io.dgen.benchmarks.BenchmarkSpec;
import io.dgen.benchmarks.TextTable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of rows, charts and floors are complete and can be read. */
final class RowsTest {
    @Test
    void rowsAndChartsByTheme() {
        assertThat(Rows.themes().keySet())
                .containsExactly("fill", "peers", "calls", "engines", "compress", "threads", "process");
        assertThat(Rows.names())
                .doesNotHaveDuplicates()
                .containsExactly(
                        ("fill-avx512-256k fill-avx512-1m fill-avx2-256k fill-avx2-1m fill-1g fill-4m fill-16m fill-64m"
                                        + " read-4m read-32m read-64m page verify aes random-bytes random-longs call-1m"
                                        + " call-64k chunk-1m chunk-size one-shot array vector scalar compress-1.2"
                                        + " compress-2 compress-2-memset compress-3-memset compress-10-memset"
                                        + " compress-verify compress-scalar compress-vector threads-1m threads-512m"
                                        + " threads-shared first-fill first-byte creation allocation-4k"
                                        + " allocation-array allocation-1m allocation-32m safepoint-native"
                                        + " safepoint-vector safepoint-scalar chart-sizes chart-chunks chart-stores"
                                        + " chart-reads chart-compress chart-plans chart-engines chart-peers")
                                .split(" "));
    }

    private static List<BenchmarkSpec> candidatesOfRow(String name) {
        return Rows.find(name).candidates();
    }

    private static List<BenchmarkSpec> candidatesOfChart(String name) {
        return Rows.CHARTS.stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow()
                .candidates();
    }

    @Test
    void rivalsOfRows() {
        assertThat(candidatesOfRow("read-4m"))
                .extracting(BenchmarkSpec::toString)
                .containsExactly(
                        "Store.readAfterAuto(size=4194304)",
                        "Store.readAfterRegular(size=4194304)",
                        "Store.readAfterStream(size=4194304)");
        assertThat(candidatesOfRow("threads-shared"))
                .extracting(BenchmarkSpec::toString)
                .containsExactly(
                        "SharedBuffer.fillChunk(maxThreads=2 size=268435456)",
                        "Threads.two(engine=NATIVE size=134217728)");
        assertThat(Rows.find("random-bytes").bar()).isEqualTo(Row.Bar.atLeast(13, ""));
        assertThatThrownBy(() -> Rows.find("fill")).hasMessage("no row fill");
    }

    /** One JVM compiles the vector engine better than the next one. */
    @ParameterizedTest
    @CsvSource({"vector, FULL, 5", "vector, QUICK, 1", "scalar, FULL, 3"})
    void eachJvmMeasuresAllCandidates(String row, Effort effort, int jvms) {
        List<List<BenchmarkSpec>> measured = new ArrayList<>();
        Harness harness = new Harness() {
            @Override
            public List<double[]> rates(List<BenchmarkSpec> candidates, Effort given) {
                measured.add(candidates);
                return List.of(new double[] {3, 4});
            }

            @Override
            public double allocation(BenchmarkSpec spec, Effort given) {
                throw new AssertionError();
            }
        };

        Measured result = Rows.find(row).measurement().measure(effort, harness);

        assertThat(result.value()).isEqualTo(0.75);
        assertThat(measured).hasSize(jvms).containsOnly(candidatesOfRow(row));
    }

    @Test
    void seriesOfCharts() {
        assertThat(candidatesOfChart("chart-plans"))
                .hasSize(10)
                .contains(BenchmarkSpec.parse("Dedup.fill(plan=2.5,hot=5%@50% blockSize=128KiB)"));
        assertThat(candidatesOfChart("chart-peers"))
                .hasSize(11)
                .endsWith(BenchmarkSpec.parse("Pool.copy(pool=256MiB)"));
        // memset is the same for all ratios.
        assertThat(candidatesOfChart("chart-compress")).hasSize(2 * 8 + 1);
    }

    @Test
    void floorsOfTheGuard() {
        assertThat(GuardCheck.ALL)
                .extracting(c -> c.row().name())
                .containsExactly(
                        "guard-fill",
                        "random-longs",
                        "fill-1g",
                        "verify",
                        "compress-verify",
                        "compress-2",
                        "chunk-1m",
                        "chunk-size",
                        "array",
                        "guard-call",
                        "one-shot",
                        "guard-vector",
                        "threads-1m");
        assertThat(GuardCheck.ALL).allSatisfy(check -> {
            assertThat(check.row().candidates()).hasSizeGreaterThan(1);
            assertThat(check.floors()).containsKeys(Tier.AVX2, Tier.AVX512);
        });
        assertThat(GuardCheck.ALL.getFirst().floors()).hasSize(2).containsEntry(Tier.AVX2, 0.17);
        assertThat(GuardCheck.ALL.getLast().floors()).hasSize(4).containsEntry(Tier.NEON, 1.3);
    }

    @Test
    void aNameStandsForTheNamesThatItBegins() {
        assertThat(Ratios.isNamed("safepoint-vector", List.of("verify", "safepoint")))
                .isTrue();
        assertThat(Ratios.isNamed("verify", List.of("verify"))).isTrue();
        assertThat(Ratios.isNamed("verify", List.of("ver"))).isFalse();
        assertThat(Ratios.isNamed("verify", List.of())).isTrue();
    }

    @Test
    void commentsAndSections() {
        assertThat(TextTable.parse("# none\n[a | b]\n 1 | two words |3\n\n[c]\n"))
                .containsExactly(
                        new TextTable.Section(List.of("a", "b"), List.of(List.of("1", "two words", "3"))),
                        new TextTable.Section(List.of("c"), List.of()));
    }
}
