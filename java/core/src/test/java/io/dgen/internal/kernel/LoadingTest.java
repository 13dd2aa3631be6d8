package io.dgen.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.DataStream;
import io.dgen.Engine;
import io.dgen.GeneratorConfig;
import io.dgen.Recipe;
import io.dgen.StoreMode;
import io.dgen.SystemInfo;
import io.dgen.Tier;
import io.dgen.testing.Compiler;
import io.dgen.testing.Forked;
import io.dgen.testing.Header;
import io.dgen.testing.Repository;
import io.dgen.testing.Skip;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Finding the library, and doing without it. A JVM loads it once, so every case takes a JVM of its own. */
class LoadingTest {
    private static final Function<Class<?>, Forked> CLASS_PATH = Forked::onClassPath;
    private static final Function<Class<?>, Forked> MODULE_PATH = Forked::onModulePath;

    private static final Path LIBRARY = Repository.classes(NativeLibrary.class)
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

    /** Without this, a library that never loads would only skip tests. */
    @Test
    void aLibraryThatWasBuiltIsLoaded() {
        assertThat(NativeLibrary.failure()).isNull();
        assertThat(NativeLibrary.isLoaded()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void theBundledLibraryIsUsedInSilence(Function<Class<?>, Forked> path) throws IOException {
        Forked.Result result = path.apply(Program.class)
                .withEverything()
                .jvm("-Ddgen.tmpdir=" + folder)
                .run();
        Map<String, String> said = said(result);

        assertThat(said)
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
            assertThat(said(classPath("-Ddgen.library.path=" + path).run("auto", "source")))
                    .containsEntry("auto", "NATIVE NATIVE NATIVE")
                    .containsEntry("source", copy.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("paths")
    void aMissingLibraryIsSaid(Function<Class<?>, Forked> path) {
        String missing = folder.resolve("nowhere.so").toString();

        assertFallsBack(
                path.apply(Program.class).withEverything().jvm("-Ddgen.library.path=" + missing),
                Engine.VECTOR,
                "-Ddgen.library.path=" + missing + ": no readable file " + missing);
    }

    @Test
    void aFolderWithoutTheLibraryIsSaid() {
        assertFallsBack(
                classPath("-Ddgen.library.path=" + folder),
                Engine.VECTOR,
                "-Ddgen.library.path=" + folder + ": no readable file " + folder.resolve("libdgen.so"));
    }

    @Test
    void garbageIsSaid() throws IOException {
        Path garbage = Files.writeString(folder.resolve("libdgen.so"), "this is no library");

        assertFallsBack(
                classPath("-Ddgen.library.path=" + garbage),
                Engine.VECTOR,
                "-Ddgen.library.path=" + garbage + ": ",
                "file too short");
    }

    @Test
    void aLibraryOfSomebodyElseIsSaid() throws IOException, InterruptedException {
        Path other = folder.resolve("libother.so");
        Compiler.compile("int other(void) { return 1; }", other);

        assertFallsBack(
                classPath("-Ddgen.library.path=" + other),
                Engine.VECTOR,
                "-Ddgen.library.path=" + other + ": ",
                "dgen_abi_version");
    }

    @Test
    void aLibraryOfAnotherVersionIsSaid() throws IOException, InterruptedException {
        Path old = folder.resolve("libdgen.so");
        Compiler.compile("int dgen_abi_version(void) { return 999; }", old);

        assertFallsBack(
                classPath("-Ddgen.library.path=" + folder),
                Engine.VECTOR,
                old + " has ABI version 999, this jar needs "
                        + Header.constants().get("DGEN_ABI_VERSION"));
    }

    @Test
    void withoutTheVectorModuleScalarServes() {
        assertFallsBack(
                Forked.onClassPath(Program.class)
                        .jvm("--enable-native-access=ALL-UNNAMED", "-Ddgen.library.path=/nowhere"),
                Engine.SCALAR,
                "native is not available: -Ddgen.library.path=/nowhere: no readable file /nowhere",
                "vector is not available: the JVM was started without --add-modules jdk.incubator.vector");
    }

    @Test
    void theVectorModuleIsNotNeededForTheNativeEngine() {
        Map<String, String> said = said(Forked.onModulePath(Program.class)
                .jvm("--enable-native-access=io.dgen")
                .run());

        assertThat(said)
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
        assertThat(said(classPath("-Xint").run("auto"))).containsEntry("auto", "NATIVE NATIVE NATIVE");
    }

    @ParameterizedTest
    @MethodSource("paths")
    void deniedNativeAccessIsSaidAndTheJavaEnginesServe(Function<Class<?>, Forked> path) {
        assertFallsBack(
                path.apply(Program.class).jvm("--illegal-native-access=deny", "--add-modules=jdk.incubator.vector"),
                Engine.VECTOR,
                "native is not available: ",
                "llegal native access");
    }

    @Test
    void aMissingTmpdirIsSaid() {
        Path missing = folder.resolve("missing");

        assertFallsBack(classPath("-Ddgen.tmpdir=" + missing), Engine.VECTOR, "NoSuchFile", missing.toString());
    }

    @Test
    void aTmpdirThatIsAFileIsSaid() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertFallsBack(classPath("-Ddgen.tmpdir=" + file), Engine.VECTOR, "Not a directory", file.toString());
    }

    /** /sys refuses new folders to everybody. */
    @Test
    void aTmpdirThatIsNotWritableIsSaid() {
        Skip.unless(Files.isDirectory(Path.of("/sys")), "no /sys");

        assertFallsBack(classPath("-Ddgen.tmpdir=/sys"), Engine.VECTOR, ": /sys/dgen-");
    }

    /** A library in the place of the bundled one looks at the folder that it is loaded from. */
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
        Map<String, String> said = said(Forked.onClassPath(Program.class, classes)
                .withEverything()
                .jvm("-Ddgen.tmpdir=" + tmp)
                .run("auto"));

        assertThat(said.get("mode")).startsWith("700 in " + tmp + "/dgen-");
        assertThat(tmp).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({"scalar, SCALAR", "SCALAR, SCALAR", "vector, VECTOR", "native, NATIVE", "auto, NATIVE"})
    void thePropertyNamesTheEngine(String value, Engine expected) {
        Forked.Result result = classPath("-Ddgen.engine=" + value).run("auto");

        assertThat(said(result)).containsEntry("auto", expected + " " + expected + " " + expected);
        assertThat(result.errorLines("using the")).isEmpty();
    }

    @Test
    void anUnknownEngineIsSaid() {
        assertThat(said(classPath("-Ddgen.engine=warp").run("auto")).get("auto"))
                .isEqualTo(
                        "IllegalArgumentException: -Ddgen.engine=warp: expected one of auto, native, vector, scalar");
    }

    @Test
    void thePropertyNamesTheTier() {
        assertThat(said(classPath("-Ddgen.tier=portable").run("auto"))).containsEntry("auto", "NATIVE NATIVE NATIVE");
        assertThat(said(classPath("-Ddgen.tier=sse9").run("auto")).get("auto"))
                .isEqualTo(
                        "IllegalArgumentException: -Ddgen.tier=sse9: expected one of auto, portable, avx2, avx512, neon");
    }

    @Test
    void aTierThatCannotRunIsNeverReplaced() {
        Tier other = otherMachinesTier();

        assertThat(said(classPath("-Ddgen.tier=" + other).run("auto")).get("auto"))
                .startsWith("IllegalStateException: engine native is not available: tier " + lower(other) + ": ");
    }

    @Test
    void theEnvironmentNamesTheTier() {
        assertThat(said(classPath().environment("DGEN_TIER", "portable").run("auto", "tier")))
                .containsEntry("auto", "NATIVE NATIVE NATIVE")
                .containsEntry("tier", "PORTABLE");
    }

    @Test
    void anUnknownTierInTheEnvironmentIsSaid() {
        Forked.Result result = assertFallsBack(
                classPath().environment("DGEN_TIER", "sse9"),
                Engine.VECTOR,
                "native is not available: DGEN_TIER=sse9: the environment variable DGEN_TIER names no tier");

        assertThat(said(result)).containsEntry("portable", "NATIVE").containsEntry("tier", "null");
    }

    @Test
    void aTierInTheEnvironmentThatCannotRunIsSaid() {
        String other = lower(otherMachinesTier());

        assertFallsBack(
                classPath().environment("DGEN_TIER", other),
                Engine.VECTOR,
                "DGEN_TIER=" + other + ": the environment variable DGEN_TIER names a tier that cannot run here");
    }

    /** Three generators, one line, with all that is to be said; who insists on the native engine is refused with the same. */
    private static Forked.Result assertFallsBack(Forked fork, Engine expected, String... reasons) {
        Forked.Result result = fork.run("auto", "native", "portable", "scalar", "confined", "tier");
        Map<String, String> said = said(result);

        assertThat(said)
                .containsEntry("auto", expected + " " + expected + " " + expected)
                .containsEntry("scalar", "SCALAR")
                .containsEntry("confined", "ok");
        assertThat(line(result, expected)).contains(reasons);
        assertThat(said.get("native"))
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

    private static Forked classPath(String... options) {
        return Forked.onClassPath(Program.class).withEverything().jvm(options);
    }

    private static Map<String, String> said(Forked.Result result) {
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        return result.out()
                .lines()
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf('=')), line -> line.substring(line.indexOf('=') + 1)));
    }

    private static Tier otherMachinesTier() {
        return System.getProperty("os.arch").equals("aarch64") ? Tier.AVX2 : Tier.NEON;
    }

    private static String folderName() {
        return Path.of(NativeLibrary.resourceFolder()).getFileName().toString();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Says what it gets. Arguments are the questions to answer; none means all. */
    static final class Program {
        private static final Recipe RECIPE = new Recipe(1, 1, 5 << 20, 4096, 1);

        private static Set<String> questions = Set.of();

        private Program() {}

        public static void main(String[] args) {
            questions = Set.of(args);
            say(
                    "auto",
                    () -> engine(Engine.AUTO, Tier.AUTO)
                            + " " + engine(Engine.AUTO, Tier.AUTO)
                            + " " + engine(Engine.AUTO, Tier.AUTO));
            say("native", () -> engine(Engine.NATIVE, Tier.AUTO));
            say("portable", () -> engine(Engine.NATIVE, Tier.PORTABLE));
            say("vector", () -> engine(Engine.VECTOR, Tier.AUTO));
            say("scalar", () -> engine(Engine.SCALAR, Tier.AUTO));
            say("confined", Program::fillConfined);
            say("source", () -> String.valueOf(SystemInfo.get().nativeLibrary()));
            say("tier", () -> String.valueOf(SystemInfo.get().autoTier()));
        }

        private static String engine(Engine engine, Tier tier) {
            GeneratorConfig config = new GeneratorConfig(RECIPE, engine, tier, StoreMode.AUTO, 2);
            DataStream stream = new DataStream(config);
            byte[] bytes = new byte[10_000];
            stream.fill(1000, bytes);
            GeneratorConfig plain = new GeneratorConfig(RECIPE, Engine.SCALAR, Tier.AUTO, StoreMode.AUTO, 1);
            return new DataStream(plain).verify(1000, bytes).isOk()
                    ? stream.engine().toString()
                    : "wrong bytes";
        }

        /** What takes restricted methods when it is shared among threads. */
        private static String fillConfined() {
            DataStream stream =
                    new DataStream(new GeneratorConfig(RECIPE, Engine.SCALAR, Tier.AUTO, StoreMode.AUTO, 4));
            try (Arena arena = Arena.ofConfined()) {
                var segment = arena.allocate(RECIPE.sizeBytes());
                stream.fill(0, segment);
                return stream.verify(0, segment).isOk() ? "ok" : "wrong bytes";
            }
        }

        private static void say(String what, Supplier<String> value) {
            if (!questions.isEmpty() && !questions.contains(what)) {
                return;
            }
            String said;
            try {
                said = value.get();
            } catch (RuntimeException e) {
                said = e.getClass().getSimpleName() + ": " + e.getMessage();
            }
            System.out.println(what + "=" + said);
        }
    }
}
