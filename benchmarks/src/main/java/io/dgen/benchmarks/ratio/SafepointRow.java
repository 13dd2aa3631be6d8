package io.dgen.benchmarks.ratio;

import io.dgen.Engine;
import io.dgen.SystemInfo;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The longest time to a safepoint while another thread fills a byte[] of 1 GiB. */
record SafepointRow(String name, String what, Engine engine) implements Row {
    private static final Pattern LOGGED = Pattern.compile("\"FindDeadlocks\".*Reaching safepoint: +(\\d+) ns");

    @Override
    public double bar() {
        return 1;
    }

    @Override
    public boolean atLeast() {
        return false;
    }

    @Override
    public String unit() {
        return " ms";
    }

    @Override
    public @Nullable String unavailable(SystemInfo system) {
        return Contender.engineUnavailable(system, engine);
    }

    @Override
    public Measured measure(Settings settings, boolean byJmh) throws IOException, InterruptedException {
        List<String> options = List.of("-Xms2g", "-Xmx2g", "-Xlog:safepoint=info:stdout");
        Fork fork = new Fork(options, Safepoints.class, engine.name(), settings.name());
        List<String> lines = fork.lines();
        double[] elapsed = lines.subList(lines.indexOf(Safepoints.START), lines.size()).stream()
                .map(LOGGED::matcher)
                .filter(Matcher::find)
                .mapToDouble(m -> Long.parseLong(m.group(1)) / 1e6)
                .toArray();
        List<double[]> cpu = fork.answers();
        if (elapsed.length != cpu.size()) {
            throw new IOException(cpu.size() + " safepoints, but " + elapsed.length + " in the log");
        }
        double[] millis = IntStream.range(0, elapsed.length)
                .mapToDouble(i -> Math.min(elapsed[i], cpu.get(i)[0]))
                .toArray();
        double median = Measured.quantile(DoubleStream.of(millis), 0.5);
        double max = Measured.quantile(DoubleStream.of(millis), 1);
        return new Measured(
                max,
                median,
                max,
                String.format(
                        Locale.ROOT,
                        "%d safepoints, median %.3f ms; with waits for the CPU %.1f ms at most",
                        millis.length,
                        median,
                        Measured.quantile(DoubleStream.of(elapsed), 1)),
                DoubleStream.of(millis).boxed().toList());
    }
}
