// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.kernel;

import static io.dgen.internal.kernel.EngineReports.answers;
import static io.dgen.internal.kernel.EngineReports.assertFallsBack;
import static io.dgen.internal.kernel.EngineReports.classPath;
import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.Engine;
import io.dgen.testing.Compiler;
import io.dgen.testing.Forked;
import io.dgen.testing.Header;
import io.dgen.testing.Repository;
import io.dgen.testing.Skip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests loading the library, and running without it. A JVM loads the library only once, so each case runs in a new JVM.
 */
class LoadingTest {
    private static final Function<Class<?>, Forked> CLASS_PATH = Forked::onClassPath;
    private static final Function<Class<?>, Forked> MODULE_PATH = Forked::onModulePath;

    static final Path LIBRARY = Repository.classes(NativeLibrary.class)
            .resolve(NativeLibrary.resourceFolder())
            .resolve(System.mapLibraryName("dgen"));

    @TempDir
    Path folder;

    static Stream<Function<Class<?>, Forked>> paths() {
        return Stream.of(CLASS_PATH, MODULE_PATH);
    }

    @BeforeEach
    void needsTheLibrary() {
        Skip.unless(Files.exists(LIBRARY), "built without the native library: no " + LIBRARY.getFileName());
    }

    /** If the library could not be loaded, all other tests would be skipped, and only this test fails. */
    @Test
    void aLibraryThatWasBuiltIsLoaded() {
        assertThat(NativeLibrary.failure()).isNull();
        assertThat(NativeLibrary.isLoaded()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void theBundledLibraryIsUsedWithoutAMessage(Function<Class<?>, Forked> path) throws IOException {
        Forked.Result result = path.apply(EngineReport.class)
                .withEverything()
                .jvm("-Ddgen.tmpdir=" + folder)
                .run();
        Map<String, String> answers = answers(result);

        assertThat(answers)
                .containsEntry("auto", "NATIVE NATIVE NATIVE")
                .containsEntry("native", "NATIVE")
                .containsEntry("vector", "VECTOR")
                .containsEntry("scalar", "SCALAR")
                .containsEntry("source", "META-INF/native/" + folderName() + "/libdgen.so")
                .containsEntry("confined", "ok");
        assertThat(result.err().lines().filter(l -> !l.contains("incubator"))).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anotherLibraryIsTakenFromItsFileOrFolder() throws IOException {
        Path copy = Files.copy(LIBRARY, folder.resolve(LIBRARY.getFileName()));
        for (Path path : List.of(copy, folder)) {
            assertThat(answers(classPath("-Ddgen.library.path=" + path).run("auto", "source")))
                    .containsEntry("auto", "NATIVE NATIVE NATIVE")
                    .containsEntry("source", copy.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("paths")
    void aMissingLibraryIsReported(Function<Class<?>, Forked> path) {
        String missing = folder.resolve("nowhere.so").toString();

        assertFallsBack(
                path.apply(EngineReport.class).withEverything().jvm("-Ddgen.library.path=" + missing),
                Engine.VECTOR,
                "-Ddgen.library.path=" + missing + ": no readable file " + missing);
    }

    @Test
    void aFolderWithoutTheLibraryIsReported() {
        assertFallsBack(
                classPath("-Ddgen.library.path=" + folder),
                Engine.VECTOR,
                "-Ddgen.library.path=" + folder + ": no readable file " + folder.resolve("libdgen.so"));
    }

    @Test
    void garbageIsReported() throws IOException {
        Path garbage = Files.writeString(folder.resolve("libdgen.so"), "this is no library");

        assertFallsBack(
                classPath("-Ddgen.library.path=" + garbage),
                Engine.VECTOR,
                "-Ddgen.library.path=" + garbage + ": ",
                "file too short");
    }

    @Test
    void anotherProjectsLibraryIsReported() throws IOException, InterruptedException {
        Path other = folder.resolve("libother.so");
        Compiler.compile("int other(void) { return 1; }", other);

        assertFallsBack(
                classPath("-Ddgen.library.path=" + other),
                Engine.VECTOR,
                "-Ddgen.library.path=" + other + ": ",
                "dgen_abi_version");
    }

    @Test
    void aLibraryOfAnotherVersionIsReported() throws IOException, InterruptedException {
        Path old = folder.resolve("libdgen.so");
        Compiler.compile("int dgen_abi_version(void) { return 999; }", old);

        assertFallsBack(
                classPath("-Ddgen.library.path=" + folder),
                Engine.VECTOR,
                old + " has ABI version 999, this jar needs "
                        + Header.constants().get("DGEN_ABI_VERSION"));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void deniedNativeAccessIsReportedAndAJavaEngineIsUsed(Function<Class<?>, Forked> path) {
        assertFallsBack(
                path.apply(EngineReport.class)
                        .jvm("--illegal-native-access=deny", "--add-modules=jdk.incubator.vector"),
                Engine.VECTOR,
                "native is not available: ",
                "llegal native access");
    }

    /** Replaces the bundled library by one that prints the mode of the folder from which it is loaded. */
    @Test
    void theLibraryIsUnpackedIntoAPrivateFolder() throws IOException, InterruptedException {
        Path classes = folder.resolve("classes");
        Path resources = Files.createDirectories(classes.resolve(NativeLibrary.resourceFolder()));
        Path tmp = Files.createDirectory(folder.resolve("tmp"));
        Compiler.compile("""
                #define _GNU_SOURCE
                #include <dlfcn.h>
                #include <libgen.h>
                #include <stdio.h>
                #include <stdlib.h>
                #include <string.h>
                #include <sys/stat.h>
                int dgen_abi_version(void) { return 999; }
                __attribute__((constructor)) static void look(void) {
                    Dl_info self;
                    struct stat status;
                    if (dladdr((void *) dgen_abi_version, &self) != 0) {
                        char *folder = dirname(strdup(self.dli_fname));
                        if (stat(folder, &status) == 0) {
                            printf("mode=%o in %s\\n", status.st_mode & 07777, folder);
                            fflush(stdout);
                        }
                    }
                }
                """, resources.resolve("libdgen.so"));
        Map<String, String> answers = answers(Forked.onClassPath(EngineReport.class, classes)
                .withEverything()
                .jvm("-Ddgen.tmpdir=" + tmp)
                .run("auto"));

        assertThat(answers.get("mode")).startsWith("700 in " + tmp + "/dgen-");
        assertThat(tmp).isEmptyDirectory();
    }

    private static String folderName() {
        return Path.of(NativeLibrary.resourceFolder()).getFileName().toString();
    }
}
