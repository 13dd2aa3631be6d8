// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs commands in a terminal, which script(1) makes. It has no size until it is set. */
final class TestTerminal {
    private static final Path SCRIPT = Path.of("/usr/bin/script");

    private TestTerminal() {}

    /**
     * {@return a command that runs another one in a terminal} Skips the test if there is no script(1), or no file system
     * of terminals in /dev/pts.
     */
    static List<String> running(List<String> command) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(SCRIPT), "no script here");
        assumeTrue(
                new ProcessBuilder(wrap(List.of("true")))
                                .redirectInput(new File("/dev/null"))
                                .start()
                                .waitFor()
                        == 0,
                "no terminals here");
        return wrap(command);
    }

    private static List<String> wrap(List<String> command) {
        List<String> quoted = new ArrayList<>();
        for (String word : command) {
            quoted.add("'" + word + "'");
        }
        return List.of(SCRIPT.toString(), "--quiet", "--return", "--command", String.join(" ", quoted), "/dev/null");
    }
}
