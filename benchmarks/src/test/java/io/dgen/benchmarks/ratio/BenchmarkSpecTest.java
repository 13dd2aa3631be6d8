// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.ratio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dgen.benchmarks.CallBenchmark;
import io.dgen.benchmarks.FillBenchmark;
import io.dgen.benchmarks.StoreBenchmark;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BenchmarkSpecTest {
    @Test
    void sizesHaveUnitsAndOtherParametersTheirFirstValue() {
        assertThat(BenchmarkSpec.parse("Fill.memset(size=1MiB)"))
                .isEqualTo(new BenchmarkSpec(FillBenchmark.class, "memset", Map.of("size", "1048576", "tier", "AUTO")));
        assertThat(BenchmarkSpec.parse("Store.fillAuto").parameters()).containsExactly(Map.entry("size", "4194304"));
    }

    @Test
    void aRivalHasTheCandidatesParameters() {
        BenchmarkSpec candidate = BenchmarkSpec.parse("Fill.fill(tier=AVX2 size=4KiB)");

        assertThat(candidate.parseRival("memset")).isEqualTo(BenchmarkSpec.parse("Fill.memset(tier=AVX2 size=4KiB)"));
        assertThat(candidate.parseRival("fill(size=1GiB)"))
                .isEqualTo(BenchmarkSpec.parse("Fill.fill(tier=AVX2 size=1GiB)"));
        assertThat(candidate.parseRival("Store.memset").workload()).isEqualTo(StoreBenchmark.class);
    }

    /** Values may contain commas and equal signs. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dedup.fill(blockSize=4096 compress=1 plan=2.5,hot=5%@50%)",
                "Walk.chunks64KiB()",
                "Threads.two(engine=NATIVE size=1048576)"
            })
    void textIsReadBack(String text) {
        assertThat(BenchmarkSpec.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Fill.nothing           | has no benchmark nothing
            Nothing.fill           | no benchmark class io.dgen.benchmarks.NothingBenchmark
            Fill.fill(ratio=2)     | FillBenchmark: parameters {ratio=2}, expected some of [size, tier]
            Fill.fill(size=much)   | size 'much': expected
            Fill/fill              | benchmark 'Fill/fill': expected Class.method(name=value ...)
            """)
    void wrongTexts(String text, String message) {
        assertThatThrownBy(() -> BenchmarkSpec.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void cpusThreadsAndBytes() {
        assertThat(BenchmarkSpec.parse("Fill.fill").cpus()).isEqualTo(1);
        assertThat(BenchmarkSpec.parse("Threads.two"))
                .returns(2, BenchmarkSpec::threads)
                .returns(2, BenchmarkSpec::cpus);
        assertThat(BenchmarkSpec.parse("SharedBuffer.fillChunk(maxThreads=2)"))
                .returns(1, BenchmarkSpec::threads)
                .returns(2, BenchmarkSpec::cpus);
        BenchmarkSpec calls = BenchmarkSpec.parse("Call.fromC(size=4KiB)");
        assertThat(calls.workload()).isEqualTo(CallBenchmark.class);
        assertThat(calls.bytesPerOperation()).isEqualTo(4096);
        assertThat(calls.operationsPerCall()).isEqualTo(64);
        assertThat(calls.bytesPerCall()).isEqualTo(64 * 4096);
    }

    /** The task fills the buffer of its workload. */
    @Test
    void tasksOfSeveralThreadsHaveWorkloadsOfTheirOwn() {
        BenchmarkSpec spec = BenchmarkSpec.parse("Threads.two(engine=SCALAR)");
        var task = spec.task(spec.prepare());

        assertThat(task.prepare(0)).isSameAs(task.prepare(0)).isNotSameAs(task.prepare(1));
        task.prepare(0).run();
        task.prepare(1).run();
    }

    @Test
    void jmhNamesAreFullNames() {
        assertThat(BenchmarkSpec.ofJmh("io.dgen.benchmarks.FillBenchmark.fill", Map.of("size", "4096")))
                .isEqualTo(BenchmarkSpec.parse("Fill.fill(size=4KiB)"));
    }
}
