// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.analyze;

import io.dgen.ByteSize;
import io.dgen.analyze.Analyzer;
import io.dgen.analyze.Codec;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.option.Converters;
import io.dgen.cli.option.Given;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** The options that configure the analyzer. */
final class AnalyzeOptions {
    private static final String NONE = "none";

    @Option(
            names = "--units",
            paramLabel = "LIST",
            description =
                    "Fixed dedup units: powers of two from 512 to 4MiB, separated by commas, or none. Default: all"
                            + " of them.")
    private @Nullable String units;

    @Option(
            names = "--cdc",
            paramLabel = "LIST",
            description =
                    "Average chunk sizes of content-defined chunkers (FastCDC): powers of two from 1KiB to 1MiB, or"
                            + " none. Default: 8KiB,64KiB,1MiB.")
    private @Nullable String averages;

    @Option(
            names = "--compressors",
            paramLabel = "LIST",
            description = "Compressors: lz4, lz4hc-3 to lz4hc-12, zstd-1 to zstd-22, gzip-1 to gzip-9, snappy, lzo,"
                    + " or none. Default:"
                    + " lz4,zstd-1,zstd-3.")
    private @Nullable String compressors;

    @Option(
            names = "--block-sizes",
            paramLabel = "LIST",
            description = "Sizes of the independently compressed blocks: powers of two from 512 to 4MiB. Default:"
                    + " 4KiB,16KiB,64KiB,128KiB,1MiB.")
    private @Nullable String blockSizes;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            converter = Converters.OfSize.class,
            description =
                    "Largest memory for fingerprints, at least 16MiB. Ratios that need more are estimated. Default: 1GiB.")
    private @Nullable Long memory;

    @Option(
            names = "--sample",
            paramLabel = "SHARE",
            converter = OfShare.class,
            description = "Compress only this share of the input, such as 5%%, evenly spread. Deduplication always"
                    + " covers all of it. Default: 100%%.")
    private @Nullable Double sample;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = Converters.OfThreads.class,
            description = "Number of threads. Default: one per CPU.")
    private @Nullable Integer threads;

    /** A percentage, or a number from 0 to 1. */
    static final class OfShare implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            boolean isPercent = text.endsWith("%");
            try {
                BigDecimal number = new BigDecimal(isPercent ? text.substring(0, text.length() - 1) : text);
                double share = (isPercent ? number.movePointLeft(2) : number).doubleValue();
                if (share > 0 && share <= 1) {
                    return share;
                }
            } catch (NumberFormatException e) {
                // falls through to the message that names the range
            }
            throw new IllegalArgumentException("sample '" + text + "': expected more than 0%, at most 100%");
        }
    }

    Analyzer toAnalyzer() throws Failure {
        Analyzer.Builder builder = Analyzer.builder();
        try {
            Given.set(list("--units", units, ByteSize::parse), builder::fixedUnits);
            Given.set(list("--cdc", averages, ByteSize::parse), builder::contentDefinedAverages);
            Given.set(list("--compressors", compressors, Codec::parse), builder::compressors);
            Given.set(list("--block-sizes", blockSizes, ByteSize::parse), builder::blockSizes);
            Given.set(memory, builder::memoryBytes);
            Given.set(sample, builder::sampleShare);
            Given.set(threads, builder::threads);
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw Failure.usage(String.valueOf(e.getMessage()));
        }
    }

    private static <T> @Nullable List<T> list(String option, @Nullable String text, Function<String, T> parser)
            throws Failure {
        if (text == null) {
            return null;
        }
        try {
            return text.equals(NONE)
                    ? List.of()
                    : Arrays.stream(text.split(",", -1)).map(parser).toList();
        } catch (IllegalArgumentException e) {
            throw Failure.usage(option + ": " + e.getMessage());
        }
    }
}
