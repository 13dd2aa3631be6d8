// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.kernel;

import static io.dgen.internal.kernel.EngineReports.answers;
import static io.dgen.internal.kernel.EngineReports.assertFallsBack;
import static io.dgen.internal.kernel.EngineReports.classPath;
import static io.dgen.internal.kernel.EngineReports.lower;
import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.Engine;
import io.dgen.Tier;
import io.dgen.testing.Forked;
import io.dgen.testing.Skip;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the engine that properties, environment and JVM options select. Each case runs in a new JVM. */
class EngineFallbackTest {
    @BeforeEach
    void needsTheLibrary() {
        Skip.unless(
                Files.exists(LoadingTest.LIBRARY),
                "built without the native library: no " + LoadingTest.LIBRARY.getFileName());
    }

    @Test
    void withoutTheVectorModuleScalarServes() {
        assertFallsBack(
                Forked.onClassPath(EngineReport.class)
                        .jvm("--enable-native-access=ALL-UNNAMED", "-Ddgen.library.path=/nowhere"),
                Engine.SCALAR,
                "native is not available: -Ddgen.library.path=/nowhere: no readable file /nowhere",
                "vector is not available: the JVM was started without --add-modules jdk.incubator.vector");
    }

    @Test
    void theVectorModuleIsNotNeededForTheNativeEngine() {
        Map<String, String> answers = answers(Forked.onModulePath(EngineReport.class)
                .jvm("--enable-native-access=io.dgen")
                .run());

        assertThat(answers)
                .containsEntry("auto", "NATIVE NATIVE NATIVE")
                .containsEntry(
                        "vector",
                        "IllegalStateException: engine vector is not available: "
                                + "the JVM was started without --add-modules jdk.incubator.vector");
    }

    @Test
    void withoutACompilerVectorIsNotTheFastest() {
        assertFallsBack(
                classPath("-Xint", "-Ddgen.library.path=/nowhere"),
                Engine.SCALAR,
                "vector is not available: the JVM runs without its optimising compiler");
        assertThat(answers(classPath("-Xint").run("auto"))).containsEntry("auto", "NATIVE NATIVE NATIVE");
    }

    @ParameterizedTest
    @CsvSource({"scalar, SCALAR", "SCALAR, SCALAR", "vector, VECTOR", "native, NATIVE", "auto, NATIVE"})
    void thePropertyNamesTheEngine(String value, Engine expected) {
        Forked.Result result = classPath("-Ddgen.engine=" + value).run("auto");

        assertThat(answers(result)).containsEntry("auto", expected + " " + expected + " " + expected);
        assertThat(result.errorLines("using the")).isEmpty();
    }

    @Test
    void anUnknownEngineIsReported() {
        assertThat(answers(classPath("-Ddgen.engine=warp").run("auto")).get("auto"))
                .isEqualTo(
                        "IllegalArgumentException: -Ddgen.engine=warp: expected one of auto, native, vector, scalar");
    }

    @Test
    void thePropertyNamesTheTier() {
        assertThat(answers(classPath("-Ddgen.tier=portable").run("auto")))
                .containsEntry("auto", "NATIVE NATIVE NATIVE");
        assertThat(answers(classPath("-Ddgen.tier=sse9").run("auto")).get("auto"))
                .isEqualTo(
                        "IllegalArgumentException: -Ddgen.tier=sse9: expected one of auto, portable, avx2, avx512, neon");
    }

    @Test
    void aTierThatCannotRunIsNeverReplaced() {
        Tier other = otherMachinesTier();

        assertThat(answers(classPath("-Ddgen.tier=" + other).run("auto")).get("auto"))
                .startsWith("IllegalStateException: engine native is not available: tier " + lower(other) + ": ");
    }

    @Test
    void theEnvironmentNamesTheTier() {
        assertThat(answers(classPath().environment("DGEN_TIER", "portable").run("auto", "tier")))
                .containsEntry("auto", "NATIVE NATIVE NATIVE")
                .containsEntry("tier", "PORTABLE");
    }

    @Test
    void anUnknownTierInTheEnvironmentIsReported() {
        Forked.Result result = assertFallsBack(
                classPath().environment("DGEN_TIER", "sse9"),
                Engine.VECTOR,
                "native is not available: DGEN_TIER=sse9: the environment variable DGEN_TIER names no tier");

        assertThat(answers(result)).containsEntry("portable", "NATIVE").containsEntry("tier", "null");
    }

    @Test
    void aTierInTheEnvironmentThatCannotRunIsReported() {
        String other = lower(otherMachinesTier());

        assertFallsBack(
                classPath().environment("DGEN_TIER", other),
                Engine.VECTOR,
                "DGEN_TIER=" + other + ": the environment variable DGEN_TIER names a tier that cannot run here");
    }

    private static Tier otherMachinesTier() {
        return System.getProperty("os.arch").equals("aarch64") ? Tier.AVX2 : Tier.NEON;
    }
}
