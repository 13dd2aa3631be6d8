// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.completion;

import io.dgen.cli.exit.ExitStatus;
import io.dgen.cli.option.HelpOption;
import io.dgen.cli.terminal.Stdio;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints a script that lets the shell complete commands and options. */
@Command(
        name = "completion",
        description = "Print a completion script for bash and zsh.",
        footer = {"", "Example: source <(dgen completion)"})
public final class CompletionCommand implements Callable<Integer> {
    @Mixin
    private final HelpOption helpOption = new HelpOption();

    private final Stdio stdio;
    private final Supplier<CommandLine> commandLine;

    /** @param commandLine the root command with all its subcommands */
    public CompletionCommand(Stdio stdio, Supplier<CommandLine> commandLine) {
        this.stdio = stdio;
        this.commandLine = commandLine;
    }

    @Override
    public Integer call() {
        stdio.out().print(AutoComplete.bash("dgen", commandLine.get()));
        return ExitStatus.OK;
    }
}
