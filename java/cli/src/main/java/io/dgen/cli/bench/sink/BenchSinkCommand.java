package io.dgen.cli.bench.sink;

import io.dgen.cli.exit.ExitStatus;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Endpoints;
import io.dgen.cli.io.Output;
import io.dgen.cli.option.HelpOption;
import io.dgen.cli.option.IoFailures;
import io.dgen.cli.terminal.Stdio;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds out whether the generator or the storage is the bottleneck. */
@Command(
        name = "sink",
        sortOptions = false,
        description =
                "Write data with 1, 2, 4 and so on threads, and report whether the generator or the storage is the bottleneck.",
        footer = {
            "",
            "Each writer has a file of its own and removes its name as soon as it is open,",
            "so that no file remains. Another thread generates its data at the same time.",
            "With -, everything except the data goes to standard error.",
            "",
            "Example: dgen bench sink --direct /mnt/disk",
            "         dgen bench sink - | ssh host 'cat >/dev/null'"
        })
public final class BenchSinkCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "A directory of the storage, or - for standard output.")
    private String directory = "";

    @Mixin
    private final SinkOptions options = new SinkOptions();

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean json;

    @Mixin
    private final HelpOption helpOption = new HelpOption();

    private final Stdio stdio;

    public BenchSinkCommand(Stdio stdio) {
        this.stdio = stdio;
    }

    @Override
    public Integer call() throws Failure {
        Output output = IoFailures.translate(directory, () -> Endpoints.scratch(directory, stdio));
        SinkReport report = new SinkBench(options.toPlan(output, stdio), stdio).run();
        report.print(output.isStandardStream() ? stdio.err() : stdio.out(), json);
        return ExitStatus.OK;
    }
}
