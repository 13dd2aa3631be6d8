// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import io.dgen.MemoryCeiling;
import io.dgen.NumaException;
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
    private static final int NUMA_ROUNDS = 7;
    private static final long NUMA_BYTES = 256 << 20;

    /** Options that {@code --numa} does not exclude. */
    private static final Set<String> WITH_NUMA = Set.of("--numa", "--size", "--rounds", "--json", "--force");

    @Mixin
    private final BenchOptions options = new BenchOptions();

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
        if (size != null) {
            throw Failure.usage("--size: expected together with --numa; without it, --max-size limits the buffers");
        }
        TextFile page = html == null ? null : TextFile.at("--html", html, force);
        String unavailable = MemoryCeiling.unavailable();
        if (unavailable != null) {
            throw Failure.usage("the machine's ceilings need the native library: " + unavailable);
        }
        VectorModule.load();
        SystemInfo info = SystemInfo.get();
        BenchPlan plan = options.toPlan(info.topology(), info.availableCpus());
        BenchReport report = BenchRun.run(info, plan, this::printProgress);
        report.print(stdio.out(), json);
        if (page != null) {
            page.write(new BenchHtml(report).text());
        }
    }

    /** Progress is printed when stderr is a terminal. */
    private void printProgress(Group group) {
        if (stdio.errIsTerminal()) {
            stdio.message("measuring " + Text.lower(group));
        }
    }

    private void runNuma() throws Failure {
        ParseResult given = Objects.requireNonNull(spec).commandLine().getParseResult();
        String others = spec.options().stream()
                .map(OptionSpec::longestName)
                .filter(name -> given.hasMatchedOption(name) && !WITH_NUMA.contains(name))
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            throw Failure.usage("--numa and " + others + " exclude each other");
        }
        long bytes = size == null ? NUMA_BYTES : size;
        if (bytes < NumaReport.MIN_BYTES) {
            throw Failure.usage("size " + bytes + ": expected at least " + NumaReport.MIN_BYTES + " bytes");
        }
        SystemInfo info = SystemInfo.get();
        if (info.pinningUnavailable() != null) {
            throw Failure.usage("threads cannot be kept on NUMA nodes here: " + info.pinningUnavailable());
        }
        NumaReport.measure(info.topology(), bytes, options.rounds(NUMA_ROUNDS)).print(stdio.out(), json);
    }
}
