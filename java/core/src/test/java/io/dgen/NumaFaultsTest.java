// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.internal.kernel.NativeLibrary;
import io.dgen.testing.Compiler;
import io.dgen.testing.Forked;
import io.dgen.testing.NumaFaults;
import io.dgen.testing.Skip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * If libnuma is missing or fails, or the system refuses calls, all functions work without NUMA and report the reason.
 */
class NumaFaultsTest {
    private static final String REFUSED = "the system has no such call or does not let this process use it";

    @TempDir
    Path folder;

    @BeforeEach
    void needsTheLibrary() {
        Skip.unless(NativeLibrary.isLoaded(), "native library: " + NativeLibrary.failure());
    }

    private Forked.Result runWith(String variable, Path value) {
        Forked.Result result = Forked.onClassPath(NumaFaults.class)
                .withEverything()
                .environment(variable, value.toString())
                .run();
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(result.out()).contains("LOCAL filled: true", "ON_NODE filled: true");
        return result;
    }

    /** Compiles a libnuma with calls that fail with the given error. */
    private Path libnuma(String error) throws IOException, InterruptedException {
        Compiler.compile("""
                #include <errno.h>
                int numa_available(void) { return 0; }
                long get_mempolicy(void) { return 0; }
                long mbind(void) { errno = %1$s; return -1; }
                long move_pages(void) { errno = %1$s; return -1; }
                """.formatted(error), folder.resolve("libnuma.so.1"));
        return folder;
    }

    @Test
    void withoutLibnuma() throws IOException {
        Files.createFile(folder.resolve("libnuma.so.1"));
        Forked.Result result = runWith("LD_LIBRARY_PATH", folder);
        assertThat(result.out())
                .contains(
                        "libnuma: libnuma.so.1 cannot be opened",
                        "placement: libnuma.so.1 cannot be opened",
                        "pinning: null",
                        "LOCAL placed: the system does not report the nodes of memory: libnuma.so.1 cannot be opened");
    }

    @Test
    void withCallsThatAreRefused() throws Exception {
        for (String error : new String[] {"EPERM", "ENOSYS"}) {
            Forked.Result result = runWith("LD_LIBRARY_PATH", libnuma(error));
            assertThat(result.out())
                    .contains(
                            "libnuma: available",
                            "placement: mbind: " + REFUSED,
                            "ON_NODE placed: the system does not report the nodes of memory: move_pages: " + REFUSED);
        }
    }

    @Test
    void withoutNuma() throws Exception {
        Compiler.compile("int numa_available(void) { return -1; }", folder.resolve("libnuma.so.1"));
        Forked.Result result = runWith("LD_LIBRARY_PATH", folder);
        assertThat(result.out())
                .contains("placement: this system has no NUMA interface, or does not let this process use it");
    }

    @Test
    void withThreadsThatCannotBePinned() throws Exception {
        Path library = folder.resolve("unpinned.so");
        Compiler.compile("""
                #include <errno.h>
                int sched_setaffinity(int pid, unsigned long size, const void *cpus) { errno = EPERM; return -1; }
                """, library);
        Forked.Result result = runWith("LD_PRELOAD", library);
        assertThat(result.out()).contains("pinning: sched_setaffinity: " + REFUSED);
        assertThat(result.errorLines("threads are not kept on NUMA nodes: sched_setaffinity: " + REFUSED))
                .hasSize(1);
    }

    /** Simulates that all CPUs of a node go offline after they were listed. */
    @Test
    void withCpusThatWentOffline() throws Exception {
        Path library = folder.resolve("offline.so");
        Compiler.compile("""
                #include <errno.h>
                static int calls;
                int sched_setaffinity(int pid, unsigned long size, const void *cpus)
                {
                    if (__atomic_fetch_add(&calls, 1, __ATOMIC_RELAXED) == 0) return 0;
                    errno = EINVAL;
                    return -1;
                }
                """, library);
        Forked.Result result = runWith("LD_PRELOAD", library);
        assertThat(result.out()).contains("pinning: null");
        assertThat(result.errorLines("are not pinned to its CPUs")).hasSize(1);
    }
}
