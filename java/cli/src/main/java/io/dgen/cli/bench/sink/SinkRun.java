package io.dgen.cli.bench.sink;

import io.dgen.cli.bench.sink.SinkBench.Work;
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
    /** The side that the other one waits for. */
    enum Bottleneck {
        GENERATOR("the generator is the bottleneck"),
        STORAGE("the storage is the bottleneck"),
        /** Both sides are busy nearly all of the time, or none is. */
        NEITHER("neither waits much longer than the other");

        /** Least difference of the busy times. */
        private static final double CLEAR = 0.1;

        private final String sentence;

        Bottleneck(String sentence) {
            this.sentence = sentence;
        }

        /** @param generating fraction of the time for which generators are busy, as {@code writing} for writers */
        static Bottleneck of(double generating, double writing) {
            if (Math.abs(generating - writing) < CLEAR) {
                return NEITHER;
            }
            return generating > writing ? GENERATOR : STORAGE;
        }
    }

    double gigabytesPerSecond() {
        return written.gigabytesPerSecond();
    }

    double aloneGigabytesPerSecond() {
        return alone.gigabytesPerSecond();
    }

    double ofAlone() {
        return alone.gigabytesPerSecond() == 0 ? 0 : gigabytesPerSecond() / alone.gigabytesPerSecond();
    }

    /** {@return the fraction of their time for which the generators are busy; otherwise they wait for the storage} */
    double generating() {
        return share(r -> r.timing().producerNanos());
    }

    /** {@return the fraction for which the writers are busy, in fsync, too; otherwise they wait for the generators} */
    double writing() {
        return share(r -> r.timing().consumerNanos() + r.forceNanos());
    }

    /** {@return the fraction of the writers' time in fsync} */
    double forcing() {
        return share(WritePipeline.Result::forceNanos);
    }

    private double share(ToLongFunction<WritePipeline.Result> nanos) {
        List<WritePipeline.Result> results = written.results();
        return Text.share(
                results.stream().mapToLong(nanos).sum(),
                results.stream().mapToLong(WritePipeline.Result::elapsedNanos).sum());
    }

    Bottleneck bottleneck() {
        return Bottleneck.of(generating(), writing());
    }

    String verdict() {
        return String.format(
                Locale.ROOT,
                "%d %s: %s: writers busy %.0f %%, generators %.0f %%",
                threads,
                threads == 1 ? "thread" : "threads",
                bottleneck().sentence,
                100 * writing(),
                100 * generating());
    }
}
