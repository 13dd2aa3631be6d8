// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import io.dgen.ByteSize;
import io.dgen.Mixture;
import io.dgen.NumaTopology;
import io.dgen.Recipe;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.option.Converters;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Sizes, threads, ratios and rounds that bench measures. */
final class BenchOptions {
    private static final int QUICK_ROUNDS = 9;
    private static final int FULL_ROUNDS = 15;

    /** More rounds improve no median, and their samples fill the memory. */
    private static final int MAX_ROUNDS = 100_000;

    @Option(
            names = "--quick",
            description = "Fewer sizes, ratios of one size only, fewer and shorter rounds: less than 20 seconds.")
    private boolean quick;

    @Option(
            names = "--only",
            paramLabel = "LIST",
            defaultValue = "size,threads,ratio,engine,store,buffer",
            description = "Comma-separated groups: size, threads, ratio, engine, store, buffer. Default: all.")
    private String only = "";

    @Option(
            names = "--max-size",
            paramLabel = "SIZE",
            converter = Converters.OfSize.class,
            description = "The largest buffer, 64KiB to 64GiB. Default: 4 times the last-level cache.")
    private @Nullable Long maxSize;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = Converters.OfThreads.class,
            description = "Largest number of threads. Default: one per CPU.")
    private @Nullable Integer threads;

    @Option(
            names = "--ratios",
            paramLabel = "LIST",
            defaultValue = "1,1.5,2,3,5,10",
            description = "Comma-separated compression ratios from 1 to 64. Default: ${DEFAULT-VALUE}.")
    private String ratios = "";

    @Option(
            names = "--rounds",
            paramLabel = "N",
            converter = Converters.OfRounds.class,
            description = "Rounds per case; the median is reported. Slow cases use fewer, at least 3."
                    + " Default: 15; 9 with --quick; 7 with --numa.")
    private @Nullable Integer rounds;

    /** @param usual number of rounds if there is none */
    int rounds(int usual) throws Failure {
        int count = Objects.requireNonNullElse(rounds, usual);
        if (count > MAX_ROUNDS) {
            throw Failure.usage("rounds " + count + ": expected 1 to " + MAX_ROUNDS);
        }
        return count;
    }

    BenchPlan toPlan(NumaTopology topology, int cpus) throws Failure {
        if (maxSize != null && (maxSize < BenchPlan.MIN_MAX_BYTES || maxSize > BenchPlan.MAX_MAX_BYTES)) {
            throw Failure.usage("largest size " + maxSize + ": expected " + BenchPlan.MIN_MAX_BYTES + " ("
                    + ByteSize.format(BenchPlan.MIN_MAX_BYTES) + ") to " + BenchPlan.MAX_MAX_BYTES + " ("
                    + ByteSize.format(BenchPlan.MAX_MAX_BYTES) + ") bytes");
        }
        if (threads != null && threads > cpus) {
            throw Failure.usage(
                    "threads " + threads + ": expected 1 to " + cpus + ", the CPUs that this process may use");
        }
        List<String> notes = new ArrayList<>();
        return new BenchPlan(
                groups(),
                quick,
                rounds(quick ? QUICK_ROUNDS : FULL_ROUNDS),
                Objects.requireNonNullElse(threads, cpus),
                maxSize == null ? BenchPlan.defaultMaxBytes(topology, quick, notes) : BenchPlan.wholePages(maxSize),
                parsedRatios(),
                notes);
    }

    private Set<Group> groups() throws Failure {
        try {
            return Group.parse(only);
        } catch (IllegalArgumentException e) {
            throw Failure.usage("--only: " + e.getMessage());
        }
    }

    private List<Double> parsedRatios() throws Failure {
        List<Double> list = new ArrayList<>();
        try {
            for (String text : ratios.split(",", -1)) {
                double ratio = Recipe.parseRatio("compress", text);
                Mixture.of(ratio);
                list.add(ratio);
            }
        } catch (IllegalArgumentException e) {
            throw Failure.usage("--ratios: " + e.getMessage());
        }
        return list;
    }
}
