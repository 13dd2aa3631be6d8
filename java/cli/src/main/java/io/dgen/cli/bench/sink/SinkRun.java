// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench.sink;

import io.dgen.cli.bench.sink.Writers.Work;
import io.dgen.cli.pipeline.WritePipeline;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Result for a number of writers.
 *
 * @param threads number of writing threads, and of generating threads
 * @param alone result of the generators without writers: the ceiling
 * @param written result of generators and writers
 */
record SinkRun(int threads, Work alone, Work written) {
    double gigabytesPerSecond() {
        return written.gigabytesPerSecond();
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
