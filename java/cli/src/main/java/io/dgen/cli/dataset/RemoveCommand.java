// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.Dataset;
import io.dgen.cli.exit.ExitStatus;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Stores;
import io.dgen.cli.option.HelpOption;
import io.dgen.cli.option.StoreOption;
import io.dgen.cli.report.Text;
import io.dgen.cli.terminal.Stdio;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Removes the files of a set from a directory or an object store. */
@Command(
        name = "remove",
        sortOptions = false,
        description =
                "Remove the files of a set, its empty directories, temporary files and line; keep all other files.",
        footer = {
            "",
            "A file is one of the set by its path; its content is not compared. In an object",
            "store, parts of incomplete uploads of these files are removed, too.",
            "",
            "Example: dgen dataset remove D",
            "         dgen dataset remove s3://bucket/prefix"
        })
public final class RemoveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "D", description = "The directory with the set and its line, or s3://BUCKET/PREFIX.")
    private String name = "";

    @Mixin
    private final StoreOption storeOption = new StoreOption();

    @Mixin
    private final HelpOption helpOption = new HelpOption();

    private final Stdio stdio;

    public RemoveCommand(Stdio stdio) {
        this.stdio = stdio;
    }

    @Override
    public Integer call() throws Failure {
        try (SetPlace place = place()) {
            Dataset dataset = place.readState().dataset();
            print(place.remove(dataset, sentence -> stdio.message("note: " + sentence)));
        } catch (IOException e) {
            throw Failure.io(name, e);
        }
        return ExitStatus.OK;
    }

    private SetPlace place() throws Failure {
        if (Stores.isAddress(name)) {
            return new SetObjects(name, storeOption.prefix(name, null));
        }
        storeOption.requireNone(name);
        return SetDirectory.existing(name);
    }

    private void print(SetPlace.Removed removed) {
        PrintStream out = stdio.out();
        out.println("removed  " + Text.count(removed.files(), "file"));
        if (removed.uploads() > 0) {
            out.println("removed  " + Text.count(removed.uploads(), "incomplete upload"));
        }
        if (removed.kept() > 0) {
            out.println("kept     " + Text.count(removed.kept(), "file") + " not of the set, such as "
                    + Text.printable(removed.firstKept()));
        }
    }
}
