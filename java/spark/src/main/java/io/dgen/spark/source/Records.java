// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.source;

import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import io.dgen.NumaMode;
import io.dgen.Recipe;
import java.io.Serializable;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A stream that is cut into records: record {@code id} begins at {@code id * recordBytes}. The last one may be shorter.
 *
 * @param recipe the text form
 * @param totalBytes size of the stream
 * @param recordBytes 1 .. {@link #MAX_RECORD_BYTES}
 */
record Records(String recipe, long totalBytes, int recordBytes) implements Serializable {
    static final String ID = "id";
    static final String OFFSET = "offset";
    static final String DATA = "data";
    static final StructType SCHEMA = new StructType()
            .add(ID, DataTypes.LongType, false)
            .add(OFFSET, DataTypes.LongType, false)
            .add(DATA, DataTypes.BinaryType, false);

    /** Spark doubles the buffer of a row, up to 2 GiB. */
    static final int MAX_RECORD_BYTES = 1 << 30;

    Records(String recipe, int recordBytes) {
        this(recipe, Recipe.parse(recipe).sizeBytes(), recordBytes);
    }

    long count() {
        return totalBytes / recordBytes + (totalBytes % recordBytes == 0 ? 0 : 1);
    }

    IdSet ids() {
        return IdSet.range(0, count());
    }

    /** The distance of the values of a column from one record to the next; 0 for other columns and expressions. */
    long unit(Expression column) {
        boolean isColumn = column instanceof NamedReference reference && reference.fieldNames().length == 1;
        return switch (isColumn ? ((NamedReference) column).fieldNames()[0] : "") {
            case ID -> 1;
            case OFFSET -> recordBytes;
            default -> 0;
        };
    }

    long offset(long id) {
        return id * recordBytes;
    }

    int length(long id) {
        return (int) Math.min(recordBytes, totalBytes - offset(id));
    }

    /** The bytes of the records from one id up to another one, the second excluded. */
    long bytes(long from, long to) {
        return from >= to ? 0 : offset(to - 1) + length(to - 1) - offset(from);
    }

    /** The stream; only the calling thread makes its bytes, because Spark counts on one thread for each task. */
    DataStream stream() {
        return new DataStream(GeneratorConfig.builder()
                .recipe(Recipe.parse(recipe))
                .maxThreads(1)
                .numaMode(NumaMode.DISABLED)
                .build());
    }
}
