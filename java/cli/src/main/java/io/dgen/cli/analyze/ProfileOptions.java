// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.analyze;

import io.dgen.ByteSize;
import io.dgen.analyze.Analysis;
import io.dgen.analyze.Analyzer;
import io.dgen.analyze.Profile;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.option.TextFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that save a profile of the data. */
final class ProfileOptions {
    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "Also write a profile, from which generate --like makes data of the same ratios.")
    private @Nullable String fileName;

    @Option(
            names = "--save-unit",
            paramLabel = "SIZE",
            description = "The profile's unit of deduplication and compression. Default: the largest unit up to 1MiB"
                    + " that reaches 95%% of the dedup ratio.")
    private @Nullable String unit;

    /** {@return the file for the profile; null if none is to be saved} */
    @Nullable
    TextFile file(boolean force) throws Failure {
        return fileName == null ? null : TextFile.at("--save", fileName, force);
    }

    /** If a profile is to be saved, checks that the analyzer measures everything that it needs. */
    void check(Analyzer analyzer) throws Failure {
        if (fileName == null) {
            if (unit != null) {
                throw Failure.usage("--save-unit: expected --save with it");
            }
            return;
        }
        try {
            if (unit == null) {
                Profile.check(analyzer);
            } else {
                Profile.check(analyzer, ByteSize.parse(unit));
            }
        } catch (IllegalArgumentException e) {
            throw failure(e);
        }
    }

    Profile profile(Analysis analysis) throws Failure {
        try {
            return unit == null ? Profile.of(analysis) : Profile.of(analysis, ByteSize.parse(unit));
        } catch (IllegalArgumentException e) {
            throw failure(e);
        }
    }

    private static Failure failure(IllegalArgumentException e) {
        return Failure.usage("--save: " + e.getMessage());
    }
}
