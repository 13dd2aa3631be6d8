// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.option;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Options without a default: null unless they are given. */
public final class Given {
    private Given() {}

    /** Passes the value to the setter if the option was given; otherwise the default remains. */
    public static <T> void set(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }
}
