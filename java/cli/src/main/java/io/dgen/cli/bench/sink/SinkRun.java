// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench.sink;

import io.dgen.cli.pipeline.WritePipeline;
import io.dgen.cli.report.Text;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * Result for a number of writers.
 *
 * @param threads number of threads, each of which generates and writes
 * @param alone result of generating without writing: the ceiling
 * @param written result of generating and writing
 */
record SinkRun(int threads, Work alone, Work written) {
    /** Least difference of the two shares at which one side is the bottleneck. */
    private static final double CLEAR = 0.1;

    /**
     * Result of all writers.
     *
     * @param nanos from the start of the first writer to the end of the last
     * @param results one for each writer
     */
    record Work(long bytes, long nanos, List<WritePipeline.Result> results) {
        double gigabytesPerSecond() {
            return Text.gigabytesPerSecond(bytes, nanos);
        }

        /** {@return a fraction of the time of all writers together} */
        double share(ToLongFunction<WritePipeline.Result> nanos) {
            long part = results.stream().mapToLong(nanos).sum();
            return Text.share(
                    part,
                    results.stream()
                            .mapToLong(WritePipeline.Result::elapsedNanos)
                            .sum());
        }
    }

    /** The side that takes more of the time; neither if both take about the same. */
    enum Bottleneck {
        GENERATOR,
        STORAGE,
        NEITHER;

        /** @param generating fraction of the threads' time, as {@code writing} */
        static Bottleneck of(double generating, double writing) {
            if (Math.abs(generating - writing) < CLEAR) {
                return NEITHER;
            }
            return generating > writing ? GENERATOR : STORAGE;
        }
    }

    double ofAlone() {
        return alone.gigabytesPerSecond() == 0 ? 0 : written.gigabytesPerSecond() / alone.gigabytesPerSecond();
    }

    /** {@return the fraction of the threads' time in which they generate} */
    double generating() {
        return written.share(r -> r.timing().producerNanos());
    }

    /** {@return the fraction of the threads' time in which they write, or wait for fsync} */
    double writing() {
        return written.share(r -> r.timing().consumerNanos() + r.forceNanos());
    }

    /** {@return the fraction of the threads' time in fsync} */
    double forcing() {
        return written.share(WritePipeline.Result::forceNanos);
    }

    Bottleneck bottleneck() {
        return Bottleneck.of(generating(), writing());
    }

    String verdict() {
        String sentence = bottleneck() == Bottleneck.NEITHER
                ? "generating and writing take about the same time"
                : "the " + Text.lower(bottleneck()) + " is the bottleneck";
        return Text.count(threads, "thread") + ": " + sentence
                + String.format(
                        Locale.ROOT,
                        ": writing %.0f %%, generating %.0f %% of the time",
                        100 * writing(),
                        100 * generating());
    }
}
