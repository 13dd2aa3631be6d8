package io.dgen.cli;

import io.dgen.cli.exit.Failure;
import io.dgen.cli.option.HelpOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all commands hang on. */
@Command(
        name = "dgen",
        description = "Synthetic data with a chosen deduplication ratio, made and checked at memory speed.",
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done; for verify and selftest: all is as it should be",
            "1:verify or selftest found a difference",
            "2:the command line is wrong; nothing was done",
            "3:reading or writing failed",
            "70:dgen has a defect",
            "130, 143:ended by a signal",
            "141:the reader of standard output has gone"
        })
final class DgenCommand implements Callable<Integer> {
    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    private boolean version;

    @Mixin
    private final HelpOption helpOption = new HelpOption();

    @Override
    public Integer call() throws Failure {
        throw Failure.usage(
                "expected a command: generate, verify, analyze, info, bench, selftest or completion; dgen --help tells more");
    }
}
