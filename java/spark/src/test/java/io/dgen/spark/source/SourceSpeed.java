// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.source;

import io.dgen.ByteSize;
import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import io.dgen.NumaMode;
import io.dgen.Recipe;
import io.dgen.spark.SparkTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.DoubleStream;
import org.apache.spark.api.java.function.ForeachFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/**
 * Compares the data source in {@code local[2]} with two threads of the library that fill arrays of the size of a record: the
 * same array again and again, or a new one for each record. The rows go into a {@code foreach} that reads the first byte of
 * each record, and into Spark's sink {@code noop}, which copies them. All take turns; prints medians. It is no test:
 * docs/cluster.md has the command.
 */
class SourceSpeed extends SparkTest {
    private static final LongAdder TOUCHED = new LongAdder();
    private static final String RECORD_SIZE = System.getProperty("speed.record", "64KiB");
    private static final String SIZE = System.getProperty("speed.size", "4GiB");
    private static final int ROUNDS = Integer.getInteger("speed.rounds", 3);
    private static final String RECIPE = "dgen1:seed=7,size=" + SIZE;

    @Test
    void measure() throws Exception {
        List<String> names =
                List.of("library", "library, new arrays", "foreach", "foreach, reuseData", "noop", "noop, reuseData");
        List<double[]> results = new ArrayList<>();
        for (int round = -1; round < ROUNDS; round++) { // the first one warms up
            double[] speeds = {
                speed(() -> fill(false)),
                speed(() -> fill(true)),
                speed(() -> touch(rows(false))),
                speed(() -> touch(rows(true))),
                speed(() -> write(rows(false))),
                speed(() -> write(rows(true)))
            };
            if (round >= 0) {
                results.add(speeds);
            }
        }
        for (int i = 0; i < names.size(); i++) {
            int column = i;
            double speed = median(results.stream().mapToDouble(speeds -> speeds[column]));
            double ratio = median(results.stream().mapToDouble(speeds -> speeds[column] / speeds[0]));
            double toNew = median(results.stream().mapToDouble(speeds -> speeds[column] / speeds[1]));
            System.out.printf(
                    Locale.ROOT,
                    "%s: %.1f GB/s, %.2f of the library, %.2f of the library with new arrays%n",
                    names.get(i),
                    speed,
                    ratio,
                    toNew);
        }
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static Dataset<Row> rows(boolean canReuse) {
        return SPARK.read()
                .format("dgen")
                .option("recipe", RECIPE)
                .option("recordSize", RECORD_SIZE)
                .option("reuseData", canReuse)
                .load();
    }

    private static void write(Dataset<Row> rows) {
        rows.write().format("noop").mode("overwrite").save();
    }

    private static void touch(Dataset<Row> rows) {
        rows.foreach((ForeachFunction<Row>) row -> TOUCHED.add(row.<byte[]>getAs(2)[0]));
    }

    private interface Run {
        void run() throws Exception;
    }

    private static double speed(Run run) throws Exception {
        long start = System.nanoTime();
        run.run();
        return (double) ByteSize.parse(SIZE) / (System.nanoTime() - start);
    }

    private static void fill(boolean isNew) throws InterruptedException {
        DataStream stream = new DataStream(GeneratorConfig.builder()
                .recipe(Recipe.parse(RECIPE))
                .maxThreads(1)
                .numaMode(NumaMode.DISABLED)
                .build());
        byte[][] buffers = {new byte[(int) ByteSize.parse(RECORD_SIZE)], new byte[(int) ByteSize.parse(RECORD_SIZE)]};
        Thread[] threads = new Thread[buffers.length];
        Arrays.setAll(
                threads,
                i -> Thread.ofPlatform().start(() -> {
                    long half = stream.totalSize() / 2;
                    for (long at = 0; at + buffers[i].length <= half; at += buffers[i].length) {
                        byte[] buffer = isNew ? new byte[buffers[i].length] : buffers[i];
                        stream.fill(i * half + at, buffer);
                        TOUCHED.add(buffer[0]);
                    }
                }));
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
