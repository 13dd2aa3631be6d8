// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.container;

/** The framing of all files with one recipe. Immutable and thread-safe. */
@FunctionalInterface
public interface Framing {
    /**
     * {@return the layout of a file} Takes time and memory that do not depend on the size of the payload.
     *
     * @param payloadBytes size of the payload in bytes, 0 .. 2^63 - 1
     * @throws IllegalArgumentException if the format cannot hold a payload of this size, or the file has 2^63 bytes or more;
     *     the message names the size and what is allowed
     */
    Frame frame(long payloadBytes);
}
