package io.dgen.benchmarks.ratio;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** One fork of a row by JMH: one contender after the other. Prints the rates of each iteration. */
final class JmhRounds {
    private JmhRounds() {}

    static void main(String[] args) throws RunnerException {
        RatioRow row = Rows.find(args[0], RatioRow.class);
        Settings settings = Settings.valueOf(args[1]);
        List<List<Double>> rates = new ArrayList<>();
        for (Contender contender : row.contenders()) {
            rates.add(rates(contender, settings));
        }
        for (int i = 0; i < rates.getFirst().size(); i++) {
            int iteration = i;
            Fork.answer(rates.stream().mapToDouble(r -> r.get(iteration)).toArray());
        }
    }

    private static List<Double> rates(Contender contender, Settings settings) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(contender.jmhPattern())
                .forks(1)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        contender.parameters().forEach(options::param);
        if (settings != Settings.FULL) {
            options.warmupIterations(2).measurementIterations(3);
        }
        RunResult result = new Runner(options.build()).runSingle();
        double bytes = bytes(contender, result.getParams());
        List<Double> rates = new ArrayList<>();
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
            for (IterationResult iteration : fork.getIterationResults()) {
                rates.add(iteration.getPrimaryResult().getScore() * bytes);
            }
        }
        return rates;
    }

    private static double bytes(Contender contender, BenchmarkParams params) {
        if (params.getTimeUnit() != TimeUnit.SECONDS) {
            throw new IllegalStateException(contender + " is not measured in operations per second");
        }
        return contender.bytes();
    }
}
