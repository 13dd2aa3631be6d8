// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.cli.exit.ExitStatus;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Stores;
import io.dgen.cli.option.HelpOption;
import io.dgen.cli.report.Text;
import io.dgen.cli.terminal.Stdio;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Removes the files of a set from a directory. */
@Command(
        name = "remove",
        sortOptions = false,
        description =
                "Remove the files of a set, its empty directories, temporary files and line; keep all other files.",
        footer = {
            "",
            "A file is one of the set by its path; its content is not compared.",
            "",
            "Example: dgen dataset remove D"
        })
public final class RemoveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "D", description = "The directory with the set and its line.")
    private String directoryName = "";

    @Mixin
    private final HelpOption helpOption = new HelpOption();

    private final Stdio stdio;

    public RemoveCommand(Stdio stdio) {
        this.stdio = stdio;
    }

    @Override
    public Integer call() throws Failure {
        Failure.unless(
                !Stores.isAddress(directoryName),
                directoryName + ": expected a directory: remove objects by a tool or a lifecycle rule of the store");
        SetDirectory directory = SetDirectory.existing(directoryName);
        Removal removal = new Removal(directory, directory.readState().dataset());
        try (Claim ignored = Claim.toRemove(directory, sentence -> stdio.message("note: " + sentence))) {
            Files.walkFileTree(directory.path(), removal);
        } catch (IOException e) {
            throw Failure.io(directoryName, e);
        }
        stdio.out().println("removed  " + Text.count(removal.removed(), "file"));
        if (removal.kept() > 0) {
            stdio.out()
                    .println("kept     " + Text.count(removal.kept(), "file") + " not of the set, such as "
                            + Text.printable(removal.firstKept()));
        }
        return ExitStatus.OK;
    }
}
