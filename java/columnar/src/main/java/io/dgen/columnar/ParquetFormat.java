// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.columnar;

import io.dgen.NumberType;
import java.util.List;
import java.util.Map;

/** The format {@code parquet}. {@link java.util.ServiceLoader} creates it. */
public final class ParquetFormat extends ColumnarFormat {
    /** For {@link java.util.ServiceLoader}. */
    public ParquetFormat() {
        super("parquet", "128MiB", List.of(NumberType.FP32, NumberType.FP64, NumberType.FP16, NumberType.INT32));
    }

    @Override
    Layout layout(Rows rows, Map<String, String> metadata) {
        return new ParquetLayout(rows, metadata);
    }
}
