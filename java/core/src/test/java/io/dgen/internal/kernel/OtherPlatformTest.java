// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.kernel;

import static io.dgen.internal.kernel.EngineReports.answers;
import static io.dgen.internal.kernel.EngineReports.assertFallsBack;
import static io.dgen.internal.kernel.EngineReports.classPath;
import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.Engine;
import io.dgen.testing.Forked;
import io.dgen.testing.Skip;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A platform without a kernel in the jar has another engine, which makes the same bytes, and a JVM logs the reason once. */
class OtherPlatformTest {
    private static String expected = "";

    @BeforeAll
    static void digestsOfTheKernel() {
        Skip.unless(Files.exists(LoadingTest.LIBRARY), "built without the native library");
        expected = EngineReport.digests(Engine.NATIVE);
    }

    @ParameterizedTest
    @CsvSource({"Mac OS X, aarch64, macos-aarch64", "Windows 11, amd64, windows-x86_64", "Linux, riscv64, linux-riscv64"
    })
    void vectorServes(String system, String processor, String folder) {
        Forked.Result result = assertFallsBack(
                classPath("-Dos.name=" + system, "-Dos.arch=" + processor),
                Engine.VECTOR,
                "native is not available: this build has no META-INF/native/" + folder + "/");

        assertThat(answers(result)).containsEntry("digests", expected);
    }

    @Test
    void withoutTheVectorModuleScalarServes() {
        Forked.Result result = assertFallsBack(
                Forked.onModulePath(EngineReport.class)
                        .jvm("--enable-native-access=io.dgen", "-Dos.name=Mac OS X", "-Dos.arch=aarch64"),
                Engine.SCALAR,
                "native is not available: this build has no META-INF/native/macos-aarch64/",
                "vector is not available: the JVM was started without --add-modules jdk.incubator.vector");

        assertThat(answers(result)).containsEntry("digests", expected);
    }
}
