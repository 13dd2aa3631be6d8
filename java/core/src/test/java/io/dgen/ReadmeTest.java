// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.testing.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The programs in the documents compile with only the library, run, and print the documented output. {@code ./check docs}
 * also runs those that need other libraries.
 */
class ReadmeTest {
    private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```\n\nIt prints `([^`]*)`", Pattern.DOTALL);

    private static final Pattern OTHER_LIBRARY =
            Pattern.compile("^import (?!io\\.dgen\\.|java\\.|com\\.sun\\.)", Pattern.MULTILINE);

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/adapters.md", "docs/numa.md"})
    void programs(String document, @TempDir Path folder) throws IOException, InterruptedException {
        Matcher text = PROGRAM.matcher(Files.readString(Repository.root().resolve(document)));
        int programs = 0;
        while (text.find()) {
            String program = text.group(1);
            if (!OTHER_LIBRARY.matcher(program).find()) {
                assertPrints(text.group(2), Files.writeString(folder.resolve("Program.java"), program));
                programs++;
            }
        }
        assertThat(programs).as("programs of " + document).isPositive();
    }

    private static void assertPrints(String expected, Path source) throws IOException, InterruptedException {
        // The Java launcher compiles a single source file in memory.
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--class-path",
                        Repository.classes(DataStream.class).toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        source.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.strip()).isEqualTo(expected);
    }
}
