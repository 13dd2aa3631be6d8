// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.info;

import io.dgen.SystemInfo;
import io.dgen.cli.exit.ExitStatus;
import io.dgen.cli.option.HelpOption;
import io.dgen.cli.option.VectorModule;
import io.dgen.cli.terminal.Stdio;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the machine and the available engines. */
@Command(
        name = "info",
        description = "Show the machine, the engines and tiers that run on it, and why the others do not.")
public final class InfoCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean json;

    @Mixin
    private final HelpOption helpOption = new HelpOption();

    private final Stdio stdio;
    private final String version;

    /** @param version of the program, as {@code dgen --version} prints it */
    public InfoCommand(Stdio stdio, String version) {
        this.stdio = stdio;
        this.version = version;
    }

    @Override
    public Integer call() {
        VectorModule.load();
        new InfoReport(version, SystemInfo.get()).print(stdio.out(), json);
        return ExitStatus.OK;
    }
}
