// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.NumberType;
import io.dgen.Numbers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DuckDB and parquet-hadoop read the files. */
class ParquetTest {
    private static Connection duckDb;

    @TempDir
    Path folder;

    @BeforeAll
    static void connect() throws SQLException {
        duckDb = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterAll
    static void disconnect() throws SQLException {
        duckDb.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "size=3MiB,format=parquet,record=4KiB,group=1MiB;     768; 3",
                "size=300KiB,format=parquet,record=1,group=1MiB;      307200; 3",
                "size=2500003,format=parquet,record=999,group=1MiB;   2503; 3",
                "size=20MiB,format=parquet,record=3MiB,group=1MiB;    7; 7",
                "size=2000003,format=parquet,record=uniform(0B..9000B),group=1MiB; -1; 2",
                "size=1,format=parquet; 1; 1",
                "size=0,format=parquet; 0; 0",
            })
    void bytes(String keys, long count, int groups) throws IOException, SQLException {
        Tables table = Tables.of("dgen1:seed=7," + keys);
        Path file = table.write(folder.resolve("t.parquet"));

        long row = 0;
        long offset = 0;
        try (Statement statement = duckDb.createStatement();
                ResultSet result = statement.executeQuery("SELECT id, data FROM '" + file + "'")) {
            while (result.next()) {
                byte[] data = result.getBytes(2);
                assertThat(result.getLong(1)).isEqualTo(row++);
                if (data.length > 1 || row % 1000 == 0) { // one call for each byte takes long
                    assertThat(data).isEqualTo(table.payload(offset, data.length));
                }
                offset += data.length;
            }
        }
        assertThat(offset).isEqualTo(table.recipe().sizeBytes());
        if (count >= 0) {
            assertThat(row).isEqualTo(count);
        }
        try (Statement statement = duckDb.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT count(DISTINCT row_group_id) FROM parquet_metadata('" + file + "')")) {
            result.next();
            assertThat(result.getInt(1)).isEqualTo(groups);
        }
        readByParquetHadoop(table, file, row);
    }

    private static void readByParquetHadoop(Tables table, Path file, long rows) throws IOException {
        ParquetReadOptions options =
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
        long row = 0;
        long offset = 0;
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
            MessageType schema = reader.getFileMetaData().getSchema();
            assertThat(reader.getFileMetaData().getKeyValueMetaData()).containsAllEntriesOf(table.metadata());
            assertThat(reader.getRecordCount()).isEqualTo(rows);
            for (PageReadStore group = reader.readNextRowGroup(); group != null; group = reader.readNextRowGroup()) {
                RecordReader<Group> records = new ColumnIOFactory()
                        .getColumnIO(schema)
                        .getRecordReader(group, new GroupRecordConverter(schema));
                for (long i = 0; i < Math.min(group.getRowCount(), 2000); i++) {
                    Group record = records.read();
                    byte[] data = record.getBinary("data", 0).getBytes();
                    assertThat(record.getLong("id", 0)).isEqualTo(row + i);
                    if (row == 0) {
                        assertThat(data).isEqualTo(table.payload(offset, data.length));
                        offset += data.length;
                    }
                }
                row += group.getRowCount();
            }
        }
        assertThat(row).isEqualTo(rows);
    }

    /** Two pages and groups; levels as bits, and as runs. */
    @ParameterizedTest
    @CsvSource({"fp32,3", "fp64,50", "int32,1000", "fp16,16", "fp32,1"})
    void numbers(String type, int dimension) throws IOException, SQLException {
        NumberType element = Numbers.parseType(type);
        long rows = 1_200_000 / (dimension * element.bytes()) / 7 * 7 + 1;
        Tables table = Tables.of("dgen1:seed=7,size=" + rows * dimension * element.bytes() + ",type=" + type + ",dim="
                + dimension + (element.isFloat() ? ",dist=normal,mean=0,sd=1" : ",low=-1000,high=1000")
                + ",format=parquet,group=600000");
        Path file = table.write(folder.resolve("t.parquet"));

        ByteBuffer expected =
                ByteBuffer.wrap(table.payload(0, table.recipe().sizeBytes())).order(ByteOrder.LITTLE_ENDIAN);
        long row = 0;
        try (Statement statement = duckDb.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM '" + file + "'")) {
            assertThat(result.getMetaData().getColumnName(2)).isEqualTo(dimension == 1 ? "value" : "vector");
            while (result.next()) {
                assertThat(result.getLong(1)).isEqualTo(row++);
                Object[] vector = dimension == 1
                        ? new Object[] {result.getObject(2)}
                        : (Object[]) result.getArray(2).getArray();
                assertThat(vector).hasSize(dimension);
                for (Object number : vector) {
                    Number right = next(expected, element);
                    if (!right.equals(number)) { // faster than assertions
                        assertThat(number).as("row %d", row - 1).isEqualTo(right);
                    }
                }
            }
        }
        assertThat(row).isEqualTo(rows);
        assertThat(expected.hasRemaining()).isFalse();
    }

    private static Number next(ByteBuffer numbers, NumberType type) {
        return switch (type) {
            case FP32 -> numbers.getFloat();
            case FP64 -> numbers.getDouble();
            case FP16 -> Float.float16ToFloat(numbers.getShort());
            default -> numbers.getInt();
        };
    }

    @Test
    void statisticsOfIdsSelectRowGroups() throws IOException, SQLException {
        Path file = Tables.of("dgen1:seed=7,size=1MiB,format=parquet,record=1KiB,group=64KiB")
                .write(folder.resolve("t.parquet"));
        try (Statement statement = duckDb.createStatement();
                ResultSet result = statement.executeQuery("SELECT stats_min_value::BIGINT, stats_max_value::BIGINT FROM"
                        + " parquet_metadata('" + file + "') WHERE path_in_schema = 'id' AND row_group_id = 3")) {
            result.next();
            assertThat(result.getLong(1)).isEqualTo(192);
            assertThat(result.getLong(2)).isEqualTo(255);
        }
    }
}
