// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.dgen.Recipe;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What is left of data, and what is reported, when tests end. */
class FailedTestTest {
    private static final Queue<Object> SEEN = new ConcurrentLinkedQueue<>();

    private static EngineExecutionResults run(Class<?> tests, String... configuration) {
        SEEN.clear();
        EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter").selectors(selectClass(tests));
        for (int i = 0; i < configuration.length; i += 2) {
            kit.configurationParameter(configuration[i], configuration[i + 1]);
        }
        return kit.execute();
    }

    /** The stack traces of failures, as tools print them. */
    private static List<String> traces(EngineExecutionResults results) {
        return results.allEvents().failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow())
                .map(failure -> {
                    StringWriter text = new StringWriter();
                    failure.printStackTrace(new PrintWriter(text));
                    return text.toString();
                })
                .toList();
    }

    private static <T> List<T> seen(Class<T> type) {
        return SEEN.stream().filter(type::isInstance).map(type::cast).toList();
    }

    static class Failing {
        @DgenData("8KiB")
        private static byte[] ofClass;

        @Test
        void test(@DgenData("64KiB,dedup=2") byte[] data, @DgenData("64KiB,dedup=2") Recipe recipe) {
            SEEN.add(recipe);
            assertThat(data).isEmpty();
        }
    }

    @Test
    void theFailureHasTheRecipesAndTheSeed() {
        EngineExecutionResults results = run(Failing.class);
        Recipe recipe = seen(Recipe.class).getFirst();

        assertThat(recipe.dedupRatio()).isEqualTo(2);
        String trace = traces(results).getFirst();
        assertThat(trace)
                .contains("Suppressed: data of the failed test: ", ": " + recipe, ",size=8KiB,")
                .contains("to repeat: -Ddgen.seed=" + Long.toUnsignedString(recipe.seed()));
        assertThat(trace.split("dgen.seed", -1)).hasSize(2);
        assertThat(results.testEvents().reportingEntryPublished().stream())
                .hasSize(1)
                .allMatch(event -> event.toString().contains(recipe.toString()));
    }

    @Test
    void theSeedRepeatsARun() {
        run(Failing.class);
        Recipe first = seen(Recipe.class).getFirst();
        run(Failing.class);
        Recipe other = seen(Recipe.class).getFirst();
        run(Failing.class, "dgen.seed", Long.toUnsignedString(first.seed()));

        assertThat(other.seed()).isNotEqualTo(first.seed());
        assertThat(seen(Recipe.class)).containsExactly(first);
    }

    static class FailsBefore {
        FailsBefore(@DgenData("1KiB,seed=5") byte[] data) {
            throw new IllegalStateException("constructor");
        }

        @Test
        void test() {}
    }

    static class FailsInLifecycle {
        @BeforeEach
        void fail(@DgenData("1KiB,seed=6") byte[] data) {
            throw new IllegalStateException("lifecycle");
        }

        @Test
        void test() {}
    }

    static class FailsBeforeAll {
        @BeforeAll
        static void fail(@DgenData("1KiB,seed=7") byte[] data) {
            throw new IllegalStateException("class");
        }

        @Test
        void test() {}
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class FailsWithDataOfTheClass {
        FailsWithDataOfTheClass(@DgenData("1KiB,seed=8") byte[] data) {}

        @Nested
        class Inner {
            @Test
            void test() {
                throw new IllegalStateException("nested");
            }
        }
    }

    @Test
    void dataOfTheClassAndOfLifecycleMethodsIsReported() {
        int seed = 5;
        for (Class<?> tests : List.of(
                FailsBefore.class, FailsInLifecycle.class, FailsBeforeAll.class, FailsWithDataOfTheClass.class)) {
            assertThat(traces(run(tests)))
                    .singleElement()
                    .asString()
                    .contains("dgen1:seed=" + seed + ",stream=0,size=1KiB,");
            seed++;
        }
    }

    static class Aborted {
        @Test
        void test(@DgenData("1KiB") byte[] data) {
            Assumptions.assumeThat(data).isEmpty();
        }
    }

    @Test
    void anAbortedTestReportsNothing() {
        EngineExecutionResults results = run(Aborted.class);

        assertThat(results.testEvents().aborted().count()).isOne();
        assertThat(results.testEvents().reportingEntryPublished().count()).isZero();
    }

    static class Resources {
        @DgenData("1KiB")
        private static Path ofClass;

        @Test
        void test(@DgenData("1KiB") Path file, @DgenData("1KiB") MemorySegment segment) throws IOException {
            Files.createDirectory(file.resolveSibling("folder"));
            Files.copy(file, file.resolveSibling("folder").resolve("copy"));
            SEEN.addAll(List.of(ofClass, file, segment));
            throw new IllegalStateException("failed");
        }

        @Test
        void other() {
            assertThat(ofClass).exists();
        }
    }

    @Test
    void filesAndMemoryAreFreed() {
        run(Resources.class)
                .testEvents()
                .assertStatistics(events -> events.started(2).succeeded(1).failed(1));

        assertThat(seen(Path.class)).hasSize(2).allMatch(file -> !Files.exists(file.getParent()));
        assertThat(seen(MemorySegment.class))
                .hasSize(1)
                .noneMatch(segment -> segment.scope().isAlive());
    }

    @Execution(ExecutionMode.CONCURRENT)
    static class Parallel {
        @DgenData("1MB")
        private byte[] field;

        @RepeatedTest(20)
        void test(
                @DgenData("1MB") byte[] data,
                @DgenData("1MB") Recipe recipe,
                @DgenData("1MB") Path file,
                @DgenData("1MB") MemorySegment segment) {
            SEEN.add(recipe);
            assertThat(field).hasSize(data.length).isNotEqualTo(data);
            DgenAssertions.assertThatData(data).matches(recipe);
            DgenAssertions.assertThatFile(file).matches(recipe);
            DgenAssertions.assertThatData(segment).matches(recipe);
        }
    }

    @Test
    void parallelTestsHaveDataOfTheirOwn() {
        run(
                        Parallel.class,
                        "junit.jupiter.execution.parallel.enabled",
                        "true",
                        "junit.jupiter.execution.parallel.config.strategy",
                        "fixed",
                        "junit.jupiter.execution.parallel.config.fixed.parallelism",
                        "4")
                .testEvents()
                .assertStatistics(events -> events.succeeded(20).failed(0));

        assertThat(seen(Recipe.class)).doesNotHaveDuplicates();
        assertThat(seen(Recipe.class).stream().map(Recipe::seed).distinct()).hasSize(1);
    }

    static class Bad {
        @Test
        void size(@DgenData("64MB and more") byte[] data) {}

        @Test
        void key(@DgenData("1KiB,speed=2") byte[] data) {}

        @Test
        void array(@DgenData("3GiB") byte[] data) {}

        @Test
        void memory(@DgenData("1EiB") MemorySegment data) {}

        @Test
        void type(@DgenData("1KiB") String data) {}

        @Test
        void empty(@DgenData("") Recipe data) {}

        @Test
        void version(@DgenData("dgen2:seed=1,size=1KiB") Recipe data) {}
    }

    @Test
    void badValuesAreNamed() {
        List<String> traces = traces(run(Bad.class));

        assertThat(traces).hasSize(7).allMatch(trace -> trace.contains("ParameterResolutionException: @DgenData(\""));
        assertThat(String.join("", traces))
                .contains("'64MB and more'", "unknown key 'speed': expected seed, stream, size")
                .contains("size 3221225472: an array has at most 2147483639 bytes")
                .contains("type java.lang.String: expected byte[], ByteBuffer, MemorySegment, Path, InputStream")
                .contains(
                        "of parameter",
                        "; expected a size and keys of a recipe, such as 64MiB,dedup=2, or a recipe line");
    }

    @Test
    void aBadSeedIsNamed() {
        assertThat(traces(run(Failing.class, "dgen.seed", "-1")))
                .allMatch(trace -> trace.contains("dgen.seed '-1': expected"));
    }
}
