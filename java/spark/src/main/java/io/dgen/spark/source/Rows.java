// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.source;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.dgen.Recipe;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Checks rows of the data source that were written and read back, by any format and in any order. */
public final class Rows {
    private Rows() {}

    /**
     * Compares rows with the records of a recipe. Each row is read once; the ids are shuffled, the data is not.
     *
     * <p>The result has no rows if every record is present once, and right. Otherwise it has one row for each id that is not:
     *
     * <ul>
     *   <li>{@code id BIGINT}: of the record, or what was found in its place
     *   <li>{@code offset BIGINT}: where the record begins in the stream; null if there is no such record
     *   <li>{@code cause STRING}: {@code missing}; {@code duplicate}; {@code id} that no record has; {@code offset} that
     *       does not belong to the id; {@code length} of the data; otherwise wrong bytes, with one of {@link
     *       io.dgen.Diagnosis.Cause} in lower case, of the first 1000 wrong records of a partition
     *   <li>{@code detail STRING}: one line with values
     * </ul>
     *
     * @param rows the columns {@code id} and {@code data}, and {@code offset} if it is present; others are ignored
     * @param recipe the text form of the recipe
     * @param recordSize option {@code recordSize} of the data source, such as {@code 64KiB}
     * @return the findings in no order; computed when they are read
     * @throws IllegalArgumentException if the recipe, the size or the columns are not valid
     * @throws NullPointerException if an argument is null
     */
    public static Dataset<Row> verify(Dataset<Row> rows, String recipe, String recordSize) {
        List<String> names = Arrays.asList(Objects.requireNonNull(rows, "rows").columns());
        if (!names.contains(Records.ID) || !names.contains(Records.DATA)) {
            throw new IllegalArgumentException("columns " + String.join(", ", names) + ": expected id and data");
        }
        Recipe parsed = Recipe.parse(Objects.requireNonNull(recipe, "recipe"));
        int bytes = SourceOptions.recordBytes(Objects.requireNonNull(recordSize, "recordSize"));
        Records records = new Records(parsed.toString(), bytes);
        Column offset = names.contains(Records.OFFSET) ? col(Records.OFFSET) : lit(null);
        Dataset<Row> seen = rows.select(
                        col(Records.ID).cast("long"),
                        offset.cast("long"),
                        col(Records.DATA).cast("binary"))
                .mapPartitions(new RecordCheck(records), Encoders.row(RecordCheck.RESULT))
                .groupBy("id")
                .agg(
                        count(lit(1)).as("rows"),
                        first("cause", true).as("wrong"),
                        first("detail", true).as("value"));
        Dataset<Row> expected = rows.sparkSession().range(records.count()).toDF("expected");
        return expected.join(seen, col("expected").equalTo(col("id")), "full_outer")
                .select(
                        coalesce(col("id"), col("expected")).as("id"),
                        col("expected").multiply(bytes).as("offset"),
                        when(col("rows").isNull(), "missing")
                                .otherwise(
                                        coalesce(col("wrong"), when(col("rows").gt(1), "duplicate")))
                                .as("cause"),
                        concat_ws(", ", col("value"), when(col("rows").gt(1), concat(col("rows"), lit(" rows"))))
                                .as("detail"))
                .where(col("cause").isNotNull());
    }
}
