// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.compress;

import io.airlift.compress.v3.internal.NativeLoader;
import io.airlift.compress.v3.lz4.Lz4NativeCompressor;
import io.airlift.compress.v3.snappy.SnappyNativeCompressor;
import io.airlift.compress.v3.zstd.ZstdNativeCompressor;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Loads aircompressor's native libraries once. aircompressor unpacks them into the folder {@code -Daircompressor.tmpdir},
 * by default the shared temp folder. Unless that property is set, this class sets it to a new folder in {@code
 * -Ddgen.tmpdir} or the temp folder. Only this user can access the new folder. The files are deleted after they are
 * loaded.
 */
final class NativeLibraries {
    private static final String FOLDER = "aircompressor.tmpdir";

    /** For each library, the reason why it is not available; null if it is available. */
    private record Failures(
            @Nullable String zstd,
            @Nullable String lz4,
            @Nullable String lz4High,
            @Nullable String snappy) {}

    private static final Failures FAILURES = load();

    private NativeLibraries() {}

    static @Nullable String zstdFailure() {
        return FAILURES.zstd;
    }

    static @Nullable String lz4Failure() {
        return FAILURES.lz4;
    }

    static @Nullable String lz4HighFailure() {
        return FAILURES.lz4High;
    }

    static @Nullable String snappyFailure() {
        return FAILURES.snappy;
    }

    private static Failures load() {
        if (System.getProperty(FOLDER) != null) {
            return tryAll();
        }
        Path folder;
        try {
            String parent = System.getProperty("dgen.tmpdir", System.getProperty("java.io.tmpdir"));
            folder = Files.createTempDirectory(
                    Path.of(parent).toAbsolutePath(), "dgen-analyze-"); // rwx------ on POSIX systems
        } catch (IOException | RuntimeException e) {
            String why = "no folder to unpack them in: " + e;
            return new Failures(why, why, why, why);
        }
        System.setProperty(FOLDER, folder.toString());
        // aircompressor reads the property once: the folder stays for libraries that are loaded later. A shutdown hook
        // would keep this class and its loader alive.
        folder.toFile().deleteOnExit();
        Failures failures = tryAll();
        deleteFiles(folder);
        return failures;
    }

    private static Failures tryAll() {
        return new Failures(
                ZstdNativeCompressor.isEnabled() ? null : reason("zstd"),
                Lz4NativeCompressor.isEnabled() ? null : reason("lz4"),
                Lz4HighCompressor.failure(),
                SnappyNativeCompressor.isEnabled() ? null : reason("snappy"));
    }

    /** Loads a library again, because aircompressor does not expose the reason of the first failure. */
    private static String reason(String library) {
        try {
            var _ = NativeLoader.loadLibrary(library);
            return "not usable on this machine";
        } catch (LinkageError | RuntimeException e) {
            return e.getMessage() == null ? e.toString() : e.getMessage();
        }
    }

    private static void deleteFiles(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // the temp folder's cleaner removes them
        }
    }
}
