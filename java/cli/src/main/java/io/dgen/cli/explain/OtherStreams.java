// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.explain;

import io.dgen.Explainer;
import io.dgen.Recipe;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;

/**
 * Streams with another seed or stream id, such as {@code seed=6}, {@code stream=0-99} or {@code seed=6,stream=0-3}.
 *
 * @param seeds null for the seed of the recipe
 * @param streams null for the stream id of the recipe
 */
record OtherStreams(@Nullable Numbers seeds, @Nullable Numbers streams) {

    /** Consecutive numbers, unsigned. */
    private record Numbers(long first, long last) {
        static Numbers parse(String key, String text) {
            int dash = text.indexOf('-');
            long first = Recipe.parseWord(key, dash < 0 ? text : text.substring(0, dash));
            long last = dash < 0 ? first : Recipe.parseWord(key, text.substring(dash + 1));
            if (Long.compareUnsigned(first, last) > 0
                    || Long.compareUnsigned(last - first, Explainer.MAX_CANDIDATES) >= 0) {
                throw new IllegalArgumentException(key + " '" + text + "': expected at most " + Explainer.MAX_CANDIDATES
                        + " numbers, in ascending order");
            }
            return new Numbers(first, last);
        }

        static List<Long> list(@Nullable Numbers numbers, long otherwise) {
            List<Long> list = new ArrayList<>();
            if (numbers == null) {
                list.add(otherwise);
                return list;
            }
            for (long i = 0; i <= numbers.last - numbers.first; i++) {
                list.add(numbers.first + i);
            }
            return list;
        }
    }

    static OtherStreams parse(String text) {
        Numbers seeds = null;
        Numbers streams = null;
        for (String part : text.split(",", -1)) {
            String[] pair = part.split("=", 2);
            if (pair.length == 2 && pair[0].equals("seed") && seeds == null) {
                seeds = Numbers.parse("seed", pair[1]);
            } else if (pair.length == 2 && pair[0].equals("stream") && streams == null) {
                streams = Numbers.parse("stream", pair[1]);
            } else {
                throw new IllegalArgumentException(
                        "'" + text + "': expected seed=N, stream=N or stream=N-M, or both separated by a comma");
            }
        }
        return new OtherStreams(seeds, streams);
    }

    /** {@return the recipes, which differ from the given one only in seed and stream id} */
    List<Recipe> recipes(Recipe recipe) {
        List<Recipe> recipes = new ArrayList<>();
        for (long seed : Numbers.list(seeds, recipe.seed())) {
            for (long id : Numbers.list(streams, recipe.streamId())) {
                recipes.add(recipe.toBuilder().seed(seed).streamId(id).build());
            }
        }
        return recipes;
    }

    /** Converts the text of an option. */
    static final class Converter implements ITypeConverter<OtherStreams> {
        @Override
        public OtherStreams convert(String text) {
            return parse(text);
        }
    }
}
