// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli;

import io.dgen.cli.exit.ExitStatus;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.exit.ResourceLimits;
import io.dgen.cli.io.ModuleFolder;
import io.dgen.cli.report.Text;
import io.dgen.cli.terminal.StandardDescriptors;
import io.dgen.cli.terminal.Stdio;
import java.io.PrintWriter;
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
        ResourceLimits.prepare();
        Stdio stdio = Stdio.ofProcess();
        String problem = StandardDescriptors.problem();
        if (problem != null) {
            stdio.message(problem);
            System.exit(ExitStatus.IO);
        }
        String undecodable = UndecodableArgument.find(args);
        if (undecodable != null) {
            stdio.message(undecodable);
            System.exit(ExitStatus.USAGE);
        }
        int status = ExitStatus.DEFECT;
        try {
            status = run(stdio, args);
        } catch (Throwable e) { // an error in the handling of an error
            status = report(e, stdio);
        } finally {
            System.exit(status); // whatever happens: the JVM would end with 1
        }
    }

    /** Needs few classes: there may be no descriptor left for the file of another one. */
    private static int report(Throwable e, Stdio stdio) {
        String limit = ResourceLimits.explain(e);
        stdio.err().println("dgen: " + (limit == null ? "this is a defect of dgen: " + e : limit));
        return limit == null ? ExitStatus.DEFECT : ExitStatus.IO;
    }

    /** Runs a command; returns the exit status. A report that cannot be printed does not hide an earlier failure. */
    static int run(Stdio stdio, String... args) {
        int status;
        try {
            status = execute(stdio, args);
        } catch (Throwable e) { // picocli does not catch errors
            status = fail(e, stdio);
        }
        stdio.err().flush();
        stdio.out().flush();
        if (!stdio.out().checkError()) {
            return status;
        }
        if (stdio.outIsPipe()) {
            return status == ExitStatus.OK ? ExitStatus.CLOSED_PIPE : status;
        }
        stdio.message("standard output: cannot write");
        return status == ExitStatus.OK ? ExitStatus.IO : status;
    }

    private static int execute(Stdio stdio, String... args) {
        String first = args.length == 0 ? "" : args[0];
        if (args.length == 1 && (first.equals("--version") || first.equals("-V"))) {
            stdio.out().println(Version.text()); // does not load picocli, which takes two thirds of the time
            return ExitStatus.OK;
        }
        ModuleFolder.use("columnar"); // formats of files that need libraries
        return Commands.commandLine(stdio, first)
                .setOut(new PrintWriter(stdio.out(), true))
                .setErr(new PrintWriter(stdio.err(), true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(stdio.colours() ? Ansi.AUTO : Ansi.OFF))
                .setParameterExceptionHandler((e, _) -> refuse(e, stdio))
                .setExecutionExceptionHandler((e, _, _) -> fail(e, stdio))
                .execute(args);
    }

    private static int refuse(ParameterException e, Stdio stdio) {
        String message = String.valueOf(e.getMessage());
        Throwable cause = e.getCause();
        if (e.getArgSpec() instanceof OptionSpec option
                && (cause instanceof TypeConversionException || cause instanceof IllegalArgumentException)) {
            message = option.longestName() + ": " + cause.getMessage();
        }
        stdio.message(Text.shortened(message));
        return ExitStatus.USAGE;
    }

    private static int fail(Throwable e, Stdio stdio) {
        if (e instanceof Failure failure) {
            if (!failure.line().isEmpty()) {
                stdio.message(Text.shortened(failure.line()));
            }
            return failure.status();
        }
        String limit = ResourceLimits.explain(e);
        if (limit != null) {
            stdio.message(limit);
            return ExitStatus.IO;
        }
        stdio.message("this is a defect of dgen: " + e);
        e.printStackTrace(stdio.err());
        return ExitStatus.DEFECT;
    }
}
