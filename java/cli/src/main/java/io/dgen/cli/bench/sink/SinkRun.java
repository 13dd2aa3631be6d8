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
 * @param threads number of writing threads, and of generating threads
 * @param alone result of the generators without writers: the ceiling
 * @param written result of generators and writers
 */
record SinkRun(int threads, Work alone, Work written) {
    /** Least difference of the busy times of the two sides at which one is the bottleneck. */
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

    /** The side that the other one waits for; neither if both are busy nearly all of the time, or none is. */
    enum Bottleneck {
        GENERATOR,
        STORAGE,
        NEITHER;

        /** @param generating fraction of the time for which generators are busy, as {@code writing} for writers */
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

    /** {@return the fraction of their time for which the generators are busy; otherwise they wait for the storage} */
    double generating() {
        return written.share(r -> r.timing().producerNanos());
    }

    /** {@return the fraction for which the writers are busy, in fsync, too; otherwise they wait for the generators} */
    double writing() {
        return written.share(r -> r.timing().consumerNanos() + r.forceNanos());
    }

    /** {@return the fraction of the writers' time in fsync} */
    double forcing() {
        return written.share(WritePipeline.Result::forceNanos);
    }

    Bottleneck bottleneck() {
        return Bottleneck.of(generating(), writing());
    }

    String verdict() {
        String sentence = bottleneck() == Bottleneck.NEITHER
                ? "neither waits much longer than the other"
                : "the " + Text.lower(bottleneck()) + " is the bottleneck";
        return Text.count(threads, "thread") + ": " + sentence
                + String.format(
                        Locale.ROOT, ": writers busy %.0f %%, generators %.0f %%", 100 * writing(), 100 * generating());
    }
}
