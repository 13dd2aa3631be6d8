// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.cli.CommandLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Trees of files, and the command line that makes and verifies them. */
final class Trees {
    private Trees() {}

    static void create(String line, Path folder) {
        CommandLine.Outcome made =
                CommandLine.run("dataset", "create", "--no-progress", "--dataset", line, "--dir", folder.toString());
        assertThat(made.status()).as(made.err()).isZero();
    }

    static void verify(Path folder) {
        CommandLine.Outcome verified = CommandLine.run("dataset", "verify", "--no-progress", folder.toString());
        assertThat(verified.status()).as(verified.out() + verified.err()).isZero();
    }

    static List<String> names(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.map(path -> folder.relativize(path).toString())
                    .filter(name -> !name.isEmpty())
                    .sorted()
                    .toList();
        }
    }

    static void assertEqual(Path folder, Path expected) throws IOException {
        assertThat(names(folder)).isEqualTo(names(expected));
        for (String name : names(expected)) {
            if (Files.isRegularFile(expected.resolve(name))) {
                assertThat(Files.mismatch(folder.resolve(name), expected.resolve(name)))
                        .as(name)
                        .isEqualTo(-1);
            }
        }
    }
}
