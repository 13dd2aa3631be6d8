package io.dgen.benchmarks.ratio;

import io.dgen.SystemInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rate of a contender as a part of its rival's.
 *
 * @param forks JVMs to measure in, where the settings ask for fewer
 */
record RatioRow(String name, String what, double bar, Contender contender, Contender rival, int forks) implements Row {

    @Override
    public boolean atLeast() {
        return true;
    }

    @Override
    public String unit() {
        return "";
    }

    @Override
    public @Nullable String unavailable(SystemInfo system) {
        String why = contender.unavailable(system);
        if (why != null) {
            return why;
        }
        why = rival.unavailable(system);
        return why == null && threads() > system.availableCpus() ? "needs " + threads() + " CPUs" : why;
    }

    int threads() {
        return Math.max(contender.threads(), rival.threads());
    }

    @Override
    public Measured measure(Settings settings, boolean byJmh) throws IOException, InterruptedException {
        List<List<double[]>> rounds = new ArrayList<>();
        int count = settings == Settings.QUICK ? 1 : Math.max(forks, settings.forks);
        for (int i = 0; i < count; i++) {
            Class<?> main = byJmh ? JmhRounds.class : Rounds.class;
            rounds.add(new Fork(List.of(), main, name, settings.name()).answers());
        }
        return Measured.ofRates(rounds);
    }
}
