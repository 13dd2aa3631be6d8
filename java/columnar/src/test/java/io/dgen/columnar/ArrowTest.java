// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.NumberType;
import io.dgen.Numbers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.types.Types.MinorType;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The readers of Arrow read the files. */
class ArrowTest {
    private static final Map<NumberType, MinorType> MINOR_TYPES = Map.of(
            NumberType.FP32, MinorType.FLOAT4,
            NumberType.FP64, MinorType.FLOAT8,
            NumberType.FP16, MinorType.FLOAT2,
            NumberType.INT8, MinorType.TINYINT,
            NumberType.INT32, MinorType.INT);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "size=3MiB,format=arrow,record=4KiB,group=1MiB;     768; 3",
                "size=2500003,format=arrow,record=999,group=1MiB;   2503; 3",
                "size=20MiB,format=arrow,record=3MiB,group=1MiB;    7; 7",
                "size=2000003,format=arrow,record=uniform(0B..9000B),group=1MiB; -1; 2",
                "size=1,format=arrow; 1; 1",
                "size=0,format=arrow; 0; 0",
            })
    void bytes(String keys, long count, int batches) throws IOException {
        Tables table = Tables.of("dgen1:seed=7," + keys);
        Path file = table.write(folder.resolve("t.arrow"));
        try (BufferAllocator allocator = new RootAllocator();
                FileChannel channel = FileChannel.open(file);
                ArrowFileReader reader = new ArrowFileReader(channel, allocator)) {
            assertThat(reader.getRecordBlocks()).hasSize(batches);
            assertThat(reader.getVectorSchemaRoot().getSchema().getCustomMetadata())
                    .containsAllEntriesOf(table.metadata());
            long rows = check(reader, table);
            assertThat(rows).isEqualTo(count < 0 ? rows : count);
        }
        // The part after the first 8 bytes is a stream.
        try (BufferAllocator allocator = new RootAllocator();
                InputStream input = Files.newInputStream(file);
                ArrowStreamReader reader = new ArrowStreamReader(input, allocator)) {
            input.skipNBytes(8);
            check(reader, table);
        }
    }

    @ParameterizedTest
    @CsvSource({"fp32,3", "fp64,50", "int32,1000", "fp16,16", "int8,7", "fp32,1"})
    void numbers(String type, int dimension) throws IOException {
        NumberType element = Numbers.parseType(type);
        long rows = 1_200_000 / (dimension * element.bytes()) / 7 * 7 + 1;
        Tables table = Tables.of("dgen1:seed=7,size=" + rows * dimension * element.bytes() + ",type=" + type + ",dim="
                + dimension + (element.isFloat() ? ",dist=normal,mean=0,sd=1" : ",low=-100,high=100")
                + ",format=arrow,group=600000");
        Path file = table.write(folder.resolve("t.arrow"));
        try (BufferAllocator allocator = new RootAllocator();
                FileChannel channel = FileChannel.open(file);
                ArrowFileReader reader = new ArrowFileReader(channel, allocator)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            long row = 0;
            long offset = 0;
            while (reader.loadNextBatch()) {
                FieldVector items = root.getVector(1);
                if (items instanceof FixedSizeListVector list) {
                    assertThat(list.getListSize()).isEqualTo(dimension);
                    items = list.getDataVector();
                }
                assertThat(items.getMinorType()).isEqualTo(MINOR_TYPES.get(element));
                assertThat(items.getValueCount()).isEqualTo(root.getRowCount() * dimension);
                assertThat(items.getNullCount()).isZero();
                byte[] bytes = new byte[items.getValueCount() * element.bytes()];
                items.getDataBuffer().getBytes(0, bytes);
                assertThat(bytes).isEqualTo(table.payload(offset, bytes.length));
                assertThat(((BigIntVector) root.getVector("id")).get(0)).isEqualTo(row);
                row += root.getRowCount();
                offset += bytes.length;
            }
            assertThat(row).isEqualTo(rows);
        }
    }

    private static long check(ArrowReader reader, Tables table) throws IOException {
        long row = 0;
        long offset = 0;
        VectorSchemaRoot root = reader.getVectorSchemaRoot();
        while (reader.loadNextBatch()) {
            BigIntVector ids = (BigIntVector) root.getVector("id");
            FieldVector values = root.getVector("data");
            for (int i = 0; i < root.getRowCount(); i++) {
                byte[] data = (byte[]) values.getObject(i);
                assertThat(ids.get(i)).isEqualTo(row++);
                assertThat(data).isEqualTo(table.payload(offset, data.length));
                offset += data.length;
            }
        }
        assertThat(offset).isEqualTo(table.recipe().sizeBytes());
        return row;
    }
}
