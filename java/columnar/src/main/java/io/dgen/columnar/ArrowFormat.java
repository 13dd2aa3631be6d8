// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.columnar;

import java.util.Map;

/** The format {@code arrow}. {@link java.util.ServiceLoader} creates it. */
public final class ArrowFormat extends ColumnarFormat {
    /** For {@link java.util.ServiceLoader}. */
    public ArrowFormat() {
        super("arrow", "16MiB");
    }

    @Override
    Layout layout(Rows rows, Map<String, String> metadata) {
        return new ArrowLayout(rows, metadata);
    }
}
