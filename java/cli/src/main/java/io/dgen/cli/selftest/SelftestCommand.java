// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.selftest;

import io.dgen.SystemInfo;
import io.dgen.cli.exit.ExitStatus;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.option.Converters;
import io.dgen.cli.option.HelpOption;
import io.dgen.cli.option.VectorModule;
import io.dgen.cli.pipeline.MemoryShare;
import io.dgen.cli.terminal.Stdio;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares all engines and tiers that run on this machine. */
@Command(
        name = "selftest",
        sortOptions = false,
        description = "Compare all engines and tiers that run on this machine, over random ranges of random streams.")
public final class SelftestCommand implements Callable<Integer> {
    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            converter = Converters.OfSeconds.class,
            description = "Duration in seconds. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            converter = Converters.OfSeed.class,
            description = "Seed of the test cases: repeats the cases of an earlier run. Default: random.")
    private @Nullable Long seed;

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean json;

    @Mixin
    private final HelpOption helpOption = new HelpOption();

    private final Stdio stdio;

    public SelftestCommand(Stdio stdio) {
        this.stdio = stdio;
    }

    @Override
    public Integer call() throws InterruptedException, Failure {
        MemoryShare.now().checkLarge("selftest");
        VectorModule.load();
        SystemInfo info = SystemInfo.get();
        return compare(info, Subject.all(info));
    }

    /** A difference is a defect of dgen or of this machine, and not of data that was checked. */
    int compare(SystemInfo info, List<Subject> subjects) throws InterruptedException, Failure {
        if (subjects.size() < 2) {
            throw Failure.io("nothing to compare: only the engine "
                    + subjects.getFirst().name() + " runs on this machine; see dgen info");
        }
        Selftest selftest = new Selftest(subjects, seed != null ? seed : new SecureRandom().nextLong());
        Selftest.Result result = selftest.run(seconds * 1_000_000_000L);
        new SelftestReport(info, result).print(stdio.out(), json);
        return result.difference() == null ? ExitStatus.OK : ExitStatus.DEFECT;
    }
}
