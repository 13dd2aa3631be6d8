// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli;

import io.dgen.cli.terminal.Stdio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** Writes the sources of the manual pages, in AsciiDoc, and the completion script. */
final class ManualPages {
    private ManualPages() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Files.createDirectories(folder);
        CommandLine dgen = Commands.commandLine(Stdio.ofProcess(), "");
        int status = ManPageGenerator.generateManPage(
                folder.resolve("adoc").toFile(), null, new boolean[0], true, dgen.getCommandSpec());
        if (status != 0) {
            throw new IOException("the generator of manual pages ended with " + status);
        }
        Files.writeString(folder.resolve("dgen.bash"), AutoComplete.bash("dgen", dgen));
    }
}
