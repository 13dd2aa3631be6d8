// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.diff;

import io.dgen.ByteRange;
import io.dgen.Recipe;
import io.dgen.cli.exit.ExitStatus;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.option.ContentOptions;
import io.dgen.cli.option.Converters;
import io.dgen.cli.option.HelpOption;
import io.dgen.cli.option.TextFile;
import io.dgen.cli.terminal.Stdio;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the ranges of bytes that differ between two generations of a stream, without making its data. */
@Command(
        name = "diff",
        sortOptions = false,
        description = "Print the ranges that differ between two generations of a stream, without making its data.",
        footer = {
            "",
            "Example: dgen diff --size 1TiB --seed 7 --change 5%% --from 2 --to 3",
            "         dgen diff --recipe 'dgen1:seed=7,size=1TiB,generation=3,change=5%%' --ranges changed.jsonl"
        })
public final class DiffCommand implements Callable<Integer> {
    private static final String STANDARD_OUTPUT = "-";

    private static final int LINES_PER_CHECK = 1 << 10;

    @Mixin
    private final ContentOptions contentOptions = new ContentOptions();

    @Option(
            names = "--from",
            paramLabel = "N",
            converter = Converters.OfGeneration.class,
            description = "A generation. Default: the one before the other.")
    private @Nullable Integer from;

    @Option(
            names = "--to",
            paramLabel = "N",
            converter = Converters.OfGeneration.class,
            description = "The other generation. Default: that of the recipe.")
    private @Nullable Integer to;

    @Option(
            names = "--ranges",
            paramLabel = "FILE",
            description = "Write all ranges to a file, or to standard output if it is -: a JSON object with offset and"
                    + " length per line.")
    private @Nullable String rangesName;

    @Option(names = "--force", description = "Replace the contents of the file.")
    private boolean force;

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean json;

    @Mixin
    private final HelpOption helpOption = new HelpOption();

    private final Stdio stdio;

    public DiffCommand(Stdio stdio) {
        this.stdio = stdio;
    }

    @Override
    public Integer call() throws Failure, IOException {
        Recipe recipe = contentOptions.existingRecipe();
        Failure.unless(
                recipe.generation().change() > 0,
                "--change, or a recipe with a change, is required: without it there is one generation");
        Failure.unless(
                recipe.format().isNone(),
                "format " + recipe.format().name()
                        + ": expected a recipe without format: ranges are those of its payload");
        int last = to != null ? to : recipe.generation().number();
        Failure.unless(
                from != null || last > 0,
                "--from is required: there is no generation before 0, which is that of the recipe or of --to");
        int first = from != null ? from : last - 1;
        Iterator<ByteRange> changed =
                Failure.translate("", () -> recipe.changedRanges(first, last).iterator());
        DiffReport report = new DiffReport(recipe, first, last);
        if (STANDARD_OUTPUT.equals(rangesName)) {
            write(changed, report, stdio.out(), stdio.out()::checkError);
            report.print(stdio.err(), json);
        } else if (rangesName != null) {
            TextFile.at("--ranges", rangesName, force).write(lines -> write(changed, report, lines, () -> false));
            report.print(stdio.out(), json);
        } else {
            changed.forEachRemaining(report::add);
            report.print(stdio.out(), json);
        }
        return ExitStatus.OK;
    }

    /** @param isClosed checked from time to time, because the stream may have many ranges */
    private static void write(
            Iterator<ByteRange> changed, DiffReport report, Appendable lines, BooleanSupplier isClosed)
            throws IOException {
        while (changed.hasNext() && (report.ranges() % LINES_PER_CHECK != 0 || !isClosed.getAsBoolean())) {
            ByteRange range = changed.next();
            report.add(range);
            lines.append("{\"offset\":" + range.offset() + ",\"length\":" + range.length() + "}\n");
        }
    }
}
