// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.option;

import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Endpoint;
import io.dgen.cli.pipeline.StreamRange;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that select a range of the stream, and its place in the file. */
public final class FileRangeOptions {
    @Mixin
    private final RangeOptions rangeOptions = new RangeOptions();

    @Option(
            names = "--in-place",
            description = "The file holds the whole stream, and the range is at its own position in it. The rest of the"
                    + " file is neither written nor checked.")
    private boolean inPlace;

    /** @param streamSize in bytes */
    public StreamRange toRange(long streamSize) throws Failure {
        StreamRange range = rangeOptions.toRange(streamSize);
        return new StreamRange(range.offset(), range.length(), inPlace);
    }

    /** @param argument the name of the argument that names the file */
    public void check(String argument, Endpoint file) throws Failure {
        Failure.unless(
                !inPlace || file.hasPageCache(),
                "--in-place: expected " + argument + " to be a file or a block device, not " + file.name());
    }

    /** Positions in direct I/O are multiples of a block. */
    public static void checkDirect(StreamRange range, long directBlockBytes) throws Failure {
        Failure.unless(
                directBlockBytes == 0 || range.start() % directBlockBytes == 0,
                "offset " + range.start() + ": expected, with --direct and --in-place, a multiple of "
                        + directBlockBytes + ", the block size of the file system");
    }

    public boolean isInPlace() {
        return inPlace;
    }
}
