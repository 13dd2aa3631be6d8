// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.cli.exit.Failure;
import io.dgen.cli.option.HelpOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command of which the commands for sets of files are subcommands. */
@Command(
        name = "dataset",
        description = "Make, verify, list and remove sets of files, which one line of text describes.",
        footer = {
            "",
            "Example: dgen dataset create --files 1000 --size 64KiB --seed 7 --dir D",
            "         dgen dataset verify D"
        })
public final class DatasetCommand implements Callable<Integer> {
    @Mixin
    private final HelpOption helpOption = new HelpOption();

    @Override
    public Integer call() throws Failure {
        throw Failure.usage("expected a command: create, verify, list, remove; see dgen help dataset");
    }
}
