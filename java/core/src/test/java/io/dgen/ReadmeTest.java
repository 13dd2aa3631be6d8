package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.testing.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quickstart in README.md compiles against the library alone, runs, and prints what it is said to print. */
class ReadmeTest {
    private static final Pattern QUICKSTART =
            Pattern.compile("```java\n(.*?)```\n\nIt prints `([^`]*)`", Pattern.DOTALL);

    @Test
    void quickstart(@TempDir Path folder) throws IOException, InterruptedException {
        Matcher readme = QUICKSTART.matcher(Files.readString(Repository.root().resolve("README.md")));
        assertThat(readme.find()).as("README.md has a quickstart").isTrue();
        Path source = Files.writeString(folder.resolve("Quickstart.java"), readme.group(1));

        // Java's launcher for single source files compiles it in memory.
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
        assertThat(output.strip()).isEqualTo(readme.group(2));
    }
}
