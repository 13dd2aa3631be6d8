// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs on a cluster of processes, of which one is killed and one suspended. */
class ClusterJobTest {
    private static final String LINE = "dgenset1:files=64,size=list(1MiB,1500001);dgen1:seed=7,dedup=2";

    @TempDir
    Path folder;

    @Test
    void lostAndSlowExecutorsDoNoHarm() throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("home/jars"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The options that this JVM has for Spark.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add") || option.startsWith("--enable"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(
                ClusterProgram.class.getName(),
                LINE,
                folder.resolve("suspended").toUri().toString(),
                folder.resolve("killed").toUri().toString()));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("SPARK_HOME", folder.resolve("home").toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.redirectError(folder.resolve("log").toFile());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        assertThat(status).as(output + Files.readString(folder.resolve("log"))).isZero();
        assertThat(output)
                .containsPattern("executors lost: [1-9]")
                .containsPattern("tasks repeated: [1-9]")
                .containsPattern("(files: 64, findings: \\[], same checksum: true\n){2}");
        Trees.create(LINE, folder.resolve("cli"));
        Trees.assertEqual(folder.resolve("killed"), folder.resolve("cli"));
        Trees.assertEqual(folder.resolve("suspended"), folder.resolve("cli"));
    }
}
