// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

/** A sink that leaves parts of the output as they are. What it keeps counts as written. */
public interface KeepingSink extends Sink {
    /** {@return the number of bytes that were not written again} */
    long keptBytes();
}
