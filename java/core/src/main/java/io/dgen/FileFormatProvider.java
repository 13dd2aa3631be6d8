// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import java.util.Set;

/**
 * A file format that a module provides, as a {@link FramedFormat}. {@link java.util.ServiceLoader} finds it: {@code
 * META-INF/services/io.dgen.FileFormatProvider} names the class, which needs a public constructor without parameters and
 * loads other libraries only when a method is called. Thread-safe.
 */
public interface FileFormatProvider {
    /** {@return the value of the key {@code format} of a recipe, such as {@code npy}} */
    String name();

    /** {@return the keys that have a meaning for this format; a recipe with another key of a format is refused} */
    Set<FileFormat.Key> keys();
}
