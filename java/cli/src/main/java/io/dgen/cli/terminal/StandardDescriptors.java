// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.terminal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds standard descriptors that were closed when the process started. The JVM then has one of its own files at the
 * descriptor, first its module image: data would be read from this file, and closing the descriptor ends the JVM.
 */
public final class StandardDescriptors {
    private static final List<String> NAMES = List.of("standard input", "standard output", "standard error");
    private static final Set<String> STANDARD = Set.of("0", "1", "2");
    private static final Path PROCESS = Path.of("/proc/self");
    private static final int ACCESS_MODE = 3;
    private static final int READ_ONLY = 0;

    private final Path process;
    private final Path moduleImage;

    /**
     * @param process folder with the information of the process, as in /proc
     * @param moduleImage the first file that the JVM opens
     */
    StandardDescriptors(Path process, Path moduleImage) {
        this.process = process;
        this.moduleImage = moduleImage;
    }

    /** {@return why a standard descriptor of this process cannot be used; null if all can, or without /proc} */
    public static @Nullable String problem() {
        return new StandardDescriptors(PROCESS, Path.of(System.getProperty("java.home"), "lib", "modules")).find();
    }

    @Nullable
    String find() {
        if (!Files.isDirectory(process.resolve("fd"))) {
            return null;
        }
        for (int descriptor = 0; descriptor < NAMES.size(); descriptor++) {
            if (isClosed(descriptor)) {
                return NAMES.get(descriptor) + " is closed: redirect it, for example "
                        + (descriptor == 0 ? "from" : "to") + " /dev/null";
            }
        }
        return null;
    }

    private boolean isClosed(int descriptor) {
        Path target = target(Integer.toString(descriptor));
        return target == null
                || target.equals(moduleImage) && !isModuleImageOpenElsewhere()
                || descriptor > 0 && isReadOnly(descriptor);
    }

    private @Nullable Path target(String descriptor) {
        try {
            return Files.readSymbolicLink(process.resolve("fd").resolve(descriptor));
        } catch (IOException e) {
            return null;
        }
    }

    /** Standard input may be redirected from the module image, which then is open twice. */
    private boolean isModuleImageOpenElsewhere() {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : open) {
                String name = descriptor.getFileName().toString();
                if (!STANDARD.contains(name) && moduleImage.equals(target(name))) {
                    return true;
                }
            }
        } catch (IOException e) {
            // not readable: not open
        }
        return false;
    }

    /** The shell leaves its script at a closed descriptor 2. */
    private boolean isReadOnly(int descriptor) {
        try {
            for (String line : Files.readAllLines(process.resolve("fdinfo").resolve(Integer.toString(descriptor)))) {
                if (line.startsWith("flags:")) {
                    return (Integer.parseInt(line.substring("flags:".length()).strip(), 8) & ACCESS_MODE) == READ_ONLY;
                }
            }
        } catch (IOException | NumberFormatException e) {
            // unknown: the first write finds out
        }
        return false;
    }
}
