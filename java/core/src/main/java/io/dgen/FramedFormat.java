// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.container.Framing;

/** A format of which any range of a file can be made alone: framing around a payload that stays as it is. Thread-safe. */
public interface FramedFormat extends FileFormatProvider {
    /**
     * {@return the framing of files with a recipe}
     *
     * @param recipe with this format; its size has no meaning
     * @throws IllegalArgumentException if the format cannot hold such data; the message names the value and what is allowed
     */
    Framing framing(Recipe recipe);
}
