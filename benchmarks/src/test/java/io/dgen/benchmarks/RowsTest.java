// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.Tier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of rows, charts and floors are complete and can be read. */
final class RowsTest {
    @Test
    void rowsAndChartsByTheme() {
        assertThat(Row.themes())
                .extracting(Row.Theme::theme)
                .containsExactly(
                        "fill",
                        "stores",
                        "peers",
                        "calls",
                        "engines",
                        "compress",
                        "digest",
                        "records",
                        "numbers",
                        "threads",
                        "process");
        assertThat(Ratios.names())
                .doesNotHaveDuplicates()
                .startsWith("fill-avx512-256k")
                .contains("store-4m", "read-1g-2", "compress-2", "threads-shared", "safepoint-scalar")
                .endsWith("chart-peers");
    }

    private static Row row(String name) {
        return Row.all().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
    }

    private static List<BenchmarkSpec> candidatesOfRow(String name) {
        return row(name).specs();
    }

    private static List<BenchmarkSpec> candidatesOfChart(String name) {
        return RateChart.ALL.stream()
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
                        "Store.readAfterAuto(ratio=1 size=4194304)",
                        "Store.readAfterRegular(ratio=1 size=4194304)",
                        "Store.readAfterPrefetch(ratio=1 size=4194304)",
                        "Store.readAfterStream(ratio=1 size=4194304)");
        assertThat(candidatesOfRow("threads-shared"))
                .extracting(BenchmarkSpec::toString)
                .containsExactly(
                        "SharedBuffer.fillChunk(maxThreads=2 size=268435456)",
                        "Threads.two(engine=NATIVE size=134217728)");
        assertThat(row("random-bytes").bar()).hasToString(">= 13");
        assertThat(Row.all()).allSatisfy(r -> assertThat(r.specs()).hasSameSizeAs(r.candidates()));
    }

    private static Harness harness(List<List<BenchmarkSpec>> measured, double... rates) {
        return new Harness() {
            @Override
            public List<double[]> rates(List<BenchmarkSpec> candidates, Effort given) {
                measured.add(candidates);
                return List.of(rates);
            }

            @Override
            public double allocation(BenchmarkSpec spec, Effort given) {
                return 0.25;
            }
        };
    }

    @Test
    void rowsOfOneCandidate() {
        Measured creations = row("creation").measure(Effort.FULL, harness(new ArrayList<>(), 7e6));
        assertThat(creations.value()).isEqualTo(7);
        assertThat(creations.samples()).isEqualTo(List.of(7.0, 7.0, 7.0));

        Measured allocation = row("allocation-4k").measure(Effort.FULL, harness(new ArrayList<>(), 1));
        assertThat(allocation.value()).isEqualTo(0.25);
        assertThat(allocation.remark()).isEqualTo("Buffer.segment(size=4096)");
    }

    /** One JVM compiles the vector engine better than the next one. */
    @ParameterizedTest
    @CsvSource({"vector, FULL, 5", "vector, QUICK, 1", "scalar, FULL, 3"})
    void eachJvmMeasuresAllCandidates(String row, Effort effort, int jvms) {
        List<List<BenchmarkSpec>> measured = new ArrayList<>();

        Measured result = row(row).measure(effort, harness(measured, 3, 4));

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
        assertThat(Guard.checked())
                .extracting(Row::name)
                .containsExactlyInAnyOrder(
                        "guard-fill",
                        "random-longs",
                        "fill-1g",
                        "verify",
                        "verify-wrong",
                        "pipe",
                        "compress-verify",
                        "compress-2",
                        "compress-2-memset",
                        "chunk-1m",
                        "chunk-size",
                        "array",
                        "guard-call",
                        "one-shot",
                        "guard-vector",
                        "threads-1m",
                        "records-allocation",
                        "allocation-4k");
        assertThat(Guard.checked()).allSatisfy(row -> {
            assertThat(row.floor(Tier.AVX2)).isNotNull();
            assertThat(row.floor(Tier.AVX512)).isNotNull();
            assertThat(row.usual()).isNotEmpty();
        });
        assertThat(row("guard-fill").floor(Tier.AVX2)).hasToString(">= 0.17");
        assertThat(row("guard-fill").floor(Tier.NEON)).isNull();
        assertThat(row("threads-1m").floor(Tier.NEON)).hasToString(">= 1.3");
        assertThat(row("fill-4m").floor(Tier.AVX2)).isNull();
    }

    @Test
    void aNameStandsForTheNamesThatItBegins() {
        assertThat(Ratios.isNamed("safepoint-vector", List.of("verify", "safepoint")))
                .isTrue();
        assertThat(Ratios.isNamed("verify", List.of("verify"))).isTrue();
        assertThat(Ratios.isNamed("verify", List.of("ver"))).isFalse();
        assertThat(Ratios.isNamed("verify", List.of())).isTrue();
    }
}
