// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;

/** A local session of two threads, which all tests of the JVM share. */
public abstract class SparkTest {
    protected static final SparkSession SPARK = SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", 2)
            // Snappy takes a machine for one of musl if musl-tools are installed there.
            .config("spark.sql.parquet.compression.codec", "uncompressed")
            .config("spark.sql.warehouse.dir", "target/warehouse")
            .getOrCreate();

    @AfterAll
    static void clear() {
        SPARK.catalog().clearCache();
    }
}
