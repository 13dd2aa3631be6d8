// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.source;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dgen.ByteSize;
import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import io.dgen.Recipe;
import io.dgen.spark.SparkTest;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.datasources.v2.BatchScanExec;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DgenSourceTest extends SparkTest {
    private static final String RECIPE = "dgen1:seed=7,stream=3,size=1000001,block=4KiB,dedup=2.5,compress=2";

    private static Dataset<Row> load(String... options) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < options.length; i += 2) {
            map.put(options[i], options[i + 1]);
        }
        return SPARK.read().format("dgen").options(map).load();
    }

    private static byte[] stream(String recipe) {
        DataStream stream = new DataStream(GeneratorConfig.of(Recipe.parse(recipe)));
        byte[] bytes = new byte[(int) stream.totalSize()];
        stream.fill(0, bytes);
        return bytes;
    }

    /** Compares the rows, in their order, with the stream. */
    private static void assertRows(List<Row> rows, String recipe, int recordBytes, long... ids) {
        byte[] stream = stream(recipe);
        assertThat(rows.stream().mapToLong(row -> row.getLong(0)).toArray()).isEqualTo(ids);
        for (Row row : rows) {
            int offset = (int) row.getLong(0) * recordBytes;
            assertThat(row.getLong(1)).isEqualTo(offset);
            assertThat(row.<byte[]>getAs(2))
                    .isEqualTo(Arrays.copyOfRange(stream, offset, Math.min(stream.length, offset + recordBytes)));
        }
    }

    private static long[] all(long rows) {
        return LongStream.range(0, rows).toArray();
    }

    /** Runs the query and returns the total of a metric of the scan. */
    private static long generatedBytes(Dataset<Row> rows) {
        SparkPlan plan = rows.queryExecution().executedPlan();
        SQLMetric metric = scan(plan).metrics().apply("generatedBytes");
        long before = metric.value();
        plan.execute().count();
        return metric.value() - before;
    }

    private static BatchScanExec scan(SparkPlan plan) {
        SparkPlan node = plan;
        while (!(node instanceof BatchScanExec scan)) {
            node = node.children().head();
        }
        return (BatchScanExec) node;
    }

    @Test
    void hasThreeColumnsWithoutNulls() {
        Dataset<Row> rows = load("recipe", RECIPE);
        assertThat(rows.schema().toDDL()).isEqualTo("id BIGINT NOT NULL,offset BIGINT NOT NULL,data BINARY NOT NULL");
        assertRows(rows.collectAsList(), RECIPE, 64 << 10, all(16));
    }

    @ParameterizedTest
    @CsvSource({"1000,1", "1000,7", "4096,3", "5000,200", "1000001,4", "1GiB,2", "65536,1000000"})
    void everyByteIsInOneRow(String recordSize, String partitions) {
        Dataset<Row> rows = load("recipe", RECIPE, "RECORDSIZE", recordSize, "numpartitions", partitions);
        int bytes = (int) ByteSize.parse(recordSize);
        int count = Math.ceilDiv(1_000_001, bytes);
        assertRows(rows.collectAsList(), RECIPE, bytes, all(count));
        assertThat(rows.rdd().getNumPartitions()).isEqualTo(Math.min(count, Integer.parseInt(partitions)));
        assertThat(generatedBytes(rows)).isEqualTo(1_000_001);
    }

    @Test
    void anEmptyStreamHasNoRows() {
        Dataset<Row> rows = load("seed", "1", "size", "0");
        assertThat(rows.collectAsList()).isEmpty();
        assertThat(rows.count()).isZero();
        assertThat(rows.selectExpr("max(id)", "min(offset)").first().isNullAt(0))
                .isTrue();
    }

    @Test
    void keysOfTheRecipeAreOptions() {
        Dataset<Row> rows =
                load("Seed", "7", "STREAM", "3", "size", "1000001", "block", "4KiB", "dedup", "2.5", "compress", "2");
        assertRows(rows.collectAsList(), RECIPE, 64 << 10, all(16));
        String windowed = "dgen1:seed=1,size=64KiB,block=4KiB,dedup=2,window=16KiB";
        assertRows(
                load("seed", "1", "size", "64KiB", "block", "4KiB", "dedup", "2", "window", "16KiB")
                        .collectAsList(),
                windowed,
                64 << 10,
                0);
    }

    @Test
    void tablesOfSqlHaveTheSameOptions() {
        SPARK.sql("DROP TABLE IF EXISTS records");
        SPARK.sql("CREATE TABLE records USING dgen OPTIONS (recipe '" + RECIPE + "', recordSize '100KB')");
        try {
            assertRows(SPARK.sql("SELECT * FROM records").collectAsList(), RECIPE, 100_000, all(11));
            assertThat(SPARK.sql("SELECT count(*) FROM records WHERE id > 3")
                            .first()
                            .getLong(0))
                    .isEqualTo(7);
            assertRows(
                    SPARK.read().option("recordSize", "200KB").table("records").collectAsList(),
                    RECIPE,
                    200_000,
                    all(6));
        } finally {
            SPARK.sql("DROP TABLE records");
        }
        assertThatThrownBy(() -> SPARK.sql("CREATE TABLE wrong USING dgen OPTIONS (seed 1, size '1GiB') LOCATION '/x'"))
                .hasMessageMatching("LOCATION '(file:)?/x': expected none, .*");
        assertThatThrownBy(() -> SPARK.sql("CREATE TABLE wrong USING dgen OPTIONS (seed 1, size '1GiB', color 'red')"))
                .hasMessageContaining("unknown option 'color'");
        assertThatThrownBy(() -> SPARK.sql("CREATE TABLE wrong (x INT) USING dgen OPTIONS (seed 1, size '1GiB')"))
                .hasMessageContaining("expected no schema");
        SPARK.sql("CREATE TEMPORARY VIEW records USING dgen OPTIONS (recipe '" + RECIPE + "')");
        assertThat(SPARK.table("records").count()).isEqualTo(16);
        SPARK.catalog().dropTempView("records");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "recordSize=0 | option 'recordSize' 0: expected 1 to 1GiB",
                "recordSize=2GiB | option 'recordSize' 2GiB: expected 1 to 1GiB",
                "recordSize=many | size 'many': expected a number of bytes, 0 to 9223372036854775807, such as 4096, 128KiB, 1.5GiB or 10GB",
                "numPartitions=0 | option 'numPartitions' 0: expected 1 to 1000000",
                "numPartitions=1000001 | option 'numPartitions' 1000001: expected 1 to 1000000",
                "numPartitions=x | option 'numPartitions' x: expected 1 to 1000000",
                "reuseData=maybe | option 'reuseData' maybe: expected true or false",
                "rowsPerSecond=-1 | option 'rowsPerSecond' -1: expected 1 to 9223372036854775807",
                "rampUpTime=-1s | option 'rampUpTime' -1s: expected a time of at least 0s, such as 5s, 2min or 1h",
                "seed=1 | option 'seed': expected either 'recipe' or keys of a recipe, not both",
                "path=/data | unknown option 'path': expected recipe, recordSize, numPartitions, reuseData, rowsPerSecond, rampUpTime, or the keys of a recipe seed, stream, size, block, dedup, window, hot, compress, for, texture, reach, generation, change, type, dist, low, high, mean, sd, dim, norm, neighbours, format, record, align, arrays, example, group, ext",
            })
    void wrongOptionsFailAtAnalysis(String option, String message) {
        String[] parts = option.split("=");
        assertThatThrownBy(() -> load("recipe", RECIPE, parts[0], parts[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void wrongRecipesFailAtAnalysis() {
        assertThatThrownBy(() -> load())
                .hasMessage("no recipe: expected option 'recipe', or 'seed', 'size' and other keys");
        assertThatThrownBy(() -> load("size", "1GiB")).hasMessage("recipe 'dgen1:size=1GiB': key 'seed' is missing");
        assertThatThrownBy(() -> load("seed", "1", "size", "1GiB", "dedup", "0.5"))
                .hasMessageContaining("dedup")
                .hasMessageContaining("0.5");
        assertThatThrownBy(() ->
                        SPARK.read().format("dgen").option("recipe", RECIPE).load("/data"))
                .hasMessageStartingWith("unknown option 'path'");
        assertThatThrownBy(() -> SPARK.read()
                        .format("dgen")
                        .option("recipe", RECIPE)
                        .schema("x INT")
                        .load())
                .hasMessage("schema x INT: expected no schema, or " + Records.SCHEMA.toDDL());
    }

    @Test
    void queriesEqualAModel() {
        Random random = new Random(11);
        try {
            for (int round = 0; round < 3; round++) {
                SPARK.conf().set("spark.sql.codegen.wholeStage", round % 2 == 0);
                compareWithModel(random);
            }
        } finally {
            SPARK.conf().unset("spark.sql.codegen.wholeStage");
        }
    }

    private static void compareWithModel(Random random) {
        int size = random.nextInt(60_000);
        int recordBytes = 1 + random.nextInt(random.nextBoolean() ? 2000 : 12_000);
        String recipe = "dgen1:seed=" + random.nextInt(9) + ",size=" + size + ",block=4KiB,dedup=2,compress="
                + (1 + random.nextInt(3));
        int count = Math.ceilDiv(size, recordBytes);
        String filter = filter(random, count, recordBytes, 3);
        int partitions = 1 + random.nextInt(9);
        Dataset<Row> source = load(
                "recipe",
                recipe,
                "recordSize",
                "" + recordBytes,
                "numPartitions",
                "" + partitions,
                "reuseData",
                "" + random.nextBoolean());
        // Spark evaluates the filters of a local relation.
        byte[] stream = stream(recipe);
        List<Row> rows = LongStream.range(0, count)
                .mapToObj(id -> org.apache.spark.sql.RowFactory.create(
                        id, id * recordBytes, Arrays.copyOfRange(stream, (int) id * recordBytes, (int)
                                Math.min(size, (id + 1) * recordBytes))))
                .toList();
        Dataset<Row> model = SPARK.createDataFrame(rows, Records.SCHEMA);
        String query = recipe + " " + recordBytes + " " + filter;
        long[] ids = model.where(filter).select("id").as(Encoders.LONG()).collectAsList().stream()
                .mapToLong(id -> id)
                .toArray();
        assertThat(source.where(filter).count()).as(query).isEqualTo(ids.length);
        assertRows(source.where(filter).collectAsList(), recipe, recordBytes, ids);
        Row aggregates = source.where(filter)
                .selectExpr("count(id)", "min(id)", "max(offset)", "count(1)")
                .first();
        assertThat(aggregates)
                .as(query)
                .isEqualTo(model.where(filter)
                        .selectExpr("count(id)", "min(id)", "max(offset)", "count(1)")
                        .first());
        int limit = random.nextInt(6);
        int skip = random.nextInt(4);
        assertRows(
                source.where(filter).offset(skip).limit(limit).collectAsList(),
                recipe,
                recordBytes,
                Arrays.stream(ids).skip(skip).limit(limit).toArray());
        assertRows(
                source.where(filter).orderBy(col("offset").desc()).limit(limit).collectAsList(),
                recipe,
                recordBytes,
                Arrays.stream(ids)
                        .boxed()
                        .sorted((a, b) -> Long.compare(b, a))
                        .limit(limit)
                        .mapToLong(id -> id)
                        .toArray());
        assertThat(source.where(filter)
                        .limit(5)
                        .agg(Map.of("data", "max"))
                        .first()
                        .get(0))
                .isEqualTo(model.where(filter)
                        .limit(5)
                        .agg(Map.of("data", "max"))
                        .first()
                        .get(0));
    }

    private static String filter(Random random, int count, int unit, int depth) {
        long id = random.nextInt(count + 4) - 2;
        long offset = random.nextInt((count + 2) * unit) - unit;
        String[] operators = {"=", "<", "<=", ">", ">=", "<>", "<=>"};
        String operator = operators[random.nextInt(operators.length)];
        return switch (depth == 0 ? random.nextInt(5) : random.nextInt(9)) {
            case 0 -> "id " + operator + " " + id;
            case 1 -> offset + "L " + operator + " offset";
            case 2 -> "id IN (" + id + ", " + (id + 1) + ", " + random.nextInt(count + 1) + ")";
            case 3 -> "offset BETWEEN " + offset + " AND " + (offset + 3L * unit);
            case 4 -> "id % 3 = " + random.nextInt(3);
            case 5 -> "NOT (" + filter(random, count, unit, depth - 1) + ")";
            case 6 ->
                "(" + filter(random, count, unit, depth - 1) + " OR " + filter(random, count, unit, depth - 1) + ")";
            default ->
                "(" + filter(random, count, unit, depth - 1) + " AND " + filter(random, count, unit, depth - 1) + ")";
        };
    }

    @Test
    void onlyDataThatIsReadIsGenerated() {
        Dataset<Row> rows = load("recipe", RECIPE, "recordSize", "1000");
        assertThat(generatedBytes(rows.select("id", "offset"))).isZero();
        assertThat(generatedBytes(rows.limit(1).select("id"))).isZero();
        assertThat(generatedBytes(rows.where("id >= 1000").select("data"))).isEqualTo(1);
        assertThat(generatedBytes(rows.limit(3))).isEqualTo(3000);
        Dataset<Row> large = load("recipe", RECIPE, "recordSize", "10000");
        assertThat(generatedBytes(large.where("id % 10 = 3")))
                .as("Spark filters before it reads")
                .isEqualTo(100_000);
    }

    @Test
    void rowsOfTenPetabytesAreCountedAtOnce() {
        Dataset<Row> rows = load("seed", "1", "size", "10PB", "recordSize", "64KiB");
        assertThat(rows.count()).isEqualTo(152_587_890_625L);
        assertThat(rows.where("offset >= 9000000000000000").count()).isEqualTo(15_258_789_062L);
        assertThat(rows.selectExpr("max(id)", "max(offset)").first().getLong(0)).isEqualTo(152_587_890_624L);
        assertThat(rows.orderBy(col("id").desc()).select("id").limit(1).first().getLong(0))
                .isEqualTo(152_587_890_624L);
        assertThat(rows.offset(1_000_000)
                        .limit(2)
                        .select("id")
                        .collectAsList()
                        .get(1)
                        .getLong(0))
                .isEqualTo(1_000_001);
        assertThat(rows.where("id = 123456789012").select("data").first().<byte[]>getAs(0))
                .hasSize(65_536);
    }

    @Test
    void statisticsAreExact() {
        Dataset<Row> rows = load("recipe", RECIPE, "recordSize", "1000");
        assertThat(rows.where("id > 0")
                        .queryExecution()
                        .optimizedPlan()
                        .stats()
                        .rowCount()
                        .get()
                        .toLong())
                .isEqualTo(1000);
        assertThat(rows.queryExecution().optimizedPlan().stats().sizeInBytes().toLong())
                .isEqualTo(1_000_001 + 1001 * 16);
        assertThat(rows.select("id")
                        .queryExecution()
                        .optimizedPlan()
                        .stats()
                        .sizeInBytes()
                        .toLong())
                .isEqualTo(1001 * 8);
    }

    @Test
    void rowsOfAPartitionAreInOrder() {
        Dataset<Row> sorted = load("recipe", RECIPE).sortWithinPartitions("id");
        assertThat(sorted.queryExecution().executedPlan().toString()).doesNotContain("Sort");
        assertThat(sorted.collectAsList()).hasSize(16);
    }

    @Test
    void filtersAndLimitsAreLeftToTheSource() {
        Dataset<Row> rows = load("recipe", RECIPE)
                .where("id > 3 AND (offset < 100000 OR id IN (7, 9))")
                .limit(2);
        assertThat(rows.queryExecution().executedPlan().toString()).doesNotContainPattern("(Filter|Limit) ");
        assertThat(rows.collectAsList().stream().map(row -> row.getLong(0))).containsExactly(7L, 9L);
    }

    @Test
    void equalScansRunOnce() {
        Dataset<Row> rows = load("recipe", RECIPE).groupBy("offset").count();
        Dataset<Row> union = rows.union(load("recipe", RECIPE).groupBy("offset").count());
        union.collectAsList();
        assertThat(union.queryExecution().executedPlan().toString()).contains("ReusedExchange");
    }

    @Test
    void arraysThatQueriesKeepAreNotOverwritten() {
        List<byte[]> kept = load("recipe", RECIPE, "recordSize", "100000")
                .toJavaRDD()
                .map(row -> row.<byte[]>getAs(2))
                .collect();
        byte[] stream = stream(RECIPE);
        assertThat(kept).hasSize(11);
        for (int i = 0; i < kept.size(); i++) {
            assertThat(kept.get(i))
                    .isEqualTo(Arrays.copyOfRange(stream, i * 100_000, Math.min(1_000_001, (i + 1) * 100_000)));
        }
        List<Integer> firsts = load("recipe", RECIPE, "recordSize", "100000", "reuseData", "true")
                .map((MapFunction<Row, Integer>) row -> (int) row.<byte[]>getAs(2)[0], Encoders.INT())
                .collectAsList();
        assertThat(firsts).isEqualTo(kept.stream().map(data -> (int) data[0]).collect(Collectors.toList()));
    }

    /** A partition has one array, which its rows could not have if they were copied. */
    @ParameterizedTest
    @ValueSource(strings = {"id, offset, data", "data", "data, id"})
    void rowsOfFunctionsAreNotCopied(String columns) {
        List<Integer> arrays = load("recipe", RECIPE, "recordSize", "1000", "numPartitions", "3", "reuseData", "true")
                .where("id < 1000")
                .selectExpr(columns.split(", "))
                .toJavaRDD()
                .mapPartitions(rows -> {
                    Map<byte[], Boolean> seen = new IdentityHashMap<>();
                    rows.forEachRemaining(row -> seen.put(row.getAs("data"), true));
                    return List.of(seen.size()).iterator();
                })
                .collect();
        assertThat(arrays).containsExactly(1, 1, 1);
    }

    @Test
    void partitionsAreSmall() throws Exception {
        Dataset<Row> rows = load("seed", "1", "size", "10PB", "numPartitions", "100000");
        BatchScanExec scan = scan(rows.queryExecution().executedPlan());
        InputPartition[] partitions = scan.batch().planInputPartitions();
        assertThat(partitions).hasSize(100_000);
        assertThat(serializedBytes(partitions[77_777])).isLessThan(250);
        assertThat(serializedBytes(scan.batch().createReaderFactory())).isLessThan(1000);
        assertThat(rows.rdd().getNumPartitions()).isEqualTo(100_000);
        long next = 0;
        for (InputPartition partition : partitions) {
            IdSet ids = ((RecordScan.Partition) partition).ids();
            assertThat(ids.first()).isEqualTo(next);
            next = ids.last() + 1;
        }
        assertThat(next).isEqualTo(152_587_890_625L);
    }

    private static int serializedBytes(Object object) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream output = new ObjectOutputStream(bytes)) {
            output.writeObject(object);
        }
        return bytes.size();
    }

    @Test
    void metricsHaveBytesAndSpeed() {
        Dataset<Row> rows = load("recipe", RECIPE);
        SparkPlan plan = rows.queryExecution().executedPlan();
        plan.execute().count();
        BatchScanExec scan = scan(plan);
        assertThat(scan.metrics().apply("generatedBytes").value()).isEqualTo(1_000_001);
        assertThat(scan.metrics().apply("generatingTime").value()).isPositive();
        assertThat(new GenerationMetrics.Bytes().aggregateTaskMetrics(new long[] {5, 7}))
                .isEqualTo("12");
        assertThat(new GenerationMetrics.Time().aggregateTaskMetrics(new long[] {1_500_000_000, 1}))
                .isEqualTo("1.500 s");
        assertThat(new GenerationMetrics.Speed().aggregateTaskMetrics(new long[] {0, 3000, 1000, 2000}))
                .isEqualTo("2.00 GB/s (1.00, 3.00)");
        assertThat(new GenerationMetrics.Speed().aggregateTaskMetrics(new long[] {0}))
                .isEqualTo("-");
    }

    @Test
    void parquetKeepsTheRows(@TempDir Path folder) {
        String path = folder.resolve("set").toString();
        load("recipe", RECIPE, "recordSize", "3000", "numPartitions", "5")
                .write()
                .parquet(path);
        List<Row> read =
                new ArrayList<>(SPARK.read().parquet(path).orderBy("id").collectAsList());
        assertRows(read, RECIPE, 3000, all(334));
        DataStream stream = new DataStream(GeneratorConfig.of(Recipe.parse(RECIPE)));
        assertThat(read)
                .allMatch(row ->
                        stream.verify(row.getLong(1), row.<byte[]>getAs(2)).isOk());
    }
}
