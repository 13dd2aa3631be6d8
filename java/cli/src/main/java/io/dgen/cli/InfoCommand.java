package io.dgen.cli;

import io.dgen.SystemInfo;
import io.dgen.cli.exit.ExitStatus;
import io.dgen.cli.io.Stdio;
import io.dgen.cli.option.HelpOption;
import io.dgen.cli.report.InfoReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what runs here. */
@Command(name = "info", description = "Show the machine, which engines and tiers run on it and why the others do not.")
final class InfoCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean json;

    @Mixin
    private final HelpOption helpOption = new HelpOption();

    private final Stdio stdio;

    InfoCommand(Stdio stdio) {
        this.stdio = stdio;
    }

    @Override
    public Integer call() {
        InfoReport report = new InfoReport(Version.text(), SystemInfo.get());
        report.print(stdio.out(), json);
        return ExitStatus.OK;
    }
}
