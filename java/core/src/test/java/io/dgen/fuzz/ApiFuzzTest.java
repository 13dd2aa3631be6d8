// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.testing.Forked;
import io.dgen.testing.Repository;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No call crashes the JVM or throws what its Javadoc does not name. {@code -Ddgen.fuzz.calls=N} makes more calls,
 * {@code -Ddgen.fuzz.seed=N} other ones; long runs need {@code -Ddgen.fork.minutes=N}.
 */
class ApiFuzzTest {
    private static final String SEED = System.getProperty("dgen.fuzz.seed", "1");
    private static final Path JSPECIFY = Path.of(URI.create(
            Nullable.class.getProtectionDomain().getCodeSource().getLocation().toString()));
    private static final long CALLS = Long.getLong("dgen.fuzz.calls", 60_000);

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {1, 4})
    void everyCallDoesWhatItsJavadocSays(int threads) {
        Forked.Result result = Forked.onClassPath(ApiFuzzer.class, JSPECIFY)
                .withEverything()
                .jvm("-Ddgen.root=" + Repository.root(), "-XX:MaxDirectMemorySize=256m", "-Xmx512m")
                .run(SEED, String.valueOf(CALLS / threads), String.valueOf(threads));

        assertThat(result.out()).isEqualTo("calls: " + CALLS + "\n");
        assertThat(result.errorLines("Exception")).isEmpty();
        assertThat(result.exit()).isZero();
    }
}
