package io.dgen.cli;

import io.dgen.cli.exit.ExitStatus;
import io.dgen.cli.io.Stdio;
import io.dgen.cli.option.HelpOption;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes the shell know the options. */
@Command(
        name = "completion",
        description = "Print a completion script for bash and zsh.",
        footer = {"", "Example: source <(dgen completion)"})
final class CompletionCommand implements Callable<Integer> {
    @Mixin
    private final HelpOption helpOption = new HelpOption();

    private final Stdio stdio;

    CompletionCommand(Stdio stdio) {
        this.stdio = stdio;
    }

    @Override
    public Integer call() {
        stdio.out().print(AutoComplete.bash("dgen", Main.commandLine(stdio)));
        return ExitStatus.OK;
    }
}
