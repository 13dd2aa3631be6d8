// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line loads the libraries of this module from a folder beside its jar. */
class FolderTest {
    private static final List<String> CLASS_PATH =
            Arrays.asList(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                    .split(File.pathSeparator));

    @Test
    void librariesOfTheStoreAreBesideTheProgram(@TempDir Path app) throws IOException, InterruptedException {
        assertThat(verify(app)).contains("no module for s3:// is installed");
        Path folder = Files.createDirectory(app.resolve("s3"));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        CLASS_PATH.stream()
                                .filter(FolderTest::isOfStore)
                                .map(entry -> Path.of(entry).toUri().toString())
                                .collect(Collectors.joining(" ")));
        new JarOutputStream(Files.newOutputStream(folder.resolve("libraries.jar")), manifest).close();
        assertThat(verify(app)).contains("s3://bucket: expected s3://BUCKET/KEY");
    }

    private static boolean isOfStore(String entry) {
        return entry.matches(".*(s3/target/classes|/awssdk/.*|/io/netty/.*|/reactive-streams.*|/slf4j.*)");
    }

    private static String verify(Path app) throws IOException, InterruptedException {
        String others = String.join(
                File.pathSeparator,
                CLASS_PATH.stream().filter(entry -> !isOfStore(entry)).toList());
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        app.resolve("dgen-cli.jar") + File.pathSeparator + others,
                        "io.dgen.cli.Main",
                        "verify",
                        "--seed=1",
                        "--size=1",
                        "s3://bucket")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(2);
        return output;
    }
}
