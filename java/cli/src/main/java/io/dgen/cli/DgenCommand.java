// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli;

import io.dgen.cli.exit.Failure;
import io.dgen.cli.option.HelpOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The root command. */
@Command(
        name = "dgen",
        description = "Generate synthetic data with a chosen deduplication ratio, and verify it, at memory speed.",
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:success; verify and selftest found no difference",
            "1:verify or selftest found a difference",
            "2:the command line is wrong; nothing was done",
            "3:reading or writing failed, or a resource limit was reached",
            "70:an internal error of dgen",
            "130, 143:ended by a signal",
            "141:the reader of standard output has closed it"
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
        throw Failure.usage("expected a command: " + String.join(", ", Commands.names()) + "; see dgen --help");
    }
}
