// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dgen.spark.SparkTest;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class RowsTest extends SparkTest {
    private static final String RECIPE = "dgen1:seed=9,size=400100,block=4KiB";
    private static final StructType NULLABLE = new StructType()
            .add("id", DataTypes.LongType)
            .add("offset", DataTypes.LongType)
            .add("data", DataTypes.BinaryType);

    private static Dataset<Row> source() {
        return SPARK.read()
                .format("dgen")
                .option("recipe", RECIPE)
                .option("recordSize", "8KiB")
                .load();
    }

    private static List<String> findings(Dataset<Row> rows) {
        return Rows.verify(rows, RECIPE, "8KiB").orderBy("id").collectAsList().stream()
                .map(Row::toString)
                .toList();
    }

    @Test
    void rightRowsHaveNoFindings() {
        assertThat(findings(source())).isEmpty();
        assertThat(findings(source().select("data", "id").repartition(5))).isEmpty();
    }

    @Test
    void eachWrongRecordHasOneFinding() {
        List<Row> rows = new ArrayList<>(source().collectAsList());
        assertThat(rows).hasSize(49);
        byte[] zeros = new byte[8192];
        byte[] shorter = new byte[100];
        byte[] flipped = rows.get(4).<byte[]>getAs(2).clone();
        flipped[77] ^= 4;
        rows.set(1, RowFactory.create(1L, 8192L, zeros));
        rows.set(2, RowFactory.create(2L, 16384L, shorter));
        rows.set(3, RowFactory.create(3L, 24577L, rows.get(3).get(2)));
        rows.set(4, RowFactory.create(4L, 32768L, flipped));
        rows.set(5, RowFactory.create(5L, 40960L, rows.get(7).get(2)));
        rows.set(6, rows.get(8));
        rows.set(10, RowFactory.create(10L, null, null));
        rows.set(11, RowFactory.create(99L, 0L, zeros));
        rows.set(12, RowFactory.create(null, 0L, zeros));
        rows.add(rows.get(1));
        assertThat(findings(SPARK.createDataFrame(rows, NULLABLE).repartition(1)))
                .containsExactlyInAnyOrder(
                        "[null,null,id,expected 0 to 48]",
                        "[1,8192,zeros,8158 wrong bytes from offset 8192, 2 rows]",
                        "[2,16384,length,100 bytes, expected 8192]",
                        "[3,24576,offset,offset 24577, expected 24576]",
                        "[4,32768,bits,1 wrong bytes from offset 32845]",
                        "[5,40960,misplaced,8166 wrong bytes from offset 40960]",
                        "[6,49152,missing,]",
                        "[8,65536,duplicate,2 rows]",
                        "[10,81920,length,0 bytes, expected 8192]",
                        "[11,90112,missing,]",
                        "[12,98304,missing,]",
                        "[99,null,id,expected 0 to 48]");
    }

    @Test
    void argumentsAreChecked() {
        assertThatThrownBy(() -> Rows.verify(source().select("id"), RECIPE, "8KiB"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("columns id: expected id and data");
        assertThatThrownBy(() -> Rows.verify(source(), "dgen1:", "8KiB")).hasMessageContaining("dgen1:");
        assertThatThrownBy(() -> Rows.verify(source(), RECIPE, "0")).hasMessageContaining("expected 1 to 1GiB");
        assertThatThrownBy(() -> Rows.verify(null, RECIPE, "8KiB"))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("rows");
        assertThatThrownBy(() -> Rows.verify(source(), null, "8KiB")).hasMessage("recipe");
        assertThatThrownBy(() -> Rows.verify(source(), RECIPE, null)).hasMessage("recordSize");
    }
}
