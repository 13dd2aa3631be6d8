package io.dgen.cli;

import picocli.CommandLine.Option;

/** How OUTPUT is treated. */
final class WriteOptions {
    @Option(names = "--fsync", description = "Wait until the data is on the device.")
    boolean fsync;

    @Option(names = "--force", description = "Replace a file's contents, overwrite a block device.")
    boolean force;
}
