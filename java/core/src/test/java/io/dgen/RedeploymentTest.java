// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.internal.kernel.NativeLibrary;
import io.dgen.testing.Forked;
import io.dgen.testing.Redeployment;
import io.dgen.testing.Repository;
import io.dgen.testing.Skip;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A copy of the library that its application drops leaves no class loader, thread or native library behind. */
class RedeploymentTest {
    private static final String COPIES = "5";

    private static Forked fork() {
        return Forked.onClassPath(Redeployment.class).withEverything().jvm("-XX:TieredStopAtLevel=1", "-Xmx512m");
    }

    @Test
    void droppedCopiesLeaveNothing() {
        assertLeavesNothing(fork().run(COPIES));
    }

    /** The JVM binds the file of a library to one class loader. */
    @Test
    void copiesCanShareTheFileOfTheLibrary() {
        Skip.unless(NativeLibrary.isLoaded(), "native library: " + NativeLibrary.failure());
        Path library = Repository.classes(DataStream.class).resolve(NativeLibrary.source());
        Forked.Result result = fork().jvm("-Ddgen.library.path=" + library).run("3");
        assertLeavesNothing(result);
        assertThat(result.errorLines("native is not available")).isEmpty();
    }

    @Test
    void copiesWarnOnce() {
        Forked.Result result = fork().jvm("-Ddgen.library.path=/nowhere").run("3");
        assertLeavesNothing(result);
        assertThat(result.errorLines("using the scalar engine: native is not available: "))
                .hasSize(1);
    }

    private static void assertLeavesNothing(Forked.Result result) {
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(result.out())
                .contains("loaders left: 0", "libraries left: 0", "memory maps left: 0", "threads left: 0");
    }
}
