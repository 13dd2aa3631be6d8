// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import io.dgen.NumberSource;
import io.dgen.Recipe;
import io.dgen.spark.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spark reads the Parquet files of java/columnar. */
class ParquetFileTest extends SparkTest {
    @TempDir
    Path folder;

    private Dataset<Row> read(String line) throws IOException {
        DataStream stream = new DataStream(GeneratorConfig.of(Recipe.parse(line)));
        byte[] bytes = new byte[Math.toIntExact(stream.totalSize())];
        stream.fill(0, bytes);
        return SPARK.read()
                .parquet(Files.write(folder.resolve("t.parquet"), bytes).toString());
    }

    /** Byte strings of one length, and with a shorter last one. */
    @ParameterizedTest
    @ValueSource(strings = {"dgen1:seed=9,size=1MiB", "dgen1:seed=9,size=1000003"})
    void bytes(String payload) throws IOException {
        Dataset<Row> rows = read(payload + ",format=parquet,record=1KiB,group=256KiB");
        assertThat(Rows.verify(rows, payload, "1KiB").collectAsList()).isEmpty();
        assertThat(rows.where("id >= 700").count()).isEqualTo(rows.count() - 700);
        assertThat(Rows.verify(rows.where("id <> 5"), payload, "1KiB").collectAsList())
                .hasSize(1);
    }

    @Test
    void vectors() throws IOException {
        String numbers = "dgen1:seed=9,size=480000,type=fp32,dim=12,dist=normal,mean=0,sd=1";
        Dataset<Row> rows = read(numbers + ",format=parquet,group=100000");
        assertThat(rows.schema().apply("vector").dataType()).isEqualTo(DataTypes.createArrayType(DataTypes.FloatType));
        float[] expected = new float[120_000];
        new NumberSource(new DataStream(GeneratorConfig.of(Recipe.parse(numbers)))).fill(0, expected);
        int row = 0;
        for (Row found : rows.orderBy("id").collectAsList()) {
            List<Float> vector = found.getList(1);
            for (int i = 0; i < vector.size(); i++) {
                assertThat(vector.get(i)).isEqualTo(expected[row * 12 + i]);
            }
            row++;
        }
        assertThat(row).isEqualTo(10_000);
    }
}
