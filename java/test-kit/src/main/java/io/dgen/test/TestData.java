// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.test;

import io.dgen.Recipe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.opentest4j.TestAbortedException;

/** The data of a test, or of a class. JUnit closes it after the test, or after the class: this reports the data of a failed test. */
final class TestData implements AutoCloseable {
    private static final Namespace NAMESPACE = Namespace.create(TestData.class);
    private static final String RECIPE_START = "dgen" + Recipe.FORMAT_VERSION + ":";
    private static final String ENGINE = "[engine:";

    private final ExtensionContext context;
    private final long runSeed;
    private final DataForms forms = new DataForms();
    /** What was made; other threads read it when their tests fail. */
    private final List<Made> all = new CopyOnWriteArrayList<>();

    /**
     * Data that was made.
     *
     * @param name of the parameter or field
     */
    private record Made(String name, Recipe recipe) {}

    private TestData(ExtensionContext context) {
        this.context = context;
        this.runSeed = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(DgenData.SEED_PROPERTY, key -> runSeed(context), Long.class);
    }

    private static long runSeed(ExtensionContext context) {
        Optional<String> given = context.getConfigurationParameter(DgenData.SEED_PROPERTY);
        try {
            return given.isPresent()
                    ? Recipe.parseWord(DgenData.SEED_PROPERTY, given.get())
                    : Recipe.builder().sizeBytes(0).build().seed();
        } catch (IllegalArgumentException e) {
            throw new ParameterResolutionException(e.getMessage(), e);
        }
    }

    /** {@return the data of a context} */
    static TestData of(ExtensionContext context) {
        Store store = context.getStore(NAMESPACE);
        // The stores of the parents are searched, too: the key finds no other context's data.
        return store.getOrComputeIfAbsent(context.getUniqueId(), key -> new TestData(context), TestData.class);
    }

    /**
     * {@return data of a type}
     *
     * @param name of the parameter or field
     * @param value of the annotation
     * @param place name of the method; data of another place is different
     * @param number of the same parameters before this one
     */
    Object create(String name, Class<?> type, String value, String place, long number) {
        try {
            Recipe recipe = recipe(value, streamId(value, place, number));
            all.add(new Made(name, recipe));
            return forms.create(type, recipe);
        } catch (IllegalArgumentException | IOException | OutOfMemoryError e) { // the error would end the whole run
            throw new ParameterResolutionException(
                    "@DgenData(\"" + value + "\") of " + name + ": " + e.getMessage()
                            + "; expected a size and keys of a recipe, such as 64MiB,dedup=2, or a recipe line",
                    e);
        }
    }

    private Recipe recipe(String value, long streamId) {
        if (value.startsWith(RECIPE_START)) {
            return Recipe.parse(value);
        }
        String given = "," + value;
        String seed = given.contains(",seed=") ? "" : "seed=" + Long.toUnsignedString(runSeed) + ",";
        String stream =
                seed.isEmpty() || given.contains(",stream=") ? "" : "stream=" + Long.toUnsignedString(streamId) + ",";
        return Recipe.parse(RECIPE_START + seed + stream + "size=" + value);
    }

    /** The same in each run, also if only this test runs, or in a suite. */
    private long streamId(String value, String place, long number) {
        String id = context.getUniqueId();
        String inEngine = id.substring(Math.max(0, id.lastIndexOf(ENGINE)));
        String text = String.join("\n", inEngine, place, value, String.valueOf(number));
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
    }

    @Override
    public void close() throws IOException {
        try {
            context.getExecutionException()
                    .filter(failure -> !(failure instanceof TestAbortedException))
                    .ifPresent(this::report);
        } finally {
            forms.close();
        }
    }

    private void report(Throwable failure) {
        List<Made> made = withParents();
        if (made.isEmpty()) {
            return;
        }
        Map<Recipe, Set<String>> names = new LinkedHashMap<>();
        made.forEach(one -> names.computeIfAbsent(one.recipe, recipe -> new LinkedHashSet<>())
                .add(one.name));
        StringJoiner lines = new StringJoiner("; ");
        names.forEach((recipe, of) -> lines.add(String.join(", ", of) + ": " + recipe));
        if (names.keySet().stream().anyMatch(recipe -> recipe.seed() == runSeed)) {
            lines.add("to repeat: -D" + DgenData.SEED_PROPERTY + "=" + Long.toUnsignedString(runSeed));
        }
        String text = lines.toString();
        failure.addSuppressed(new DataOfFailedTest(text));
        context.publishReportEntry("dgen", text);
    }

    private List<Made> withParents() {
        List<Made> made = new ArrayList<>();
        for (Optional<ExtensionContext> at = Optional.of(context);
                at.isPresent();
                at = at.get().getParent()) {
            TestData data = at.get() == context
                    ? this
                    : at.get().getStore(NAMESPACE).get(at.get().getUniqueId(), TestData.class);
            if (data != null) {
                made.addAll(data.all);
            }
        }
        return made;
    }
}
