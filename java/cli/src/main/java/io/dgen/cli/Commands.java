// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli;

import io.dgen.cli.analyze.AnalyzeCommand;
import io.dgen.cli.bench.BenchCommand;
import io.dgen.cli.bench.sink.BenchSinkCommand;
import io.dgen.cli.completion.CompletionCommand;
import io.dgen.cli.dataset.CreateCommand;
import io.dgen.cli.dataset.DatasetCommand;
import io.dgen.cli.dataset.ListCommand;
import io.dgen.cli.dataset.RemoveCommand;
import io.dgen.cli.dataset.VerifySetCommand;
import io.dgen.cli.diff.DiffCommand;
import io.dgen.cli.digest.DigestCommand;
import io.dgen.cli.exit.ExitStatus;
import io.dgen.cli.generate.GenerateCommand;
import io.dgen.cli.help.HelpCommand;
import io.dgen.cli.info.InfoCommand;
import io.dgen.cli.option.Converters;
import io.dgen.cli.predict.PredictCommand;
import io.dgen.cli.selftest.SelftestCommand;
import io.dgen.cli.terminal.Stdio;
import io.dgen.cli.verify.VerifyCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;

/** The root command with its subcommands, in the order of the help. */
final class Commands {
    private static final String HELP = "help";

    /** Lambdas, because method references to the constructors would load the classes of all subcommands. */
    private static final Map<String, Function<Stdio, Object>> SUBCOMMANDS = new LinkedHashMap<>();

    static {
        SUBCOMMANDS.put("generate", stdio -> new GenerateCommand(stdio));
        SUBCOMMANDS.put("verify", stdio -> new VerifyCommand(stdio));
        SUBCOMMANDS.put("digest", stdio -> new DigestCommand(stdio));
        SUBCOMMANDS.put(
                "dataset",
                stdio -> new CommandLine(new DatasetCommand())
                        .addSubcommand(new CreateCommand(stdio))
                        .addSubcommand(new VerifySetCommand(stdio))
                        .addSubcommand(new ListCommand(stdio))
                        .addSubcommand(new RemoveCommand(stdio))
                        .addSubcommand(new HelpCommand()));
        SUBCOMMANDS.put("analyze", stdio -> new AnalyzeCommand(stdio));
        SUBCOMMANDS.put("diff", stdio -> new DiffCommand(stdio));
        SUBCOMMANDS.put("predict", stdio -> new PredictCommand(stdio));
        SUBCOMMANDS.put("info", stdio -> new InfoCommand(stdio, Version.text()));
        SUBCOMMANDS.put(
                "bench",
                stdio -> new CommandLine(new BenchCommand(stdio))
                        .addSubcommand(new BenchSinkCommand(stdio))
                        .addSubcommand(new HelpCommand()));
        SUBCOMMANDS.put("selftest", stdio -> new SelftestCommand(stdio));
        SUBCOMMANDS.put("completion", stdio -> new CompletionCommand(stdio, () -> commandLine(stdio, "")));
        SUBCOMMANDS.put(HELP, _ -> new HelpCommand());
    }

    private Commands() {}

    static Set<String> names() {
        return SUBCOMMANDS.keySet();
    }

    /**
     * {@return the root command} If the first argument is a subcommand except {@code help}, the other subcommands are left out, because
     * reading the annotations of each one takes longer than the start of the JVM.
     *
     * @param firstArgument empty for all subcommands
     */
    static CommandLine commandLine(Stdio stdio, String firstArgument) {
        CommandLine commandLine = new CommandLine(new DgenCommand());
        boolean isSubcommand = SUBCOMMANDS.containsKey(firstArgument) && !firstArgument.equals(HELP);
        SUBCOMMANDS.forEach((name, command) -> {
            if (!isSubcommand || name.equals(firstArgument)) {
                commandLine.addSubcommand(name, command.apply(stdio));
            }
        });
        Converters.register(commandLine);
        describeStatuses(commandLine);
        return commandLine;
    }

    private static void describeStatuses(CommandLine command) {
        command.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit status:%n")
                .exitCodeList(ExitStatus.meanings());
        command.getSubcommands().values().forEach(Commands::describeStatuses);
    }
}
