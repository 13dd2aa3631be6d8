package io.dgen.cli;

import io.dgen.cli.bench.BenchCommand;
import io.dgen.cli.bench.BenchSinkCommand;
import io.dgen.cli.exit.ExitStatus;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Stdio;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Entry point. */
public final class Main {
    private Main() {}

    /** Runs the command and ends the JVM. */
    public static void main(String[] args) {
        System.exit(run(Stdio.ofProcess(), args));
    }

    /** Runs a command; returns the exit status. */
    static int run(Stdio stdio, String... args) {
        int status;
        try {
            status = execute(stdio, args);
        } catch (Throwable e) { // picocli lets errors through
            status = fail(e, stdio);
        }
        stdio.err().flush();
        stdio.out().flush();
        if (!stdio.out().checkError()) {
            return status;
        }
        if (stdio.outIsPipe()) {
            return ExitStatus.CLOSED_PIPE;
        }
        stdio.message("standard output: cannot write");
        return ExitStatus.IO;
    }

    private static int execute(Stdio stdio, String... args) {
        String first = args.length == 0 ? "" : args[0];
        if (args.length == 1 && (first.equals("--version") || first.equals("-V"))) {
            stdio.out().println(Version.text()); // as picocli would, in a third of the time
            return ExitStatus.OK;
        }
        return commandLine(stdio, first).execute(args);
    }

    /** All commands. */
    static CommandLine commandLine(Stdio stdio) {
        return commandLine(stdio, "");
    }

    /**
     * To read the annotations of a command takes longer than to start the JVM: where the first argument names one, the
     * others are left out.
     */
    private static CommandLine commandLine(Stdio stdio, String first) {
        CommandLine commandLine = new CommandLine(new DgenCommand());
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("generate", () -> new GenerateCommand(stdio));
        commands.put("verify", () -> new VerifyCommand(stdio));
        commands.put("analyze", () -> new AnalyzeCommand(stdio));
        commands.put("info", () -> new InfoCommand(stdio));
        commands.put(
                "bench", () -> new CommandLine(new BenchCommand(stdio)).addSubcommand(new BenchSinkCommand(stdio)));
        commands.put("selftest", () -> new SelftestCommand(stdio));
        commands.put("completion", () -> new CompletionCommand(stdio));
        boolean isKnown = commands.containsKey(first);
        commands.forEach((name, command) -> {
            if (!isKnown || name.equals(first)) {
                commandLine.addSubcommand(name, command.get());
            }
        });
        return commandLine
                .setOut(new PrintWriter(stdio.out(), true))
                .setErr(new PrintWriter(stdio.err(), true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(stdio.outIsTerminal() ? Ansi.AUTO : Ansi.OFF))
                .setParameterExceptionHandler((e, _) -> refuse(e, stdio))
                .setExecutionExceptionHandler((e, _, _) -> fail(e, stdio));
    }

    private static int refuse(ParameterException e, Stdio stdio) {
        String message = String.valueOf(e.getMessage());
        if (e.getCause() instanceof TypeConversionException conversion && e.getArgSpec() instanceof OptionSpec option) {
            message = option.longestName() + ": " + conversion.getMessage();
        }
        stdio.message(message);
        return ExitStatus.USAGE;
    }

    private static int fail(Throwable e, Stdio stdio) {
        if (e instanceof Failure failure) {
            if (!failure.line().isEmpty()) {
                stdio.message(failure.line());
            }
            return failure.status();
        }
        stdio.message("this is a defect of dgen: " + e);
        e.printStackTrace(stdio.err());
        return ExitStatus.DEFECT;
    }
}
