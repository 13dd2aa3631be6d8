// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.manual;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.DataGenerator;
import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import io.dgen.NumaPolicy;
import io.dgen.Recipe;
import io.dgen.RecordSource;
import io.dgen.testing.Repository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the Javadoc do what their text says. */
class ManualTest {
    private static final Recipe RECIPE = Recipe.parse("dgen1:seed=7,size=1MiB,dedup=2");

    @Test
    void aFileIsWrittenAndVerified(@TempDir Path folder) throws IOException, InterruptedException {
        ByteArrayOutputStream system = new ByteArrayOutputStream();
        String recipe = Streams.write("3MiB", system);
        byte[] data = system.toByteArray();
        Path file = Files.write(folder.resolve("data.bin"), data);

        assertThat(data).hasSize(3 << 20);
        assertThat(Streams.verify(file, recipe)).isEmpty();

        Arrays.fill(data, 4096, 3 * 4096, (byte) 0);
        assertThat(Streams.verify(Files.write(file, data), recipe))
                .containsExactly("offset 4096, 8192 bytes (8KiB): zeros");
    }

    @Test
    void ranksHaveDifferentStreams() {
        List<DataStream> ranks = Streams.ranks(7, 3, 1 << 20);

        assertThat(ranks.stream().map(stream -> stream.recipe().streamId())).containsExactly(0L, 1L, 2L);
    }

    @Test
    void otherExamples() throws InterruptedException {
        GeneratorConfig config = GeneratorConfig.of(RECIPE);
        DataStream stream = new DataStream(config);
        RecordSource source = new RecordSource(stream, 100);

        assertThat(Streams.digest(stream)).hasSize(12);
        assertThat(Records.write(source)).hasSize(100_000);
        assertThat(Records.read(
                                source,
                                LongStream.range(0, 1_000)
                                        .mapToObj(i -> new Records.Message(i, source.bytes(i)))
                                        .toList())
                        .isOk())
                .isTrue();
        try (DataGenerator generator = new DataGenerator(config)) {
            Streams.lend(generator, NumaPolicy.local());
            assertThat(generator.position()).isEqualTo(1 << 20);
        }
    }

    /** A region that no page shows is an example that was lost. */
    @Test
    void theJavadocShowsEachRegion() throws IOException {
        Path root = Repository.root().resolve("java");

        assertThat(found("file=\"io/dgen/manual/\\w+\\.java\" region=\"(\\w+)\"", root.resolve("core/src/main"), root))
                .isEqualTo(found("// @start region=\"(\\w+)\"", root.resolve("core/src/test/java/io/dgen/manual")));
    }

    /** The first group of each match, in the files of a folder and of its packages, or of {@code overview.html}. */
    private static Set<String> found(String pattern, Path... folders) throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.exists(folder.resolve("overview.html"))
                    ? Stream.of(folder.resolve("overview.html"))
                    : Files.walk(folder).filter(Files::isRegularFile)) {
                for (Path file : files.toList()) {
                    Pattern.compile(pattern)
                            .matcher(Files.readString(file))
                            .results()
                            .forEach(match -> found.add(match.group(1)));
                }
            }
        }
        return found;
    }
}
