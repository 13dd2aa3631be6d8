// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.testing;

import io.dgen.DataStream;
import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Loads copies of the library in class loaders of their own, as application servers do, uses them from threads that
 * outlive them, and drops them. Prints what is left. {@code RedeploymentTest} runs it in a new JVM.
 */
public final class Redeployment {
    private static final int MAX_COLLECTIONS = 100;

    private Redeployment() {}

    /** @param args number of copies */
    public static void main(String[] args) throws Exception {
        int copies = Integer.parseInt(args[0]);
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            other.submit(() -> {}).get(); // starts the thread, which inherits the context class loader
            for (int i = 0; i < copies; i++) {
                loaders.add(use(other));
            }
            for (int i = 0; i < MAX_COLLECTIONS && (left(loaders) > 0 || libraries() > 0); i++) {
                System.gc();
                Thread.sleep(20);
            }
            System.out.println("loaders left: " + left(loaders));
            System.out.println("idle threads at that time: " + (workers().isEmpty() ? "none" : "some"));
            System.out.println("libraries left: " + libraries());
            System.out.println("memory maps left: " + memoryMaps());
            for (Thread worker : workers()) {
                worker.join();
            }
            System.out.println("threads left: " + workers().size());
        }
    }

    private static WeakReference<ClassLoader> use(ExecutorService other) throws Exception {
        URL[] path = {
            Repository.classes(DataStream.class).toUri().toURL(),
            Repository.classes(Redeployment.class).toUri().toURL()
        };
        try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            Runnable use = (Runnable) loader.loadClass("io.dgen.testing.RedeployedUse")
                    .getConstructor()
                    .newInstance();
            Thread.currentThread().setContextClassLoader(loader);
            use.run();
            other.submit(use).get();
            Thread.currentThread().setContextClassLoader(null);
            return new WeakReference<>(loader);
        }
    }

    private static long left(List<WeakReference<ClassLoader>> loaders) {
        return loaders.stream().filter(loader -> !loader.refersTo(null)).count();
    }

    private static List<Thread> workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("dgen-"))
                .toList();
    }

    /** Descriptors of the file that the kernel keeps open. */
    private static long memoryMaps() {
        String[] descriptors = new File("/proc/self/fd").list();
        return descriptors == null
                ? 0
                : Stream.of(descriptors).filter(Redeployment::isMemoryMap).count();
    }

    private static boolean isMemoryMap(String descriptor) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd", descriptor)).endsWith("maps");
        } catch (IOException e) {
            return false; // closed in the meantime
        }
    }

    private static long libraries() throws IOException {
        Path maps = Path.of("/proc/self/maps");
        return !Files.exists(maps)
                ? 0
                : Files.readAllLines(maps).stream()
                        .filter(line -> line.contains("libdgen"))
                        .map(line -> line.substring(line.indexOf('/')))
                        .distinct()
                        .count();
    }
}
