// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;

/** A block device over a file. */
public record LoopDevice(String path) implements AutoCloseable {

    /** Skips the test if no device can be made. */
    public static LoopDevice of(Path image) throws IOException, InterruptedException {
        String path = SystemTool.tool("losetup", "--find", "--show", image);
        assumeTrue(path != null, "no right to set up a loop device here");
        return new LoopDevice(path);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        SystemTool.tool("losetup", "--detach", path);
    }
}
