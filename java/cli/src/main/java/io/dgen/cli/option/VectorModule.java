// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.option;

/**
 * The module of the Vector API. With {@code --add-modules}, Java prints a warning at each start and does not use the
 * start-up cache. Therefore commands load the module when they need it, by the function that the JVM itself uses for
 * modules such as {@code java.instrument}. The manifest of the jar exports its package to this program.
 */
public final class VectorModule {
    private VectorModule() {}

    /** Makes the vector engine available. If that fails, the library reports that the module is missing. */
    public static void load() {
        try {
            Class.forName("jdk.internal.module.Modules")
                    .getMethod("loadModule", String.class)
                    .invoke(null, "jdk.incubator.vector");
        } catch (ReflectiveOperationException e) {
            // The JDK has no such module or function, or the program was not started by its jar.
        }
    }
}
