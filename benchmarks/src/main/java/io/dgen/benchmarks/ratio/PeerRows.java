package io.dgen.benchmarks.ratio;

import static io.dgen.benchmarks.ratio.Rows.contender;

import io.dgen.benchmarks.PeerBenchmark;
import java.util.List;

/** The native engine beside what else makes random bytes in Java. */
final class PeerRows {
    static final List<RatioRow> ALL = List.of(
            row("aes", "AES/CTR of the JDK, 16 KiB at a time", 1.9, "aesCtrArray"),
            row("random-bytes", "SplittableRandom.nextBytes", 13, "splittableRandomBytes"),
            row("random-longs", "a loop of SplittableRandom.nextLong", 3.5, "splittableRandomLongs"));

    private PeerRows() {}

    private static RatioRow row(String name, String rival, double bar, String method) {
        return RatioRow.of(
                name,
                "native fill, 1 MiB, vs " + rival,
                bar,
                contender(PeerBenchmark.class, "fill"),
                contender(PeerBenchmark.class, method));
    }
}
