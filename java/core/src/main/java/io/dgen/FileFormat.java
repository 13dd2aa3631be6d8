// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.text.KeyValues;
import io.dgen.internal.text.Quote;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The format of a file with the data of a recipe (docs/format.md, "Container files"). The data of the recipe is the payload;
 * headers, names and checksums are around it. Immutable.
 *
 * @param name the format, such as {@code npy}; empty for {@link #NONE}
 * @param options the keys that are given and their values in canonical spelling
 */
public record FileFormat(String name, Map<Key, String> options) {
    /** The data without framing. */
    public static final FileFormat NONE = new FileFormat("", Map.of());

    static final String KEY = "format";

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");
    private static final Pattern EXTENSION = Pattern.compile("[a-z0-9_]{1,16}(\\.[a-z0-9_]{1,16}){0,3}");
    private static final Pattern LABEL =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,63}(/[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}){0,3}");
    private static final int MAX_ARRAYS = 10_000;

    /** A key of a recipe that is an option of formats. */
    public enum Key {
        /** Sizes of the records or samples that the payload is cut into. */
        RECORD("record", text -> FileSizes.parse(text).toString()),
        /** The payload begins at a multiple of this number of bytes, a power of two. */
        ALIGN("align", text -> ByteSize.format(ByteSize.parse(text))),
        /** Number of arrays or tensors that the payload is divided into, or their names. */
        ARRAYS("arrays", FileFormat::checkArrays),
        /** Records are messages {@code tf.train.Example}: the name of the feature with the data, and of that with its length. */
        EXAMPLE("example", text -> checkNames("example", text, 2)),
        /** Most bytes of each column in a row group or record batch. */
        GROUP("group", text -> {
            long bytes = ByteSize.parse(text);
            if (bytes < 64 << 10 || bytes > 1 << 30) {
                throw new IllegalArgumentException("group " + Quote.of(text) + ": expected 64KiB to 1GiB");
            }
            return ByteSize.format(bytes);
        }),
        /** Extension of the names of samples. */
        EXTENSION("ext", FileFormat::checkExtension);

        private final String text;
        private final UnaryOperator<String> canonical;

        Key(String text, UnaryOperator<String> canonical) {
            this.text = text;
            this.canonical = canonical;
        }

        /** {@return the key as recipes have it} */
        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the name or a value does not have the form of docs/format.md
     */
    public FileFormat {
        Objects.requireNonNull(name, "name");
        Map<Key, String> copy = new EnumMap<>(Key.class);
        Objects.requireNonNull(options, "options").forEach((key, value) -> copy.put(key, key.canonical.apply(value)));
        options = Collections.unmodifiableMap(copy);
        if (name.isEmpty() && !options.isEmpty()) {
            throw new IllegalArgumentException(
                    "key '" + copy.keySet().iterator().next() + "' without '" + KEY + "': expected both");
        }
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            Set<String> known = providers().keySet();
            throw new IllegalArgumentException(KEY + " " + Quote.of(name) + ": expected "
                    + (known.isEmpty() ? "a name in lower case, such as npy" : String.join(", ", known)));
        }
    }

    private static String checkExtension(String text) {
        if (!EXTENSION.matcher(text).matches()) {
            throw new IllegalArgumentException("ext " + Quote.of(text)
                    + ": expected a-z, 0-9 and _, at most 16, and parts after a point, such as jpg or seg.png");
        }
        return text;
    }

    private static String checkArrays(String text) {
        if (!text.matches("[0-9]+")) {
            return checkNames("arrays", text, MAX_ARRAYS);
        }
        int value = text.length() <= 9 ? Integer.parseInt(text) : 0;
        if (value < 1 || value > MAX_ARRAYS) {
            throw new IllegalArgumentException("arrays " + Quote.of(text) + ": expected a number from 1 to "
                    + MAX_ARRAYS + ", or names with + between them, such as x+y");
        }
        return String.valueOf(value);
    }

    private static String checkNames(String key, String text, int most) {
        List<String> names = List.of(text.split("\\+", -1));
        if (names.size() > most || Set.copyOf(names).size() < names.size()) {
            throw new IllegalArgumentException(
                    key + " " + Quote.of(text) + ": expected 1 to " + most + " different names with + between them");
        }
        for (String name : names) {
            if (!LABEL.matcher(name).matches()) {
                throw new IllegalArgumentException(key + " " + Quote.of(name)
                        + ": expected 1 to 4 parts with / between them, of 1 to 64 characters a-z, A-Z, 0-9, _, - and .;"
                        + " the first part begins with a letter or _, the others with a letter, a digit or _, such as x or"
                        + " image/encoded");
            }
        }
        return text;
    }

    /** {@return whether the data has no framing} */
    public boolean isNone() {
        return name.isEmpty();
    }

    /**
     * {@return the value of an option; empty if it is not given}
     *
     * @param key the option
     */
    public Optional<String> option(Key key) {
        return Optional.ofNullable(options.get(Objects.requireNonNull(key, "key")));
    }

    /** The keys of a recipe. */
    static List<String> keys() {
        List<String> keys = new ArrayList<>(List.of(KEY));
        for (Key key : Key.values()) {
            keys.add(key.text);
        }
        return List.copyOf(keys);
    }

    /** Reads the keys that {@link #text} writes and removes them from the list. */
    static FileFormat parse(KeyValues recipe) {
        boolean isGiven = recipe.has(KEY);
        String name = recipe.take(KEY, "");
        Map<Key, String> options = new EnumMap<>(Key.class);
        for (Key key : Key.values()) {
            if (recipe.has(key.text)) {
                options.put(key, recipe.take(key.text));
            }
        }
        if (isGiven && name.isEmpty()) {
            throw new IllegalArgumentException(KEY + " '': expected a name of a format, such as npy");
        }
        return isGiven || !options.isEmpty() ? new FileFormat(name, options) : NONE;
    }

    /** The keys of a recipe and their values, after a comma; empty for {@link #NONE}. */
    String text() {
        StringBuilder text = new StringBuilder(isNone() ? "" : "," + KEY + "=" + name);
        options.forEach((key, value) -> text.append(',').append(key).append('=').append(value));
        return text.toString();
    }

    /**
     * {@return what the modules on the class path or module path provide for this format}
     *
     * @throws IllegalArgumentException if none of them knows the format, or the format does not have one of the keys; the
     *     message lists those that are known
     */
    public FileFormatProvider provider() {
        Map<String, FileFormatProvider> known = providers();
        FileFormatProvider found = known.get(name);
        if (found == null) {
            throw unknown(name, known);
        }
        for (Key key : options.keySet()) {
            if (!found.keys().contains(key)) {
                List<String> allowed =
                        found.keys().stream().sorted().map(Key::toString).toList();
                throw new IllegalArgumentException("key '" + key + "': format " + name + " has "
                        + (allowed.isEmpty() ? "no keys" : "only " + String.join(", ", allowed)));
            }
        }
        return found;
    }

    private static Map<String, FileFormatProvider> providers() {
        Map<String, FileFormatProvider> known = new TreeMap<>();
        for (FileFormatProvider provider : ServiceLoader.load(FileFormatProvider.class)) {
            known.put(provider.name(), provider);
        }
        return known;
    }

    private static IllegalArgumentException unknown(String name, Map<String, FileFormatProvider> known) {
        return new IllegalArgumentException(KEY + " " + Quote.of(name) + ": expected "
                + (known.isEmpty()
                        ? "a module with formats, such as io.dgen:dgen-formats, on the class path"
                        : String.join(", ", known.keySet())));
    }
}
