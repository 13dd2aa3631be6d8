package io.dgen.benchmarks.ratio;

import io.dgen.SystemInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rate of a contender as a part of its rival's.
 *
 * @param rivals the fastest of them counts
 * @param forks JVMs to measure in, where the settings ask for fewer
 */
record RatioRow(String name, String what, double bar, Contender contender, List<Contender> rivals, int forks)
        implements Row {

    static RatioRow of(String name, String what, double bar, Contender contender, Contender... rivals) {
        return new RatioRow(name, what, bar, contender, List.of(rivals), 1);
    }

    /** For contenders that one JVM compiles better than the next. */
    RatioRow inForks(int count) {
        return new RatioRow(name, what, bar, contender, rivals, count);
    }

    @Override
    public boolean atLeast() {
        return true;
    }

    @Override
    public String unit() {
        return "";
    }

    /** The contender, then its rivals. */
    List<Contender> contenders() {
        List<Contender> all = new ArrayList<>(rivals);
        all.addFirst(contender);
        return all;
    }

    @Override
    public @Nullable String unavailable(SystemInfo system) {
        for (Contender each : contenders()) {
            String why = each.unavailable(system);
            if (why != null) {
                return why;
            }
        }
        return null;
    }

    int cpus() {
        return contenders().stream().mapToInt(Contender::cpus).max().orElseThrow();
    }

    @Override
    public Measured measure(Settings settings, boolean byJmh) throws IOException, InterruptedException {
        List<List<double[]>> rounds = new ArrayList<>();
        int count = settings.forks == 1 ? 1 : Math.max(forks, settings.forks);
        for (int i = 0; i < count; i++) {
            Class<?> main = byJmh ? JmhRounds.class : Rounds.class;
            rounds.add(new Fork(main, name, settings.name()).answers());
        }
        List<double[]> all = rounds.stream().flatMap(List::stream).toList();
        double[] medians = Measured.medians(all);
        int best = IntStream.range(1, medians.length)
                .reduce((a, b) -> medians[b] > medians[a] ? b : a)
                .orElseThrow();
        String remark = String.format(Locale.ROOT, "%.2f / %.2f GB/s", medians[0] / 1e9, medians[best] / 1e9);
        if (rivals.size() > 1) {
            remark += " (" + rivals.get(best - 1).method() + ")";
        }
        return Measured.ofRates(rounds, best, remark);
    }
}
