// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.DatasetContent;
import io.dgen.DigestAlgorithm;
import io.dgen.cli.dataset.PartOptions.Share;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.option.Converters;
import io.dgen.cli.option.TextFile;
import io.dgen.cli.terminal.Stdio;
import java.io.PrintStream;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the list of the files. */
final class ManifestOptions {
    private static final String OPTION = "--manifest";

    @Option(
            names = OPTION,
            paramLabel = "FILE",
            description = "Write a list of the files to FILE, as JSON Lines; - is standard output, and the report is"
                    + " then on standard error. FILE must be outside of the directory, and is replaced only with"
                    + " --force, or with --resume if it is such a list of the same set and part.")
    private @Nullable String name;

    @Option(
            names = "--digest",
            paramLabel = "A",
            converter = Converters.OfDigestAlgorithm.class,
            completionCandidates = Converters.OfDigestAlgorithm.class,
            description =
                    "Digests in the manifest: ${COMPLETION-CANDIDATES}. They are of the content, not of what was read.")
    private @Nullable DigestAlgorithm digest;

    /** Where the list is written. */
    @FunctionalInterface
    interface Target {
        void write(Manifest manifest) throws Failure;
    }

    /** {@return where the report of the run is printed} */
    PrintStream reportTo(Stdio stdio) {
        return isStandardOutput() ? stdio.err() : stdio.out();
    }

    private boolean isStandardOutput() {
        return "-".equals(name);
    }

    /** {@return the list of the files of a part} */
    Manifest toManifest(DatasetContent content, Share share) {
        return new Manifest(content, share, share.of(content.dataset()), digest);
    }

    /**
     * {@return where the list is written, checked as far as possible without creating it}
     *
     * @param header first line of the list
     */
    Target toTarget(SetPlace place, String header, boolean force, boolean resume, Stdio stdio) throws Failure {
        Failure.unless(digest == null || name != null, "--digest requires " + OPTION);
        if (name == null) {
            return _ -> {};
        }
        if (isStandardOutput()) {
            return manifest -> manifest.write(stdio.out());
        }
        TextFile file = TextFile.at(OPTION, name, force || resume);
        if (place instanceof SetDirectory directory) {
            file.checkOutside(directory.path());
        }
        Failure.unless(
                !resume || !Files.exists(file.path()) || isList(file, name, header),
                OPTION + ": " + name + " exists, and is no list of this set and part: expected another name");
        return manifest -> manifest.write(file);
    }

    /** An interrupted run leaves the start of the list. */
    private static boolean isList(TextFile file, String name, String header) throws Failure {
        if (!Files.isRegularFile(file.path())) {
            return false;
        }
        String present = TextFile.read(OPTION, name);
        return present.startsWith(header) || header.startsWith(present);
    }
}
