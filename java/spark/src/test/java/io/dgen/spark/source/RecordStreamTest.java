// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dgen.spark.SparkTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.connector.read.streaming.ReadLimit;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordStreamTest extends SparkTest {
    private static final String RECIPE = "dgen1:seed=5,size=100100,block=4KiB,dedup=2";

    private static RecordStream stream(AtomicLong clock, String... options) {
        Map<String, String> map = new HashMap<>(Map.of("recipe", RECIPE, "recordSize", "1000", "numPartitions", "3"));
        for (int i = 0; i < options.length; i += 2) {
            map.put(options[i], options[i + 1]);
        }
        SourceOptions source = SourceOptions.of(map);
        RecordScan scan = new RecordScan(source, source.records().ids(), Records.SCHEMA, 3);
        return new RecordStream(scan, clock::get);
    }

    private static long latest(RecordStream stream, AtomicLong clock, Offset start, long seconds) {
        clock.set(TimeUnit.SECONDS.toNanos(seconds) + 5);
        return ((RecordStream.RowOffset) stream.latestOffset(start, ReadLimit.allAvailable())).row();
    }

    @Test
    void rowsFollowTheRate() {
        AtomicLong clock = new AtomicLong(5);
        RecordStream stream = stream(clock, "rowsPerSecond", "10");
        Offset start = stream.initialOffset();
        assertThat(latest(stream, clock, start, 0)).isZero();
        assertThat(latest(stream, clock, start, 1)).isEqualTo(10);
        assertThat(latest(stream, clock, start, 3)).isEqualTo(30);
        assertThat(latest(stream, clock, start, 11)).as("the end of the stream").isEqualTo(101);
        assertThat(latest(stream, clock, stream.deserializeOffset(offset(101)), 1000))
                .isEqualTo(101);
        assertThat(latest(stream(clock), clock, start, 7))
                .as("a clock that begins later")
                .isZero();
    }

    @Test
    void theRateRises() {
        AtomicLong clock = new AtomicLong(5);
        RecordStream stream = stream(clock, "rowsPerSecond", "4", "rampUpTime", "10s");
        Offset start = stream.initialOffset();
        assertThat(latest(stream, clock, start, 0)).isZero();
        assertThat(latest(stream, clock, start, 5)).isEqualTo(5);
        assertThat(latest(stream, clock, start, 10)).isEqualTo(20);
        assertThat(latest(stream, clock, start, 15)).isEqualTo(40);
        RecordStream fast = stream(clock, "rowsPerSecond", "" + Long.MAX_VALUE);
        assertThat(latest(fast, clock, start, 15)).isZero();
        assertThat(latest(fast, clock, start, 16)).isEqualTo(101);
    }

    @Test
    void aRestartedClockBeginsAtTheFirstNewRow() {
        AtomicLong clock = new AtomicLong(5);
        RecordStream stream = stream(clock, "rowsPerSecond", "10");
        Offset start = stream.deserializeOffset(offset(40));
        assertThat(latest(stream, clock, start, 0)).isEqualTo(40);
        assertThat(latest(stream, clock, start, 2)).isEqualTo(60);
    }

    private static String offset(long row) {
        return new RecordStream.RowOffset(
                        row,
                        new Records(
                                SourceOptions.of(Map.of("recipe", RECIPE))
                                        .records()
                                        .recipe(),
                                1000))
                .json();
    }

    @Test
    void offsetsBelongToTheirRecipe() {
        RecordStream stream = stream(new AtomicLong());
        assertThat(stream.deserializeOffset(offset(7)).json())
                .isEqualTo(offset(7))
                .startsWith("{\"row\":7,");
        assertThatThrownBy(() -> stream.deserializeOffset(offset(7).replace("seed=5", "seed=6")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("seed=6")
                .hasMessageContaining("expected dgen1:seed=5");
        assertThatThrownBy(() -> stream.deserializeOffset("12")).hasMessageContaining("offset 12");
    }

    @Test
    void partitionsOfABatchFollowFromItsOffsets() {
        RecordStream stream = stream(new AtomicLong());
        InputPartition[] partitions =
                stream.planInputPartitions(stream.deserializeOffset(offset(10)), stream.deserializeOffset(offset(20)));
        assertThat(partitions)
                .containsExactly(
                        new RecordScan.Partition(IdSet.range(10, 13)),
                        new RecordScan.Partition(IdSet.range(13, 16)),
                        new RecordScan.Partition(IdSet.range(16, 20)));
        assertThat(stream.planInputPartitions(stream.initialOffset(), stream.initialOffset()))
                .isEmpty();
    }

    /** Batches of a run that reads up to the end; the run fails in one of them. */
    private static Map<Long, List<Row>> run(Path checkpoint, long failing) throws Exception {
        Map<Long, List<Row>> batches = new ConcurrentHashMap<>();
        Dataset<Row> rows = SPARK.readStream()
                .format("dgen")
                .option("recipe", RECIPE)
                .option("recordSize", "1000")
                .option("rowsPerSecond", "40")
                .load();
        StreamingQuery query = rows.writeStream()
                .option("checkpointLocation", checkpoint.toString())
                .trigger(Trigger.AvailableNow())
                .foreachBatch((VoidFunction2<Dataset<Row>, Long>) (batch, number) -> {
                    batches.put(number, batch.orderBy("id").collectAsList());
                    if (number == failing) {
                        throw new IllegalStateException("fails before the commit");
                    }
                })
                .start();
        if (failing >= 0) {
            assertThatThrownBy(query::awaitTermination).isInstanceOf(StreamingQueryException.class);
        } else {
            query.awaitTermination();
        }
        return batches;
    }

    private static List<String> texts(List<Row> rows) {
        List<String> texts = new ArrayList<>();
        rows.forEach(row -> texts.add(row.getLong(0) + " " + row.getLong(1) + " "
                + java.util.HexFormat.of().formatHex(row.<byte[]>getAs(2))));
        return texts;
    }

    @Test
    void aRestartRepeatsTheRowsOfItsBatch(@TempDir Path folder) throws Exception {
        Map<Long, List<Row>> first = run(folder.resolve("checkpoint"), 1);
        Map<Long, List<Row>> second = run(folder.resolve("checkpoint"), -1);
        assertThat(first.keySet()).containsExactlyInAnyOrder(0L, 1L);
        assertThat(second.keySet()).containsExactlyInAnyOrder(1L, 2L);
        assertThat(texts(second.get(1L))).isEqualTo(texts(first.get(1L))).hasSize(40);
        List<Row> all = new ArrayList<>(first.get(0L));
        all.addAll(second.get(1L));
        all.addAll(second.get(2L));
        List<Row> batch = SPARK.read()
                .format("dgen")
                .option("recipe", RECIPE)
                .option("recordSize", 1000)
                .load()
                .collectAsList();
        assertThat(texts(all)).isEqualTo(texts(batch)).hasSize(101);
        assertThat(run(folder.resolve("checkpoint"), -1))
                .as("nothing follows the end")
                .isEmpty();
        assertThat(Files.exists(folder.resolve("checkpoint/offsets/0"))).isTrue();
    }

    @Test
    void withoutARateAllRowsAreAvailable(@TempDir Path folder) throws Exception {
        SPARK.readStream()
                .format("dgen")
                .option("recipe", RECIPE)
                .load()
                .select("id", "data")
                .writeStream()
                .format("memory")
                .queryName("streamed")
                .option("checkpointLocation", folder.toString())
                .trigger(Trigger.AvailableNow())
                .start()
                .awaitTermination();
        assertThat(SPARK.table("streamed")
                        .selectExpr("count(*)", "sum(length(data))")
                        .first()
                        .toString())
                .isEqualTo("[2,100100]");
    }
}
