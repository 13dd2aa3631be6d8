// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.test;

import io.dgen.DataRange;
import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import io.dgen.Recipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions for data that was read back.
 *
 * @param <T> what has the data
 */
public final class DataAssert<T> extends AbstractAssert<DataAssert<T>, T> {
    private final String name;
    private final Reader<T> reader;

    /** Passes the data to a comparison. */
    @FunctionalInterface
    interface Reader<T> {
        void read(T actual, DataComparison comparison) throws IOException;
    }

    DataAssert(@Nullable T actual, String name, Reader<T> reader) {
        super(actual, DataAssert.class);
        this.name = name;
        this.reader = reader;
    }

    /**
     * Checks that the data is the whole stream of a recipe.
     *
     * @param recipe the recipe
     * @return this
     * @throws AssertionError if a byte or the length is wrong, or there is no such file
     * @throws UncheckedIOException if reading fails
     * @throws IllegalStateException if the configured engine cannot run here
     */
    public DataAssert<T> matches(Recipe recipe) {
        return matches(new DataStream(GeneratorConfig.of(Objects.requireNonNull(recipe, "recipe"))).range());
    }

    /**
     * Checks that the data is the whole stream of a recipe, as {@link #matches(Recipe)} does.
     *
     * @param recipe the line that starts with {@code dgen1:}
     * @return this
     * @throws IllegalArgumentException if the line is not a recipe
     */
    public DataAssert<T> matches(String recipe) {
        return matches(Recipe.parse(recipe));
    }

    /**
     * Checks that the data is a range of a stream, as {@link #matches(Recipe)} does.
     *
     * @param range offset and length in a stream
     * @return this
     */
    public DataAssert<T> matches(DataRange range) {
        Objects.requireNonNull(range, "range");
        isNotNull();
        DataComparison comparison = new DataComparison(name, range);
        try {
            reader.read(actual, comparison);
        } catch (NoSuchFileException e) {
            throw failure("DIFFERENT: %s is missing", name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String differences = comparison.differences();
        if (!differences.isEmpty()) {
            throw failure("%s", differences);
        }
        return this;
    }
}
