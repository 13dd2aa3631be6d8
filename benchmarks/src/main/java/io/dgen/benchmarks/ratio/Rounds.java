package io.dgen.benchmarks.ratio;

import io.dgen.benchmarks.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One fork of a row or chart: lets its contenders take turns and prints the rates of each round. */
final class Rounds {
    private static final long ROUND_NANOS = 10_000_000;

    /** A warm-up that gets little of the CPU takes at most this many times longer. */
    private static final long PATIENCE = 4;

    private Rounds() {}

    static void main(String[] args) throws Exception {
        List<Contender> contenders = Rows.contenders(args[0]);
        Settings settings = Settings.valueOf(args[1]);
        boolean oneCpu = contenders.stream().allMatch(c -> c.cpus() == 1);
        if (oneCpu) {
            Affinity.pin();
        }
        Map<Contender, Workload> workloads = new HashMap<>();
        List<Track> tracks = new ArrayList<>();
        List<Long> warmupNanos = new ArrayList<>();
        for (Contender contender : contenders) {
            Workload workload = workloads.computeIfAbsent(contender.anyMethod(), Contender::prepare);
            tracks.add(new Track(contender, workload, oneCpu));
            warmupNanos.add(workload.warmUpMillis() * 1_000_000);
        }

        boolean warm = false;
        while (!warm) {
            warm = true;
            for (int i = 0; i < tracks.size(); i++) {
                if (warmupNanos.get(i) > 0) {
                    long start = System.nanoTime();
                    long used = tracks.get(i).calibrate(ROUND_NANOS);
                    long passed = System.nanoTime() - start;
                    warmupNanos.set(i, warmupNanos.get(i) - Math.max(used, passed / PATIENCE));
                    warm = false;
                }
            }
        }

        long start = System.nanoTime();
        double[] rates = new double[tracks.size()];
        for (int round = 0; round < settings.minRounds || System.nanoTime() - start < settings.measureNanos; round++) {
            // Who comes last in one round comes first in the next: drifts cancel out.
            for (int i = 0; i < rates.length; i++) {
                int turn = (round + i) % rates.length;
                rates[turn] = tracks.get(turn).round();
            }
            Fork.answer(rates);
        }
    }
}
