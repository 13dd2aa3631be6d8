// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The module of the Vector API in a JVM that was started without it. */
@Timeout(60)
final class VectorModuleTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    @TempDir
    private Path dir;

    /** @param exports as the manifest of the jar has it */
    private String run(String exports, String... args) throws Exception {
        Path err = dir.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(
                JAVA,
                "--enable-native-access=ALL-UNNAMED",
                "--add-exports=java.base/" + exports + "=ALL-UNNAMED",
                "-cp",
                CLASS_PATH,
                Main.class.getName());
        builder.command().addAll(List.of(args));
        Process process = builder.redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(err).isEmptyFile();
        assertThat(process.exitValue()).isZero();
        return out;
    }

    @Test
    void commandsLoadItWithoutAWarning() throws Exception {
        assertThat(run("jdk.internal.module", "info")).containsPattern("engine +vector +available");
        String file = dir.resolve("data").toString();
        assertThat(run("jdk.internal.module", "generate", "--size=4KiB", "--seed=1", "--engine=vector", file))
                .containsPattern("engine +vector");
    }

    @Test
    void withoutAccessItIsUnavailable() throws Exception {
        assertThat(run("jdk.internal.misc", "info"))
                .containsPattern("engine +vector +not available: the JVM was started without --add-modules");
    }
}
