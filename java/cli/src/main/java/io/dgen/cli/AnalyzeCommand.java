package io.dgen.cli;

import io.dgen.ByteSize;
import io.dgen.analyze.Analysis;
import io.dgen.analyze.Analyzer;
import io.dgen.analyze.Profile;
import io.dgen.cli.exit.ExitStatus;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.FileKind;
import io.dgen.cli.io.Stdio;
import io.dgen.cli.io.Target;
import io.dgen.cli.io.TextFile;
import io.dgen.cli.option.AnalyzeOptions;
import io.dgen.cli.option.HelpOption;
import io.dgen.cli.pipeline.Interruption;
import io.dgen.cli.pipeline.Progress;
import io.dgen.cli.report.AnalyzeHtml;
import io.dgen.cli.report.AnalyzeReport;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what deduplicators and compressors make of data. */
@Command(
        name = "analyze",
        sortOptions = false,
        description = "Measure which deduplication and compression ratios data reaches, by unit, compressor and block"
                + " size.",
        footer = {
            "",
            "The input is read once, to its end. A directory's files are taken in the order of their names, each by",
            "itself; symbolic links are not followed. What cannot be read in it is reported, and ends with status 3.",
            "",
            "Example: dgen analyze --html report.html --sample 10%% /srv/images"
        })
final class AnalyzeCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "INPUT",
            description = "A file, a directory, a block device, a FIFO, or - for standard input.")
    private String input = "";

    @Mixin
    private final AnalyzeOptions options = new AnalyzeOptions();

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write a page with charts, too.")
    private @Nullable String html;

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "Write a profile, too: generate --like makes data of the same ratios from it.")
    private @Nullable String profile;

    @Option(
            names = "--save-unit",
            paramLabel = "SIZE",
            description =
                    "The profile's unit of dedup and compression. Default: the largest up to 128KiB that sees 99%% of"
                            + " the dedup ratio.")
    private @Nullable String profileUnit;

    @Option(names = "--force", description = "Replace files that --html and --save name.")
    private boolean force;

    @Option(names = "--no-progress", description = "No progress bar, also on a terminal.")
    private boolean noProgress;

    @Mixin
    private final HelpOption helpOption = new HelpOption();

    private final Stdio stdio;

    AnalyzeCommand(Stdio stdio) {
        this.stdio = stdio;
    }

    @Override
    public Integer call() throws Failure {
        Target target = Target.input(input);
        if (target.kind() == FileKind.MISSING) {
            throw Failure.io(target.name() + ": no such file or directory");
        }
        if (target.kind() == FileKind.SOCKET) {
            throw Failure.usage(target.name() + " is a socket: expected a file, a directory, a block device or -");
        }
        TextFile page = html == null ? null : TextFile.at("--html", html, force);
        TextFile saved = profile == null ? null : TextFile.at("--save", profile, force);
        ProfileWanted wanted = new ProfileWanted(saved, profileUnit);
        Analyzer analyzer = options.toAnalyzer();
        wanted.check(analyzer);

        long start = System.nanoTime();
        Analysis analysis;
        try (Interruption interruption =
                new Interruption(() -> stdio.message("interrupted: " + target.name() + " does not answer"))) {
            analysis = analyze(analyzer, target, interruption);
        }
        AnalyzeReport report = new AnalyzeReport(target, analysis, System.nanoTime() - start);
        report.print(stdio.out(), json);
        if (page != null) {
            page.write(new AnalyzeHtml(report).page());
        }
        wanted.write(analysis);
        return tellOfUnread(analysis);
    }

    /** The profile that the user asks for; nothing without a file. */
    private record ProfileWanted(
            @Nullable TextFile file, @Nullable String unit) {
        void check(Analyzer analyzer) throws Failure {
            if (file == null && unit != null) {
                throw Failure.usage("--save-unit: expected --save beside it");
            }
            if (file != null) {
                try {
                    if (unit == null) {
                        Profile.check(analyzer);
                    } else {
                        Profile.check(analyzer, ByteSize.parse(unit));
                    }
                } catch (IllegalArgumentException e) {
                    throw Failure.usage("--save: " + e.getMessage());
                }
            }
        }

        void write(Analysis analysis) throws Failure {
            if (file == null) {
                return;
            }
            Profile profile;
            try {
                profile = unit == null ? Profile.of(analysis) : Profile.of(analysis, ByteSize.parse(unit));
            } catch (IllegalArgumentException e) {
                throw Failure.usage("--save: " + e.getMessage());
            }
            file.write(profile.toJson());
        }
    }

    private Analysis analyze(Analyzer analyzer, Target target, Interruption interruption) throws Failure {
        try (AnalyzeProgress progress = new AnalyzeProgress()) {
            return target.isStandard()
                    ? analyzer.analyze(stdio.in(), progress)
                    : analyzer.analyze(target.path(), progress);
        } catch (IOException | InterruptedException e) {
            boolean isInterrupted = interruption.isCauseOf(e);
            stdio.message(isInterrupted ? "interrupted" : target.name() + ": " + Failure.reason(e));
            throw Failure.silent(isInterrupted ? ExitStatus.INTERRUPTED : ExitStatus.IO);
        } catch (IllegalStateException e) {
            throw Failure.usage(String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            throw Failure.usage("not enough memory: " + e.getMessage() + "; --memory and --threads ask for less");
        }
    }

    /** A bar, once the size of the input is known. */
    private final class AnalyzeProgress implements Analyzer.ProgressListener, AutoCloseable {
        private @Nullable Progress bar;

        @Override
        public synchronized void progress(long doneBytes, long totalBytes) {
            if (bar == null) {
                bar = Progress.of("analyze", totalBytes, !noProgress && totalBytes != UNKNOWN, stdio);
            }
            bar.moveTo(doneBytes);
        }

        @Override
        public synchronized void close() {
            if (bar != null) {
                bar.close();
            }
        }
    }

    private int tellOfUnread(Analysis analysis) {
        for (Analysis.Unread unread : analysis.unread()) {
            stdio.message(unread.path() + ": " + Failure.reason(unread.cause()));
        }
        long more = analysis.unreadCount() - analysis.unread().size();
        if (more > 0) {
            stdio.message("and " + more + " more that cannot be read");
        }
        return analysis.unreadCount() == 0 ? ExitStatus.OK : ExitStatus.IO;
    }
}
