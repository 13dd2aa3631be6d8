package io.dgen;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** Constants as text: their names in lower case. */
final class Names {
    private Names() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> E parse(Class<E> type, String what, String text) {
        Objects.requireNonNull(text, "text");
        for (E constant : type.getEnumConstants()) {
            if (of(constant).equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(what + " '" + text + "': expected "
                + Arrays.stream(type.getEnumConstants()).map(Names::of).collect(Collectors.joining(", ")));
    }
}
