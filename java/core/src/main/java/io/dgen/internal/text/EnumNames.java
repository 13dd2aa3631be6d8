// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.text;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Enum constants as text: their names in lower case. */
public final class EnumNames {
    private EnumNames() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a name in lower case.
     *
     * @param what start of the message: the name of the type
     * @throws IllegalArgumentException if there is no such constant; the message lists all
     */
    public static <E extends Enum<E>> E parse(Class<E> type, String what, String text) {
        Objects.requireNonNull(text, "text");
        E found = find(type, text);
        if (found == null) {
            throw new IllegalArgumentException(what + " " + Quote.of(text) + ": expected " + list(type));
        }
        return found;
    }

    /**
     * The constant that a system property names, in upper or lower case.
     *
     * @param absent the value without that property
     * @throws IllegalArgumentException if there is no such constant; the message lists all
     */
    public static <E extends Enum<E>> E ofProperty(String property, E absent) {
        String value = System.getProperty(property);
        if (value == null) {
            return absent;
        }
        E found = find(absent.getDeclaringClass(), value.toLowerCase(Locale.ROOT));
        if (found == null) {
            throw new IllegalArgumentException("-D" + property + "=" + Quote.unquoted(value) + ": expected one of "
                    + list(absent.getDeclaringClass()));
        }
        return found;
    }

    private static <E extends Enum<E>> @Nullable E find(Class<E> type, String lowerCase) {
        for (E constant : type.getEnumConstants()) {
            if (of(constant).equals(lowerCase)) {
                return constant;
            }
        }
        return null;
    }

    private static <E extends Enum<E>> String list(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(EnumNames::of).collect(Collectors.joining(", "));
    }
}
