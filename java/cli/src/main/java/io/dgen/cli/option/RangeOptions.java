package io.dgen.cli.option;

import io.dgen.cli.exit.Failure;
import io.dgen.cli.pipeline.Range;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which part of the stream. */
public final class RangeOptions {
    @Option(
            names = "--offset",
            paramLabel = "SIZE",
            converter = Converters.OfSize.class,
            description = "Only the part of the stream from here on. The file holds just this part, from its own start."
                    + " Default: 0.")
    private long offset;

    @Option(
            names = "--length",
            paramLabel = "SIZE",
            converter = Converters.OfSize.class,
            description = "Only so many bytes of the stream, from --offset on. Default: up to its end.")
    private @Nullable Long length;

    public Range toRange(long streamSize) throws Failure {
        if (offset > streamSize) {
            throw Failure.usage("offset " + offset + ": expected 0 to " + streamSize + ", the stream's size");
        }
        long rest = streamSize - offset;
        if (length != null && length > rest) {
            throw Failure.usage("length " + length + " at offset " + offset + ": expected 0 to " + rest
                    + ", the rest of the stream");
        }
        return new Range(offset, length != null ? length : rest);
    }
}
