package io.dgen.cli;

import io.dgen.NumaException;
import io.dgen.SystemInfo;
import io.dgen.cli.bench.NumaBench;
import io.dgen.cli.bench.NumaBenchReport;
import io.dgen.cli.exit.ExitStatus;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Stdio;
import io.dgen.cli.option.Converters;
import io.dgen.cli.option.HelpOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures this machine. */
@Command(name = "bench", sortOptions = false, description = "Measure how fast this machine makes data.")
final class BenchCommand implements Callable<Integer> {
    @Option(
            names = "--numa",
            required = true,
            description = "The threads of each NUMA node fill memory of each node: what remote placement costs.")
    private boolean numa;

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            defaultValue = "256MiB",
            converter = Converters.OfSize.class,
            description = "Memory that is filled on each node, 4MiB or more. Default: ${DEFAULT-VALUE}.")
    private long size;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "7",
            converter = Converters.OfRounds.class,
            description = "How often each pair of nodes is measured, in turn; the median counts. Default:"
                    + " ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean json;

    @Mixin
    private final HelpOption helpOption = new HelpOption();

    private final Stdio stdio;

    BenchCommand(Stdio stdio) {
        this.stdio = stdio;
    }

    @Override
    public Integer call() throws Failure {
        if (size < NumaBench.MIN_BYTES) {
            throw Failure.usage("size " + size + ": expected at least " + NumaBench.MIN_BYTES + " bytes");
        }
        SystemInfo info = SystemInfo.get();
        if (info.pinningUnavailable() != null) {
            throw Failure.usage("threads cannot be kept on NUMA nodes here: " + info.pinningUnavailable());
        }
        try (NumaBench bench = new NumaBench(info.topology(), size)) {
            new NumaBenchReport(size, rounds, bench.run(rounds)).print(stdio.out(), json);
        } catch (NumaException e) {
            throw Failure.usage(String.valueOf(e.getMessage()));
        }
        return ExitStatus.OK;
    }
}
