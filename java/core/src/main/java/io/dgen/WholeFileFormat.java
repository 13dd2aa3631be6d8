// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;

/**
 * A format of which files are written as a whole, from the start to the end, because the payload is encoded. {@link
 * DataStream} cannot make such a file: its payload is the stream of {@link Recipe#payload()}. Thread-safe.
 */
public interface WholeFileFormat extends FileFormatProvider {
    /**
     * Checks that files of this format can hold such data.
     *
     * @param recipe with this format
     * @throws IllegalArgumentException if they cannot; the message names the value and what is allowed
     */
    void check(Recipe recipe);

    /**
     * Writes a file.
     *
     * @param recipe with this format
     * @param payload the stream of {@link Recipe#payload()}
     * @param output receives the file, and stays open
     * @throws IOException if the output throws it
     */
    void write(Recipe recipe, DataStream payload, OutputStream output) throws IOException;

    /**
     * Reads a file and compares its data with the payload.
     *
     * @param recipe with this format
     * @param payload the stream of {@link Recipe#payload()}
     * @param input the file, which stays open
     * @return the result, in positions of the payload
     * @throws IOException if the input throws it, or is no file of this format
     */
    Verification verify(Recipe recipe, DataStream payload, SeekableByteChannel input) throws IOException;
}
