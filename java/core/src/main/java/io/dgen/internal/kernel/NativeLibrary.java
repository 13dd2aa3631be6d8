// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.kernel;

import io.dgen.internal.event.Warnings;
import io.dgen.internal.ffi.DgenH;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Loads libdgen once per process: from {@code -Ddgen.library.path} (the file or its folder) if that is set, otherwise
 * from the jar.
 */
public final class NativeLibrary {
    /** Where the library came from, or why it could not be loaded: exactly one of the two is null. */
    private record LoadResult(
            @Nullable String source, @Nullable String failure) {}

    private static final LoadResult RESULT = load();

    private NativeLibrary() {}

    public static boolean isLoaded() {
        return RESULT.failure == null;
    }

    /** The file or resource that was loaded; null if none was. */
    public static @Nullable String source() {
        return RESULT.source;
    }

    /** Why the library cannot be used; null if it can. */
    public static @Nullable String failure() {
        return RESULT.failure;
    }

    /** The folder in the jar, such as {@code META-INF/native/linux-x86_64}. */
    static String resourceFolder() {
        String arch = System.getProperty("os.arch");
        return "META-INF/native/" + osName() + "-" + (arch.equals("amd64") ? "x86_64" : arch);
    }

    private static String osName() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return os.startsWith("mac") ? "macos" : os.startsWith("windows") ? "windows" : os;
    }

    // The Java engines work without the library, so no failure may escape from here.
    @SuppressWarnings("CatchingUnchecked")
    private static LoadResult load() {
        String configured = System.getProperty("dgen.library.path");
        try {
            String source = configured != null ? loadFile(Path.of(configured)) : loadResource();
            int abi = DgenH.dgen_abi_version();
            if (abi != DgenH.DGEN_ABI_VERSION()) {
                return failed(source + " has ABI version " + abi + ", this jar needs " + DgenH.DGEN_ABI_VERSION());
            }
            warnOfJdk();
            return new LoadResult(source, null);
        } catch (IOException | RuntimeException | LinkageError e) {
            String message = messageOf(e);
            return failed(configured != null ? "-Ddgen.library.path=" + configured + ": " + message : message);
        }
    }

    private static void warnOfJdk() {
        String defect = JdkDefect.of(Runtime.version());
        if (defect != null) {
            Warnings.once("jdk", defect);
        }
    }

    private static @Nullable String messageOf(Throwable e) {
        if (e instanceof ExceptionInInitializerError && e.getCause() != null) {
            return e.getCause().toString();
        }
        // The message for a missing folder is only the name of the folder.
        return e instanceof FileSystemException f && f.getReason() == null ? e.toString() : e.getMessage();
    }

    private static LoadResult failed(@Nullable String why) {
        return new LoadResult(null, why == null ? "cannot load libdgen" : why);
    }

    private static String loadFile(Path path) throws IOException {
        Path file = (Files.isDirectory(path) ? path.resolve(System.mapLibraryName("dgen")) : path).toAbsolutePath();
        if (!Files.isReadable(file)) {
            throw new IOException("no readable file " + file);
        }
        try {
            System.load(file.toString());
        } catch (UnsatisfiedLinkError e) {
            // The JVM binds a file to one class loader: another copy of this jar has loaded it.
            if (!String.valueOf(e.getMessage()).contains("already loaded in another classloader")) {
                throw e;
            }
            try (InputStream in = Files.newInputStream(file)) {
                PrivateCopy.load(in);
            }
        }
        return file.toString();
    }

    private static String loadResource() throws IOException {
        String resource = resourceFolder() + "/" + System.mapLibraryName("dgen");
        try (InputStream in = NativeLibrary.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("this build has no " + resource);
            }
            PrivateCopy.load(in);
            return resource;
        }
    }
}
