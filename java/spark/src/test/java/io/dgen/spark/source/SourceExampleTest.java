// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.spark.SparkTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/cluster.md: the first one in Java, and those in SQL. */
class SourceExampleTest extends SparkTest {
    private static final Pattern SQL = Pattern.compile("^```sql\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @AfterAll
    static void drop() {
        SPARK.sql("DROP TABLE IF EXISTS records");
    }

    @Test
    void writesAndVerifiesParquet(@TempDir Path folder) {
        String recipe = "dgen1:seed=7,size=1MiB,dedup=2.5,compress=2";
        String path = folder.resolve("set").toString();

        Dataset<Row> rows = SPARK.read()
                .format("dgen")
                .option("recipe", recipe)
                .option("recordSize", "64KiB")
                .load();
        rows.write().parquet(path);
        Dataset<Row> findings = Rows.verify(SPARK.read().parquet(path), recipe, "64KiB");

        assertThat(findings.isEmpty()).isTrue();
    }

    @Test
    void runsTheSqlOfTheDocument() throws Exception {
        String document = Files.readString(Path.of("../../docs/cluster.md"));
        Row last = null;
        for (MatchResult block : SQL.matcher(document).results().toList()) {
            for (String statement : block.group(1).split(";\n")) {
                last = SPARK.sql(statement).collectAsList().stream().findFirst().orElse(last);
            }
        }
        assertThat(last).isNotNull();
        assertThat(last.toString()).isEqualTo("[15259,65536]");
    }
}
