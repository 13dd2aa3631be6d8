// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.scan;

import java.io.IOException;

/** Reads one input from its start to its end. */
interface WindowReader {
    /**
     * Reads until the window has that length, or to the end of the input.
     *
     * @throws IOException if a read fails; the window has the bytes before
     */
    void read(Window window, int length) throws IOException;
}
