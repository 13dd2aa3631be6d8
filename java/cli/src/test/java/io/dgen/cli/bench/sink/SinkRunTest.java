// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dgen.cli.bench.sink.SinkRun.Bottleneck;
import io.dgen.cli.bench.sink.SinkRun.Work;
import io.dgen.cli.pipeline.Timing;
import io.dgen.cli.pipeline.WritePipeline.Result;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verdicts on invented timings. */
final class SinkRunTest {
    private static final Work ALONE = new Work(2_000, 100, List.of());

    private static SinkRun run(Result... results) {
        return new SinkRun(results.length, ALONE, new Work(1_000, 100, List.of(results)));
    }

    private static Result result(long elapsed, long generating, long writing, long forcing) {
        return new Result(new Timing(elapsed, generating, writing), forcing);
    }

    @Test
    void storageIsSlow() {
        SinkRun run = run(result(100, 12, 97, 0));

        assertThat(run.bottleneck()).isEqualTo(Bottleneck.STORAGE);
        assertThat(run.verdict())
                .isEqualTo("1 thread: the storage is the bottleneck: writing 97 %, generating 12 % of the time");
        assertThat(run.ofAlone()).isEqualTo(0.5);
    }

    @Test
    void generatorIsSlow() {
        SinkRun run = run(result(100, 99, 30, 0), result(100, 97, 20, 0));

        assertThat(run.bottleneck()).isEqualTo(Bottleneck.GENERATOR);
        assertThat(run.verdict())
                .isEqualTo("2 threads: the generator is the bottleneck: writing 25 %, generating 98 % of the time");
    }

    @Test
    void bothAreBusy() {
        assertThat(run(result(100, 95, 98, 0)).verdict())
                .isEqualTo("1 thread: generating and writing take about the same time: writing 98 %, generating 95 % of"
                        + " the time");
    }

    /** Written to the page cache in no time, and then waited for. */
    @Test
    void fsyncIsTimeOfTheStorage() {
        SinkRun run = run(result(20, 15, 10, 180));

        assertThat(run.writing()).isCloseTo(0.95, within(1e-9));
        assertThat(run.generating()).isCloseTo(0.075, within(1e-9));
        assertThat(run.forcing()).isCloseTo(0.9, within(1e-9));
        assertThat(run.bottleneck()).isEqualTo(Bottleneck.STORAGE);
    }

    @ParameterizedTest
    @CsvSource({
        "0.50, 0.41, NEITHER",
        "0.41, 0.50, NEITHER",
        "0.61, 0.50, GENERATOR",
        "0.50, 0.61, STORAGE",
        "1, 0, GENERATOR",
        "0, 1, STORAGE"
    })
    void tenPercentMakeTheDifference(double generating, double writing, Bottleneck expected) {
        assertThat(Bottleneck.of(generating, writing)).isEqualTo(expected);
    }

    @Test
    void nothingHappened() {
        SinkRun run = new SinkRun(1, new Work(0, 0, List.of()), new Work(0, 0, List.of()));

        assertThat(run.ofAlone()).isZero();
        assertThat(run.writing()).isZero();
    }
}
