// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.container.Framing;
import java.util.Set;

/**
 * A file format that a module provides: framing around a payload that stays as it is, so that any range of a file can be made
 * alone. {@link java.util.ServiceLoader} finds it: {@code META-INF/services/io.dgen.FileFormatProvider} names the class, which
 * needs a public constructor without parameters and loads other libraries only when a method is called. Thread-safe.
 */
public interface FileFormatProvider {
    /** {@return the value of the key {@code format} of a recipe, such as {@code npy}} */
    String name();

    /** {@return the keys that have a meaning for this format; a recipe with another key of a format is refused} */
    Set<FileFormat.Key> keys();

    /**
     * {@return the framing of files with a recipe}
     *
     * @param recipe with this format; its size has no meaning
     * @throws IllegalArgumentException if the format cannot hold such data; the message names the value and what is allowed
     */
    Framing framing(Recipe recipe);
}
