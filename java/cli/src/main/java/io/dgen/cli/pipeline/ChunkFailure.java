// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

import io.dgen.cli.exit.Failure;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.ClosedByInterruptException;

/** Adds the chunk to the exception of a transfer. */
final class ChunkFailure {
    private ChunkFailure() {}

    static IOException of(IOException e, MemorySegment chunk, long position) {
        return e instanceof ClosedByInterruptException
                ? e
                : new IOException(
                        Failure.reason(e) + ", in the " + chunk.byteSize() + " bytes from offset " + position, e);
    }
}
