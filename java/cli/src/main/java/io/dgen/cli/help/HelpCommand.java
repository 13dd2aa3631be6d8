// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.help;

import io.dgen.cli.exit.ExitStatus;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.option.HelpOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the help of the command that it is a subcommand of, or of one below it. picocli's own reads only one name. */
@Command(
        name = "help",
        helpCommand = true,
        description = "Show the help of a command.",
        footer = {"", "Example: dgen help generate", "         dgen help bench sink"})
public final class HelpCommand implements Callable<Integer> {
    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The command and its subcommand. Default: dgen.")
    private List<String> names = List.of();

    @Mixin
    private final HelpOption helpOption = new HelpOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Failure {
        CommandLine command = Objects.requireNonNull(spec).commandLine().getParent();
        for (String name : names) {
            CommandLine subcommand = command.getSubcommands().get(name);
            if (subcommand == null) {
                throw Failure.usage("unknown command '" + name + "': "
                        + (command.getSubcommands().isEmpty()
                                ? command.getCommandSpec().qualifiedName() + " has no commands"
                                : "expected "
                                        + String.join(
                                                ", ", command.getSubcommands().keySet())));
            }
            command = subcommand;
        }
        command.usage(command.getOut(), command.getColorScheme());
        return ExitStatus.OK;
    }
}
