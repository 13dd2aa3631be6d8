// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.analyze;

import io.dgen.analyze.Analysis;
import io.dgen.analyze.Analyzer;
import io.dgen.cli.exit.ExitStatus;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Endpoints;
import io.dgen.cli.io.FileInput;
import io.dgen.cli.io.FileKind;
import io.dgen.cli.io.Input;
import io.dgen.cli.option.HelpOption;
import io.dgen.cli.option.IoFailures;
import io.dgen.cli.option.TextFile;
import io.dgen.cli.pipeline.MemoryShare;
import io.dgen.cli.terminal.Interruption;
import io.dgen.cli.terminal.Progress;
import io.dgen.cli.terminal.Stdio;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures the ratios that deduplicators and compressors reach on existing data. */
@Command(
        name = "analyze",
        sortOptions = false,
        description = "Measure which deduplication and compression ratios data reaches, by unit, compressor and block"
                + " size.",
        footer = {
            "",
            "The input is read once, to its end. The files of a directory are read in the",
            "order of their names, each by itself; symbolic links are not followed.",
            "Unreadable files are reported, and the exit status is then 3, as for an input of",
            "0 bytes.",
            "",
            "Example: dgen analyze --html report.html --sample 10%% /srv/images"
        })
public final class AnalyzeCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "INPUT",
            description = "A file, a directory, a block device, a FIFO, or - for standard input.")
    private String inputName = "";

    @Mixin
    private final AnalyzeOptions options = new AnalyzeOptions();

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean json;

    @Option(names = "--html", paramLabel = "FILE", description = "Also write a page with charts.")
    private @Nullable String html;

    @Mixin
    private final ProfileOptions profileOptions = new ProfileOptions();

    @Option(names = "--force", description = "Replace the files that --html and --save name.")
    private boolean force;

    @Option(names = "--no-progress", description = "Show no progress bar on a terminal.")
    private boolean noProgress;

    @Mixin
    private final HelpOption helpOption = new HelpOption();

    private final Stdio stdio;

    public AnalyzeCommand(Stdio stdio) {
        this.stdio = stdio;
    }

    @Override
    public Integer call() throws Failure {
        Input input = input();
        MemoryShare.now().checkLarge("analyze");
        TextFile page = html == null ? null : TextFile.at("--html", html, force);
        TextFile profile = profileOptions.file(force);
        checkDifferent(input, page, profile);
        Analyzer analyzer = options.toAnalyzer();
        profileOptions.check(analyzer);

        long start = System.nanoTime();
        Analysis analysis;
        try (Interruption interruption = new Interruption(stdio, input.name(), () -> {})) {
            analysis = analyze(analyzer, input, interruption);
        }
        AnalyzeReport report = new AnalyzeReport(input, analysis, System.nanoTime() - start);
        report.print(stdio.out(), json);
        if (page != null) {
            page.write(new AnalyzeHtml(report).page());
        }
        if (profile != null && analysis.bytes() > 0) {
            profile.write(profileOptions.profile(analysis).toJson());
        }
        reportUnread(analysis);
        if (analysis.bytes() == 0) {
            stdio.message(input.name() + ": 0 bytes: nothing was measured");
        }
        return analysis.unreadCount() == 0 && analysis.bytes() > 0 ? ExitStatus.OK : ExitStatus.IO;
    }

    private static void checkDifferent(Input input, @Nullable TextFile page, @Nullable TextFile profile)
            throws Failure {
        for (TextFile file : Arrays.asList(page, profile)) {
            if (file != null && input instanceof FileInput fileInput) {
                file.checkDiffersFrom(fileInput.path(), "the input");
            }
        }
        if (page != null && profile != null) {
            profile.checkDiffersFrom(page.path(), "the file of --html");
        }
    }

    private Input input() throws Failure {
        Input input = IoFailures.translate(inputName, () -> Endpoints.input(inputName, stdio));
        if (input instanceof FileInput file && file.kind() == FileKind.MISSING) {
            throw Failure.io(input.name() + ": no such file or directory");
        }
        OptionalLong ignored = IoFailures.translate(input.name(), input::fixedBytes); // a device needs a medium
        if (input instanceof FileInput file && file.kind() == FileKind.SOCKET) {
            throw Failure.usage(input.name() + " is a socket: expected a file, a directory, a block device or -");
        }
        return input;
    }

    private Analysis analyze(Analyzer analyzer, Input input, Interruption interruption) throws Failure {
        try (AnalyzeProgress progress = new AnalyzeProgress()) {
            return input instanceof FileInput file
                    ? analyzer.analyze(file.path(), progress)
                    : analyzer.analyze(stdio.in(), progress);
        } catch (IOException | InterruptedException e) {
            throw interruption.report(e, "");
        } catch (IllegalStateException e) {
            throw Failure.usage(String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            throw Failure.io(
                    "not enough memory: " + e.getMessage() + "; choose smaller values of --memory and --threads");
        }
    }

    /** Shows a progress bar as soon as the size of the input is known. */
    private final class AnalyzeProgress implements Analyzer.ProgressListener, AutoCloseable {
        private @Nullable Progress bar;

        @Override
        public synchronized void progress(long doneBytes, long totalBytes) {
            if (bar == null) {
                bar = noProgress || totalBytes == UNKNOWN ? Progress.NONE : Progress.bar("analyze", totalBytes, stdio);
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

    private void reportUnread(Analysis analysis) {
        for (Analysis.Unread unread : analysis.unread()) {
            stdio.message(unread.path() + ": " + Failure.reason(unread.cause()));
        }
        long more = analysis.unreadCount() - analysis.unread().size();
        if (more > 0) {
            stdio.message("and " + more + " more that cannot be read");
        }
    }
}
