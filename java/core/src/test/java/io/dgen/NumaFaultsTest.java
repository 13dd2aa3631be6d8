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

    private static Forked program() {
        return Forked.onClassPath(NumaFaults.class).withEverything();
    }

    private static Forked.Result run(Forked program) {
        Forked.Result result = program.run();
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
        Forked.Result result = run(program().libraries(folder));
        assertThat(result.out())
                .contains(
                        "libnuma: libnuma.so.1 cannot be opened",
                        "allocator: mmap (libnuma.so.1 cannot be opened)",
                        "placement: libnuma.so.1 cannot be opened",
                        "pinning: null",
                        "LOCAL placed: the system does not report the nodes of memory: libnuma.so.1 cannot be opened");
    }

    @Test
    void withCallsThatAreRefused() throws Exception {
        for (String error : new String[] {"EPERM", "ENOSYS"}) {
            Forked.Result result = run(program().libraries(libnuma(error)));
            assertThat(result.out())
                    .contains(
                            "libnuma: available",
                            "allocator: mmap (mbind: " + REFUSED + ")",
                            "placement: mbind: " + REFUSED,
                            "ON_NODE placed: the system does not report the nodes of memory: move_pages: " + REFUSED);
        }
    }

    /** Compiles a libnuma that reports its calls; each of them succeeds. */
    private Path reportingLibnuma(String mbind) throws IOException, InterruptedException {
        Compiler.compile("""
                #define _GNU_SOURCE
                #include <errno.h>
                #include <stdio.h>
                #include <sys/mman.h>
                int numa_available(void) { return 0; }
                long get_mempolicy(void) { return 0; }
                long mbind(void *at, unsigned long size, int mode) { %s }
                long move_pages(int pid, unsigned long n, void **pages, const int *to, int *nodes)
                {
                    for (unsigned long i = 0; i < n; i++) nodes[i] = 0;
                    return 0;
                }
                void *numa_alloc_onnode(unsigned long size, int node)
                {
                    printf("numa_alloc_onnode(%%lu, %%d)\\n", size, node);
                    fflush(stdout);
                    return mmap(0, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
                }
                void numa_free(void *at, unsigned long size)
                {
                    printf("numa_free(%%lu)\\n", size);
                    fflush(stdout);
                    munmap(at, size);
                }
                """.formatted(mbind), folder.resolve("libnuma.so.1"));
        return folder;
    }

    @Test
    void basePagesOfOneNodeComeFromLibnuma() throws Exception {
        Forked.Result result = run(program().libraries(reportingLibnuma("return 0;")));
        assertThat(result.out()).contains("allocator: numa_alloc_onnode\n");
        assertThat(result.out().lines().filter(line -> line.startsWith("numa_alloc_onnode(6291456, ")))
                .hasSize(1);
        assertThat(result.out().lines().filter("numa_free(6291456)"::equals)).hasSize(1);
    }

    /** Moving pages to a full node fails with EIO; the buffer has 1536 pages. */
    @Test
    void aFullNodeIsAnExceptionAndTheMemoryIsFreed() throws Exception {
        Forked.Result result = program()
                .libraries(reportingLibnuma("errno = EIO; return mode == 2 && size > 4096 ? -1 : 0;"))
                .run();
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("NumaException", "pages could not be moved to the requested nodes");
        assertThat(result.out()).contains("numa_free(6291456)");
    }

    @Test
    void withoutNuma() throws Exception {
        Compiler.compile("int numa_available(void) { return -1; }", folder.resolve("libnuma.so.1"));
        Forked.Result result = run(program().libraries(folder));
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
        Forked.Result result = run(program().environment("LD_PRELOAD", library.toString()));
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
        Forked.Result result = run(program().environment("LD_PRELOAD", library.toString()));
        assertThat(result.out()).contains("pinning: null");
        assertThat(result.errorLines("are not pinned to its CPUs")).hasSize(1);
    }
}
