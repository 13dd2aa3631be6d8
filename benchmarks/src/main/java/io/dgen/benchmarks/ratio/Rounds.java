package io.dgen.benchmarks.ratio;

import io.dgen.benchmarks.Workload;
import java.util.HashMap;
import java.util.Map;

/** One fork of a row: lets its two contenders take turns and prints the rates of each round. */
final class Rounds {
    private static final long ROUND_NANOS = 10_000_000;

    private Rounds() {}

    static void main(String[] args) throws Exception {
        RatioRow row = Rows.find(args[0], RatioRow.class);
        Settings settings = Settings.valueOf(args[1]);
        if (row.threads() == 1) {
            Affinity.pin();
        }
        Map<Contender, Workload> workloads = new HashMap<>();
        Track track = track(row, row.contender(), workloads);
        Track rival = track(row, row.rival(), workloads);

        long start = System.nanoTime();
        do {
            track.calibrate(ROUND_NANOS);
            rival.calibrate(ROUND_NANOS);
        } while (System.nanoTime() - start < settings.warmupNanos);

        start = System.nanoTime();
        for (int round = 0; round < settings.minRounds || System.nanoTime() - start < settings.measureNanos; round++) {
            // Who goes second in one round goes first in the next: drifts cancel out.
            boolean rivalFirst = round % 2 == 1;
            double first = (rivalFirst ? rival : track).round();
            double second = (rivalFirst ? track : rival).round();
            Fork.answer(rivalFirst ? second : first, rivalFirst ? first : second);
        }
    }

    private static Track track(RatioRow row, Contender contender, Map<Contender, Workload> workloads) {
        Workload workload = workloads.computeIfAbsent(contender.anyMethod(), Contender::prepare);
        return new Track(contender, workload, row.threads() == 1);
    }
}
