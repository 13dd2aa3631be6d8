package io.dgen.benchmarks.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Contenders with several numbers of threads. All of them run once per round, so that they share its disturbances. */
final class Turns {
    private record Contender(String name, double unitsPerRun, Team.Task task, List<List<Team.Rate>> rates) {}

    private final Scale.Settings settings;
    private final int[] threads;
    private final List<Contender> contenders = new ArrayList<>();

    /** @param threads how many, from few to many */
    Turns(Scale.Settings settings, int... threads) {
        this.settings = settings;
        this.threads = threads.clone();
    }

    /** @param unitsPerRun what one run of the task counts for */
    void add(String name, double unitsPerRun, Team.Task task) {
        contenders.add(new Contender(name, unitsPerRun, task, new ArrayList<>()));
    }

    /** @param asTime in nanoseconds per unit and CPU at work, else in GB/s of all threads */
    void print(boolean asTime) {
        for (int round = -1; round < settings.rounds(); round++) {
            for (Contender contender : contenders) {
                List<Team.Rate> rates = new ArrayList<>();
                for (int k : threads) {
                    rates.add(Team.run(k, contender.task, settings.roundNanos()));
                }
                if (round >= 0) { // the first warms up
                    contender.rates.add(rates);
                }
            }
        }
        head(asTime ? "ns" : "GB/s");
        for (Contender contender : contenders) {
            StringBuilder line = new StringBuilder("| " + contender.name);
            for (int i = 0; i < threads.length; i++) {
                int column = i;
                double perSecond = contender.unitsPerRun
                        * median(contender, rates -> rates.get(column).perSecond());
                int atWork = Math.min(threads[i], Runtime.getRuntime().availableProcessors());
                line.append(String.format(" | %.1f", asTime ? atWork * 1e9 / perSecond : perSecond / 1e9));
            }
            for (int i = 1; i < threads.length; i++) {
                int few = i - 1;
                int many = i;
                line.append(String.format(
                        " | %.2f | %.2f",
                        median(
                                contender,
                                r -> r.get(many).perSecond() / r.get(few).perSecond()),
                        median(
                                contender,
                                r -> r.get(many).perCpuSecond() / r.get(few).perCpuSecond())));
            }
            System.out.println(line + " |");
        }
    }

    private void head(String unit) {
        StringBuilder head = new StringBuilder("| what");
        for (int k : threads) {
            head.append(String.format(" | %s, %d thread%s", unit, k, k == 1 ? "" : "s"));
        }
        for (int i = 1; i < threads.length; i++) {
            head.append(String.format(" | %d vs %d, by time | by CPU time", threads[i], threads[i - 1]));
        }
        System.out.println(head + " |");
        System.out.println("|---".repeat(1 + threads.length + 2 * (threads.length - 1)) + "|");
    }

    private static double median(Contender contender, ToDoubleFunction<List<Team.Rate>> value) {
        return Median.of(contender.rates.stream().map(value::applyAsDouble).toList());
    }
}
