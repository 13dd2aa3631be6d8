package io.dgen.analyze.internal.compress;

import io.airlift.compress.v3.internal.NativeLoader;
import io.airlift.compress.v3.lz4.Lz4NativeCompressor;
import io.airlift.compress.v3.zstd.ZstdNativeCompressor;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * Loads aircompressor's native libraries once. aircompressor unpacks them where {@code -Daircompressor.tmpdir} says, by
 * default in the temp folder among everybody's files; here it is a folder of our own in {@code -Ddgen.tmpdir} or the temp
 * folder, which nobody else can write to, and the files are removed when they are loaded. Who sets the property has
 * decided otherwise.
 */
final class NativeLibraries {
    private static final String FOLDER = "aircompressor.tmpdir";

    /** Why not; null for what is loaded. */
    private record Failures(
            @Nullable String zstd,
            @Nullable String lz4,
            @Nullable String lz4High) {}

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

    private static Failures load() {
        if (System.getProperty(FOLDER) != null) {
            return tryAll();
        }
        Path folder;
        try {
            String parent = System.getProperty("dgen.tmpdir", System.getProperty("java.io.tmpdir"));
            folder = Files.createTempDirectory(Path.of(parent), "dgen-analyze-", ownerOnly());
        } catch (IOException | RuntimeException e) {
            String why = "no folder to unpack them in: " + e;
            return new Failures(why, why, why);
        }
        System.setProperty(FOLDER, folder.toString());
        // aircompressor has read the property for good: the folder stays for what else may be loaded from it.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder, true), "dgen-analyze-cleanup"));
        Failures failures = tryAll();
        delete(folder, false);
        return failures;
    }

    private static Failures tryAll() {
        return new Failures(
                ZstdNativeCompressor.isEnabled() ? null : reason("zstd"),
                Lz4NativeCompressor.isEnabled() ? null : reason("lz4"),
                Lz4HighCompressor.failure());
    }

    /** aircompressor keeps its reason to itself: the loader says it again. */
    private static String reason(String library) {
        try {
            var _ = NativeLoader.loadLibrary(library);
            return "not usable here";
        } catch (LinkageError | RuntimeException e) {
            return e.getMessage() == null ? e.toString() : e.getMessage();
        }
    }

    private static void delete(Path folder, boolean andItself) {
        try {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
            }
            if (andItself) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            // left to whoever cleans the temp folder
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
