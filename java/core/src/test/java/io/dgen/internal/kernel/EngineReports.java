// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.Engine;
import io.dgen.testing.Forked;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs {@link EngineReport} in a new JVM for each report, and reads its answers. */
final class EngineReports {
    private EngineReports() {}

    /**
     * Asserts that three generators log one line with all reasons, and that a request for the native engine fails with
     * the same reason.
     */
    static Forked.Result assertFallsBack(Forked fork, Engine expected, String... reasons) {
        Forked.Result result = fork.run("auto", "native", "portable", "scalar", "confined", "tier", "digests");
        Map<String, String> answers = answers(result);

        assertThat(answers)
                .containsEntry("auto", expected + " " + expected + " " + expected)
                .containsEntry("scalar", "SCALAR")
                .containsEntry("confined", "ok");
        assertThat(line(result, expected)).contains(reasons);
        assertThat(answers.get("native"))
                .startsWith("IllegalStateException: engine native is not available: ")
                .contains(reasonOfTheNativeEngine(line(result, expected)));
        return result;
    }

    private static String line(Forked.Result result, Engine expected) {
        assertThat(result.errorLines("using the ")).hasSize(1);
        assertThat(result.errorLines("using the " + lower(expected) + " engine: "))
                .hasSize(1);
        return result.errorLines("using the ").getFirst();
    }

    private static String reasonOfTheNativeEngine(String line) {
        return line.replaceFirst("^.*native is not available: ", "").replaceFirst("; vector is not available: .*$", "");
    }

    static Forked classPath(String... options) {
        return Forked.onClassPath(EngineReport.class).withEverything().jvm(options);
    }

    static Map<String, String> answers(Forked.Result result) {
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        return result.out()
                .lines()
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf('=')), line -> line.substring(line.indexOf('=') + 1)));
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
