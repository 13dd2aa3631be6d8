// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

final class BenchmarkSpecTest {
    @Test
    void sizesHaveUnitsAndOtherParametersTheirFirstValue() {
        assertThat(BenchmarkSpec.parse("Fill.memset(size=1MiB)"))
                .isEqualTo(new BenchmarkSpec("Fill", "memset", Map.of("size", "1048576", "tier", "AUTO")));
        assertThat(BenchmarkSpec.parse("Store.fillAuto").parameters())
                .containsOnly(Map.entry("size", "4194304"), Map.entry("ratio", "1"));
    }

    @Test
    void aRivalHasTheCandidatesParameters() {
        BenchmarkSpec candidate = BenchmarkSpec.parse("Fill.fill(tier=AVX2 size=4KiB)");

        assertThat(candidate.parseRival("memset")).isEqualTo(BenchmarkSpec.parse("Fill.memset(tier=AVX2 size=4KiB)"));
        assertThat(candidate.parseRival("fill(size=1GiB)"))
                .isEqualTo(BenchmarkSpec.parse("Fill.fill(tier=AVX2 size=1GiB)"));
        assertThat(candidate.parseRival("Store.memset").family()).isEqualTo("Store");
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
            Nothing.fill           | no family of benchmarks Nothing
            Fill.fill(ratio=2)     | Fill: parameters {ratio=2}, expected some of [size, tier]
            Fill.fill(size=much)   | size 'much': expected
            Fill/fill              | benchmark 'Fill/fill': expected Family.method(name=value ...)
            Fill.fill(size)        | benchmark 'Fill.fill(size)': expected Family.method(name=value ...)
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
        assertThat(calls.family()).isEqualTo("Call");
        assertThat(calls.bytesPerOperation()).isEqualTo(4096);
        assertThat(calls.operationsPerCall()).isEqualTo(64);
        assertThat(calls.rateUnits()).isEqualTo(4096);
        assertThat(BenchmarkSpec.parse("Creation.fromConfig").rateUnits()).isEqualTo(1);
    }

    /** The task fills the buffer of its workload. */
    @Test
    void tasksOfSeveralThreadsHaveWorkloadsOfTheirOwn() {
        BenchmarkSpec spec = BenchmarkSpec.parse("Threads.two(engine=SCALAR)");
        var task = Fork.task(spec, Workload.of(spec));

        assertThat(task.prepare(0)).isSameAs(task.prepare(0)).isNotSameAs(task.prepare(1));
        task.prepare(0).run();
        task.prepare(1).run();
    }

    private static List<String> selected(String... arguments) throws CommandLineOptionException {
        return BenchmarkSpec.selected(new CommandLineOptions(arguments)).stream()
                .map(BenchmarkSpec::toString)
                .toList();
    }

    @Test
    void jmhNamesAreFullNames() {
        assertThat(BenchmarkSpec.parse("Fill.fill").jmhName()).isEqualTo("io.dgen.benchmarks.FillBenchmark.fill");
    }

    @Test
    void optionsOfJmhSelectBenchmarksAndParameters() throws CommandLineOptionException {
        assertThat(selected("PoolBenchmark"))
                .containsExactly("Pool.copy(pool=1048576)", "Pool.copy(pool=16777216)", "Pool.copy(pool=268435456)");
        assertThat(selected("Fill.*stream", "Pool", "-e", "Shared", "-p", "size=4096,1MiB", "-p", "pool=1MiB"))
                .containsExactly(
                        "Fill.streamLoop(size=4096 tier=AUTO)",
                        "Fill.streamLoop(size=1048576 tier=AUTO)",
                        "Pool.copy(pool=1048576)");
        assertThat(selected("Nothing")).isEmpty();
        assertThat(selected()).hasSizeGreaterThan(270).contains("Creation.fromConfig()");
    }

    @Test
    void ratesOfCallsAreOperations() {
        assertThat(BenchmarkSpec.parse("Overhead.fromC(size=64)")).returns(true, BenchmarkSpec::isTimed);
        assertThat(BenchmarkSpec.parse("Creation.fromConfig")).returns(true, BenchmarkSpec::isTimed);
        assertThat(BenchmarkSpec.parse("Fill.fill(size=4KiB)")).returns(false, BenchmarkSpec::isTimed);
    }

    /** Calls from C need a library that the Maven build does not make. */
    static List<BenchmarkSpec> methods() {
        return Family.ALL.stream()
                .flatMap(family -> family.methods().stream().map(m -> BenchmarkSpec.of(family.name(), m, Map.of())))
                .filter(b -> !List.of("fromC", "bareDowncall").contains(b.method()))
                .toList();
    }

    /** Every method of the table exists. */
    @ParameterizedTest
    @MethodSource
    void methods(BenchmarkSpec spec) {
        Calls.prepare(spec.method(), Workload.of(spec)).run();
    }

    @Test
    void unknownMethod() {
        Workload any = Workload.of(BenchmarkSpec.parse("Buffer.segment"));
        assertThatThrownBy(() -> Calls.prepare("nothing", any)).hasMessage("no method nothing");
    }
}
