// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.testing;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;

/** Paths in the checkout. */
public final class Repository {
    private Repository() {}

    public static Path root() {
        return Path.of(Objects.requireNonNull(System.getProperty("dgen.root"), "-Ddgen.root: the checkout"));
    }

    /** The folder that the class was loaded from, also for test classes that are patched into the module. */
    public static Path classes(Class<?> type) {
        String file = type.getName().replace('.', '/') + ".class";
        URI uri = URI.create(
                Objects.requireNonNull(type.getResource("/" + file), file).toString());
        Path path = Path.of(uri);
        for (int i = 0; i < Path.of(file).getNameCount(); i++) {
            path = path.getParent();
        }
        return path;
    }
}
