// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.source;

import io.dgen.ByteSize;
import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import io.dgen.NumaMode;
import io.dgen.Recipe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.DoubleStream;
import org.apache.spark.api.java.function.ForeachFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Compares the data source in {@code local[2]}, into a {@code foreach} that reads the first byte of each record, with two
 * threads of the library that fill arrays of the size of a record: the same array again and again, or a new one for each
 * record. All take turns; prints GB/s, and medians. Arguments: size of a record, size of a round, number of rounds, and more
 * keys of the recipe (docs/cluster.md has the command).
 */
public final class SourceSpeed {
    private static final LongAdder TOUCHED = new LongAdder();

    private SourceSpeed() {}

    public static void main(String[] args) throws Exception {
        String recordSize = args.length > 0 ? args[0] : "64KiB";
        String size = args.length > 1 ? args[1] : "8GiB";
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
        String recipe = "dgen1:seed=7,size=" + size + (args.length > 3 ? "," + args[3] : "");
        try (SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", false)
                .getOrCreate()) {
            List<String> names =
                    List.of("library", "library, new arrays", "source", "source, reuseData", "source, noop sink");
            List<double[]> results = new ArrayList<>();
            for (int round = -1; round < rounds; round++) { // the first ones warm up
                double[] speeds = {
                    speed(size, () -> fill(recipe, recordSize, false)),
                    speed(size, () -> fill(recipe, recordSize, true)),
                    speed(size, () -> touch(rows(spark, recipe, recordSize, false))),
                    speed(size, () -> touch(rows(spark, recipe, recordSize, true))),
                    speed(
                            size,
                            () -> rows(spark, recipe, recordSize, false)
                                    .write()
                                    .format("noop")
                                    .mode("overwrite")
                                    .save())
                };
                System.out.println(Arrays.toString(speeds));
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
                        "%s: %.2f GB/s, ratio %.2f, %.2f to new arrays%n",
                        names.get(i),
                        speed,
                        ratio,
                        toNew);
            }
        }
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static Dataset<Row> rows(SparkSession spark, String recipe, String recordSize, boolean canReuse) {
        return spark.read()
                .format("dgen")
                .option("recipe", recipe)
                .option("recordSize", recordSize)
                .option("reuseData", canReuse)
                .load();
    }

    private static void touch(Dataset<Row> rows) {
        rows.foreach((ForeachFunction<Row>) row -> TOUCHED.add(row.<byte[]>getAs(2)[0]));
    }

    private interface Run {
        void run() throws Exception;
    }

    private static double speed(String size, Run run) throws Exception {
        long start = System.nanoTime();
        run.run();
        return (double) ByteSize.parse(size) / (System.nanoTime() - start);
    }

    private static void fill(String recipe, String recordSize, boolean isNew) throws InterruptedException {
        DataStream stream = new DataStream(GeneratorConfig.builder()
                .recipe(Recipe.parse(recipe))
                .maxThreads(1)
                .numaMode(NumaMode.DISABLED)
                .build());
        byte[][] buffers = {new byte[(int) ByteSize.parse(recordSize)], new byte[(int) ByteSize.parse(recordSize)]};
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
