// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import io.dgen.MemoryCeiling;
import io.dgen.Mixture;
import io.dgen.NumaException;
import io.dgen.NumaTopology;
import io.dgen.Recipe;
import io.dgen.SystemInfo;
import io.dgen.cli.exit.ExitStatus;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.option.Converters;
import io.dgen.cli.option.HelpOption;
import io.dgen.cli.option.TextFile;
import io.dgen.cli.option.VectorModule;
import io.dgen.cli.pipeline.MemoryShare;
import io.dgen.cli.report.Text;
import io.dgen.cli.terminal.Stdio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Measures this machine. */
@Command(
        name = "bench",
        sortOptions = false,
        description = "Measure the rates at which this machine generates and verifies data, and its limits.",
        footer = {
            "",
            "Every rate is printed with its ceiling, which is measured in turn with it on the",
            "same buffer: the better of memset and a loop of non-temporal stores for fill, a",
            "loop of loads for verify. docs/bench.md has the details.",
            "",
            "Example: dgen bench --quick",
            "         dgen bench --html report.html",
            "         dgen bench sink /mnt/disk"
        })
public final class BenchCommand implements Callable<Integer> {
    private static final int QUICK_ROUNDS = 9;
    private static final int FULL_ROUNDS = 15;
    private static final int NUMA_ROUNDS = 7;

    /** More rounds improve no median, and their samples fill the memory. */
    private static final int MAX_ROUNDS = 100_000;

    private static final long NUMA_BYTES = 256 << 20;

    /** Options that {@code --numa} does not exclude. */
    private static final Set<String> WITH_NUMA = Set.of("--numa", "--size", "--rounds", "--json", "--force");

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

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean json;

    @Option(names = "--html", paramLabel = "FILE", description = "Also write a page with charts.")
    private @Nullable String html;

    @Option(names = "--force", description = "Replace an existing file of --html.")
    private boolean force;

    @Option(
            names = "--numa",
            description = "Measure instead how fast the threads of each NUMA node fill memory of each node.")
    private boolean numa;

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            converter = Converters.OfSize.class,
            description = "With --numa: memory to fill on each node, at least 4MiB. Default: 256MiB.")
    private @Nullable Long size;

    @Mixin
    private final HelpOption helpOption = new HelpOption();

    @Spec
    private @Nullable CommandSpec spec;

    private final Stdio stdio;

    public BenchCommand(Stdio stdio) {
        this.stdio = stdio;
    }

    @Override
    public Integer call() throws Failure {
        MemoryShare.now().checkLarge("bench");
        try {
            if (numa) {
                runNuma();
            } else {
                run();
            }
        } catch (NumaException e) {
            throw Failure.usage(String.valueOf(e.getMessage()));
        }
        return ExitStatus.OK;
    }

    private void run() throws Failure {
        Failure.unless(
                size == null, "--size: expected together with --numa; without it, --max-size limits the buffers");
        TextFile page = html == null ? null : TextFile.at("--html", html, force);
        String unavailable = MemoryCeiling.unavailable();
        Failure.unless(unavailable == null, "the machine's ceilings need the native library: " + unavailable);
        VectorModule.load();
        SystemInfo info = SystemInfo.get();
        BenchPlan plan = plan(info.topology(), info.availableCpus());
        BenchReport report = BenchRun.run(info, plan, group -> stdio.progress("measuring " + Text.lower(group)));
        report.print(stdio.out(), json);
        if (page != null) {
            page.write(new BenchHtml(report).text());
        }
    }

    private void runNuma() throws Failure {
        ParseResult given = Objects.requireNonNull(spec).commandLine().getParseResult();
        String others = spec.options().stream()
                .map(OptionSpec::longestName)
                .filter(name -> given.hasMatchedOption(name) && !WITH_NUMA.contains(name))
                .collect(Collectors.joining(", "));
        Failure.unless(others.isEmpty(), "--numa and " + others + " exclude each other");
        long bytes = Objects.requireNonNullElse(size, NUMA_BYTES);
        Failure.unless(
                bytes >= NumaReport.MIN_BYTES,
                "size " + bytes + ": expected at least " + NumaReport.MIN_BYTES + " bytes");
        SystemInfo info = SystemInfo.get();
        String unavailable = info.pinningUnavailable();
        Failure.unless(unavailable == null, "threads cannot be kept on NUMA nodes here: " + unavailable);
        NumaReport.measure(info.topology(), bytes, rounds(NUMA_ROUNDS)).print(stdio.out(), json);
    }

    /** @param usual number of rounds if there is none */
    int rounds(int usual) throws Failure {
        int count = Objects.requireNonNullElse(rounds, usual);
        Failure.unless(count <= MAX_ROUNDS, "rounds " + count + ": expected 1 to " + MAX_ROUNDS);
        return count;
    }

    BenchPlan plan(NumaTopology topology, int cpus) throws Failure {
        List<String> notes = new ArrayList<>();
        int most = Objects.requireNonNullElse(threads, cpus);
        Failure.unless(
                most <= cpus, "threads " + most + ": expected 1 to " + cpus + ", the CPUs that this process may use");
        return new BenchPlan(
                Failure.translate("--only: ", () -> Group.parse(only)),
                quick,
                rounds(quick ? QUICK_ROUNDS : FULL_ROUNDS),
                most,
                maxSize == null
                        ? BenchPlan.defaultMaxBytes(topology, quick, notes)
                        : BenchPlan.checkedMaxBytes(maxSize),
                Failure.translate("--ratios: ", () -> parse(ratios)),
                notes);
    }

    private static List<Double> parse(String ratios) {
        List<Double> list = Arrays.stream(ratios.split(",", -1))
                .map(ratio -> Recipe.parseRatio("compress", ratio))
                .toList();
        list.forEach(Mixture::of);
        return list;
    }
}
