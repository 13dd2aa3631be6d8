package io.dgen.cli.bench.sink;

import io.dgen.cli.bench.sink.Writers.Work;
import io.dgen.cli.pipeline.WritePipeline;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What was measured with a number of writers.
 *
 * @param threads that write; as many generate
 * @param alone the generators, with nobody who writes: the ceiling
 * @param written generators and writers
 */
record SinkRun(int threads, Work alone, Work written) {
    double gigabytesPerSecond() {
        return written.gigabytesPerSecond();
    }

    double ofAlone() {
        return alone.gigabytesPerSecond() == 0 ? 0 : gigabytesPerSecond() / alone.gigabytesPerSecond();
    }

    /** Share of their time that the generators are busy; the rest of it they wait for the storage. */
    double generating() {
        return share(r -> r.timing().producerNanos());
    }

    /** Share of their time that the writers are busy, fsync included; the rest of it they wait for the generators. */
    double writing() {
        return share(r -> r.timing().consumerNanos() + r.forceNanos());
    }

    /** Share of the writers' time that the system took to bring to the device what was written. */
    double forcing() {
        return share(WritePipeline.Result::forceNanos);
    }

    Bottleneck bottleneck() {
        return Bottleneck.of(generating(), writing());
    }

    private double share(ToLongFunction<WritePipeline.Result> nanos) {
        List<WritePipeline.Result> results = written.results();
        long whole =
                results.stream().mapToLong(WritePipeline.Result::elapsedNanos).sum();
        return whole == 0
                ? 0
                : Math.min(1, (double) results.stream().mapToLong(nanos).sum() / whole);
    }
}
