// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder with a module and its libraries, beside the jar of the command line and not on its class path, which each start
 * would check.
 */
public final class ModuleFolder {
    private ModuleFolder() {}

    /**
     * Adds the jars of a folder to the classes in which this thread and those that it starts find services.
     *
     * @param name of the folder; without a folder, the module may be on the class path
     */
    public static ClassLoader open(String name) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader present = thread.getContextClassLoader();
        String loaderName = "dgen-" + name;
        for (ClassLoader loader = present; loader != null; loader = loader.getParent()) {
            if (loaderName.equals(loader.getName())) {
                return present;
            }
        }
        Path folder = program().resolveSibling(name);
        if (!Files.isDirectory(folder)) {
            return present;
        }
        List<URL> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path jar : files.sorted().toList()) {
                jars.add(jar.toUri().toURL());
            }
        }
        // Closed at the end of the process.
        ClassLoader loader = new URLClassLoader(loaderName, jars.toArray(URL[]::new), present);
        thread.setContextClassLoader(loader);
        return loader;
    }

    /** The jar of the command line, or a folder of classes. Classes of the start-up cache do not know where they are from. */
    private static Path program() {
        return Path.of(System.getProperty("java.class.path", "").split(File.pathSeparator, 2)[0]);
    }
}
