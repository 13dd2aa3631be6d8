// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import io.dgen.ByteSize;
import io.dgen.Mixture;
import io.dgen.Recipe;
import io.dgen.SystemInfo;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.option.Converters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Sizes, threads and ratios that bench measures. */
final class BenchOptions {
    @Option(
            names = "--quick",
            description = "Fewer sizes, ratios of one size only, fewer and shorter rounds: less than 20 seconds.")
    private boolean quick;

    @Option(
            names = "--only",
            paramLabel = "LIST",
            description = "Comma-separated groups: size, threads, ratio, engine, store, buffer. Default: all.")
    private @Nullable String only;

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
            description = "Comma-separated compression ratios from 1 to 64. Default: 1,1.5,2,3,5,10.")
    private @Nullable String ratios;

    /** @param rounds null for the default */
    BenchPlan toPlan(SystemInfo info, @Nullable Integer rounds) throws Failure {
        checkSize();
        if (threads != null && threads > info.availableCpus()) {
            throw Failure.usage("threads " + threads + ": expected 1 to " + info.availableCpus()
                    + ", the CPUs that this process may use");
        }
        return BenchPlan.of(
                info.topology(),
                info.availableCpus(),
                new BenchPlan.Wishes(quick, groups(), rounds, threads, maxSize, parsedRatios()));
    }

    private void checkSize() throws Failure {
        if (maxSize != null && (maxSize < BenchPlan.MIN_MAX_BYTES || maxSize > BenchPlan.MAX_MAX_BYTES)) {
            throw Failure.usage("largest size " + maxSize + ": expected " + BenchPlan.MIN_MAX_BYTES + " ("
                    + ByteSize.format(BenchPlan.MIN_MAX_BYTES) + ") to " + BenchPlan.MAX_MAX_BYTES + " ("
                    + ByteSize.format(BenchPlan.MAX_MAX_BYTES) + ") bytes");
        }
    }

    private @Nullable Set<Group> groups() throws Failure {
        try {
            return only == null ? null : Group.parse(only);
        } catch (IllegalArgumentException e) {
            throw Failure.usage("--only: " + e.getMessage());
        }
    }

    private @Nullable List<Double> parsedRatios() throws Failure {
        if (ratios == null) {
            return null;
        }
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

    /** {@return the given options that {@code --numa} excludes} */
    List<String> namesGiven() {
        List<String> names = new ArrayList<>();
        addIf(names, quick, "--quick");
        addIf(names, only != null, "--only");
        addIf(names, maxSize != null, "--max-size");
        addIf(names, threads != null, "--threads");
        addIf(names, ratios != null, "--ratios");
        return names;
    }

    private static void addIf(List<String> names, boolean given, String name) {
        if (given) {
            names.add(name);
        }
    }
}
