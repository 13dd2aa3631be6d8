// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.DataStream;
import io.dgen.analyze.Analyzer;
import io.dgen.bench.statistics.Summary;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.jr.ob.JSON;

/** The metadata for GraalVM Native Image has all foreign calls, resources and reflection of the classes of each module. */
class NativeImageTest {

    static Stream<Arguments> modules() {
        return Stream.of(
                Arguments.of("dgen-core", DataStream.class),
                Arguments.of("dgen-analyze", Analyzer.class),
                Arguments.of("dgen-bench", Summary.class),
                Arguments.of("dgen-cli", Main.class));
    }

    /** The classes and resources of a module, in a folder or a jar. */
    private interface Use {
        void accept(Path root) throws IOException;
    }

    private static void withContent(Class<?> type, Use use) throws IOException, URISyntaxException {
        Path place =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(place)) {
            use.accept(place);
            return;
        }
        try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), Map.of())) {
            use.accept(jar.getPath("/"));
        }
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static Map<String, Object> metadata(Path root, String artifact) throws IOException {
        Path file = root.resolve("META-INF/native-image/io.dgen/" + artifact + "/reachability-metadata.json");
        return JSON.std.mapFrom(Files.exists(file) ? Files.readString(file) : "{}");
    }

    @SuppressWarnings("unchecked") // the file has this form, or the test fails
    private static List<Map<String, Object>> list(Map<String, Object> metadata, String key) {
        return (List<Map<String, Object>>) metadata.getOrDefault(key, List.of());
    }

    @ParameterizedTest
    @MethodSource("modules")
    @SuppressWarnings("unchecked")
    void foreignCalls(String artifact, Class<?> type) throws IOException, URISyntaxException {
        withContent(type, root -> {
            ForeignCalls calls = ForeignCalls.of(files(root));
            Map<String, Object> foreign =
                    (Map<String, Object>) metadata(root, artifact).getOrDefault("foreign", Map.of());
            Set<String> stated = list(foreign, "downcalls").stream()
                    .map(ForeignCalls::text)
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(stated).as("downcalls of " + artifact).isEqualTo(calls.descriptors());
            assertThat(foreign.keySet()).isSubsetOf("downcalls");
            assertThat(calls.upcalls()).isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("modules")
    void resources(String artifact, Class<?> type) throws IOException, URISyntaxException {
        withContent(type, root -> {
            List<String> globs = list(metadata(root, artifact), "resources").stream()
                    .map(resource -> (String) resource.get("glob"))
                    .toList();
            List<String> resources = files(root).stream()
                    .map(file -> root.relativize(file).toString())
                    .filter(name -> !name.endsWith(".class"))
                    .filter(name ->
                            !name.matches("META-INF/(MANIFEST\\.MF|jpms\\.args|native-image/.*|maven/.*|LICENSE.*)"))
                    .toList();

            assertThat(globs)
                    .allMatch(glob -> resources.stream().anyMatch(name -> matches(glob, name)), "has a resource");
            assertThat(resources).allMatch(name -> globs.stream().anyMatch(glob -> matches(glob, name)), "is stated");
        });
    }

    private static boolean matches(String glob, String name) {
        return FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(Path.of(name));
    }

    /** picocli finds options by reflection; its annotation processor makes the metadata. */
    @Test
    @SuppressWarnings("unchecked") // the file has this form, or the test fails
    void optionsOfTheCommandLine() throws IOException, URISyntaxException {
        withContent(Main.class, root -> {
            Path file = root.resolve("META-INF/native-image/picocli-generated/io.dgen/dgen-cli/reflect-config.json");
            Set<String> stated = new TreeSet<>();
            for (Object entry : JSON.std.listFrom(Files.readString(file))) {
                Map<String, Object> type = (Map<String, Object>) entry;
                for (String kind : List.of("fields", "methods")) {
                    list(type, kind).forEach(member -> stated.add(type.get("name") + "." + member.get("name")));
                }
            }

            assertThat(AnnotatedMembers.of(files(root), "Lpicocli/CommandLine$"))
                    .hasSizeGreaterThan(100)
                    .isSubsetOf(stated);
        });
    }

    @ParameterizedTest
    @MethodSource("modules")
    void reflection(String artifact, Class<?> type) throws IOException, URISyntaxException {
        withContent(type, root -> {
            Set<String> stated = list(metadata(root, artifact), "reflection").stream()
                    .map(entry -> (String) entry.get("type"))
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(stated).isEqualTo(ForeignCalls.of(files(root)).namedClasses());
        });
    }
}
