// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.digest;

import io.dgen.DataStream;
import io.dgen.DigestAlgorithm;
import io.dgen.MultipartDigest;
import io.dgen.Recipe;
import io.dgen.cli.exit.ExitStatus;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.option.ContentOptions;
import io.dgen.cli.option.Converters;
import io.dgen.cli.option.HelpOption;
import io.dgen.cli.option.RangeOptions;
import io.dgen.cli.option.StreamOptions;
import io.dgen.cli.pipeline.StreamRange;
import io.dgen.cli.terminal.Interruption;
import io.dgen.cli.terminal.Progress;
import io.dgen.cli.terminal.Stdio;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the digest of a stream, or of a range of it, without writing it. */
@Command(
        name = "digest",
        sortOptions = false,
        description =
                "Print the digest of the data of a recipe, to compare it with the one that an object store or a file"
                        + " system states.",
        footer = {
            "",
            "With --part-size, prints the digest of each part of a multipart upload, and the",
            "composite checksum as Amazon S3 states it (for md5 the ETag).",
            "",
            "Example: dgen digest --recipe dgen1:seed=7,size=10GiB --algorithm crc64nvme",
            "         dgen digest --recipe dgen1:seed=7,size=10GiB --algorithm md5 --part-size 8MiB"
        })
public final class DigestCommand implements Callable<Integer> {
    @Mixin
    private final ContentOptions contentOptions = new ContentOptions();

    @Option(
            names = "--algorithm",
            paramLabel = "A",
            required = true,
            converter = Converters.OfDigestAlgorithm.class,
            completionCandidates = Converters.OfDigestAlgorithm.class,
            description = "Digest algorithm: ${COMPLETION-CANDIDATES}. Required.")
    private DigestAlgorithm algorithm = DigestAlgorithm.CRC32C;

    @Option(
            names = "--part-size",
            paramLabel = "SIZE",
            converter = Converters.OfSize.class,
            description = "Size of the parts of a multipart upload; the last part has the rest. At most 10000 parts.")
    private @Nullable Long partSize;

    @Mixin
    private final RangeOptions rangeOptions = new RangeOptions();

    @Mixin
    private final StreamOptions streamOptions = new StreamOptions();

    @Mixin
    private final HelpOption helpOption = new HelpOption();

    private final Stdio stdio;

    public DigestCommand(Stdio stdio) {
        this.stdio = stdio;
    }

    @Override
    public Integer call() throws Failure {
        Recipe recipe = contentOptions.existingRecipe();
        DataStream stream = streamOptions.toStream(recipe);
        StreamRange range = rangeOptions.toRange(stream.totalSize());
        long start = System.nanoTime();
        MultipartDigest digest = digest(stream, range);
        new DigestReport(stream, range, partSize, digest, System.nanoTime() - start)
                .print(stdio.out(), streamOptions.isJson());
        return ExitStatus.OK;
    }

    private MultipartDigest digest(DataStream stream, StreamRange range) throws Failure {
        long partBytes = partSize != null ? partSize : Math.max(1, range.length());
        AtomicLong done = new AtomicLong();
        try (Interruption interruption = new Interruption(stdio, "digest", () -> {});
                Progress progress = streamOptions.progress("digest", range.length(), stdio)) {
            try {
                return MultipartDigest.of(stream, algorithm, range.offset(), range.length(), partBytes, bytes -> {
                    done.set(bytes);
                    progress.moveTo(bytes);
                });
            } catch (CancellationException e) {
                throw interruption.report(e, done + " of " + range.length() + " bytes were digested");
            }
        } catch (IllegalArgumentException e) {
            throw Failure.usage(String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            throw Failure.io(String.valueOf(e.getMessage()));
        }
    }
}
