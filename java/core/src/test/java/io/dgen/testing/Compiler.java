// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The system's C compiler, which the build needs, too. */
public final class Compiler {
    private Compiler() {}

    /** Compiles a shared library; skips the test if there is no compiler. */
    public static void compile(String source, Path library) throws IOException, InterruptedException {
        Path file = Files.writeString(library.resolveSibling(library.getFileName() + ".c"), source);
        Process process;
        try {
            process = new ProcessBuilder("cc", "-shared", "-fPIC", "-o", library.toString(), file.toString())
                    .inheritIO()
                    .start();
        } catch (IOException e) {
            Skip.unless(false, "no C compiler: " + e.getMessage());
            return;
        }
        int exit = process.waitFor();
        Files.delete(file);
        if (exit != 0) {
            throw new IOException("cc ended with " + exit);
        }
    }
}
