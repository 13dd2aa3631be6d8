// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The classes of a module and of its libraries, which are in a folder beside the jar of the command line, and not on its class
 * path, which each start would check. The folder is read when a service or a class is looked for that the parent does not have.
 */
public final class ModuleFolder extends ClassLoader {
    private @Nullable URLClassLoader jars;

    private ModuleFolder(String name, ClassLoader parent) {
        super(name, parent);
    }

    /**
     * Lets this thread, and those that it starts, find the services of a module.
     *
     * @param name of the folder; if there is none, the module may be on the class path
     */
    public static ClassLoader use(String name) {
        Thread thread = Thread.currentThread();
        ClassLoader present = thread.getContextClassLoader();
        for (ClassLoader loader = present; loader != null; loader = loader.getParent()) {
            if (loader instanceof ModuleFolder && name.equals(loader.getName())) {
                return present;
            }
        }
        ClassLoader loader = new ModuleFolder(name, present);
        thread.setContextClassLoader(loader);
        return loader;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        return jars().loadClass(name);
    }

    @Override
    protected @Nullable URL findResource(String name) {
        return jars().findResource(name);
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
        return jars().findResources(name);
    }

    private synchronized URLClassLoader jars() {
        if (jars == null) {
            jars = new URLClassLoader("dgen-" + getName(), urls(), getParent()); // closed at the end of the process
        }
        return jars;
    }

    private URL[] urls() {
        Path folder = program().resolveSibling(getName());
        List<URL> urls = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path jar : files.sorted().toList()) {
                    urls.add(jar.toUri().toURL());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return urls.toArray(URL[]::new);
    }

    /** The jar of the command line, or a folder of classes. Classes of the start-up cache do not know where they are from. */
    private static Path program() {
        return Path.of(System.getProperty("java.class.path", "").split(File.pathSeparator, 2)[0]);
    }
}
