// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.columnar;

import io.dgen.NumberType;
import java.util.List;
import java.util.Map;

/** The format {@code arrow}. {@link java.util.ServiceLoader} creates it. */
public final class ArrowFormat extends ColumnarFormat {
    /** For {@link java.util.ServiceLoader}. */
    public ArrowFormat() {
        super(
                "arrow",
                "16MiB",
                List.of(NumberType.FP32, NumberType.FP64, NumberType.FP16, NumberType.INT8, NumberType.INT32));
    }

    @Override
    Layout layout(Rows rows, Map<String, String> metadata) {
        return new ArrowLayout(rows, metadata);
    }
}
