// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.option;

import io.dgen.cli.exit.Failure;
import io.dgen.cli.pipeline.StreamRange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that select a range of the stream. */
public final class RangeOptions {
    @Option(
            names = "--offset",
            paramLabel = "SIZE",
            converter = Converters.OfSize.class,
            description = "Start of the range in the stream. Default: 0.")
    private long offset;

    @Option(
            names = "--length",
            paramLabel = "SIZE",
            converter = Converters.OfSize.class,
            description = "Length of the range. Default: up to the end of the stream.")
    private @Nullable Long length;

    /** @param streamSize in bytes */
    public StreamRange toRange(long streamSize) throws Failure {
        if (offset > streamSize) {
            throw Failure.usage("offset " + offset + ": expected 0 to " + streamSize + ", the stream's size");
        }
        long rest = streamSize - offset;
        if (length != null && length > rest) {
            throw Failure.usage("length " + length + " at offset " + offset + ": expected 0 to " + rest
                    + ", the rest of the stream");
        }
        return new StreamRange(offset, length != null ? length : rest);
    }
}
