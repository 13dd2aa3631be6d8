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
        footer = {"", "Status 1 is not used: it is left to the JVM and to shells, for failures to start dgen."})
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
