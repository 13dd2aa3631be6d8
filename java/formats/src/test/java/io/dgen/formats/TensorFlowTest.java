// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.dgen.DataStream;
import io.dgen.FileSizes;
import io.dgen.RecordLayout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.hadoop.util.TFRecordReader;
import org.tensorflow.proto.Example;
import org.tensorflow.proto.Feature;

/** Files are read by TensorFlow's reader for Hadoop, which compares the checksums, and its classes of messages. */
class TensorFlowTest {
    private static List<byte[]> read(byte[] file) throws IOException {
        TFRecordReader reader = new TFRecordReader(new ByteArrayInputStream(file), true);
        List<byte[]> records = new ArrayList<>();
        for (byte[] record = reader.read(); record != null; record = reader.read()) {
            records.add(record);
        }
        return records;
    }

    /** The records that the payload is cut into. */
    private static List<byte[]> records(DataStream file, String sizes) {
        byte[] payload = Files.payload(file);
        RecordLayout layout = new RecordLayout.Sizes(FileSizes.parse(sizes), file.recipe()).layout(payload.length);
        List<byte[]> records = new ArrayList<>();
        for (long i = 0; i < layout.count(); i++) {
            int start = (int) layout.bytes().before(i);
            records.add(Arrays.copyOfRange(payload, start, start + (int) layout.length(i)));
        }
        return records;
    }

    @ParameterizedTest
    @ValueSource(strings = {"list(0,1,700,0,5000)", "1000", "lognormal(300,2)", "3", "100KB"})
    void records(String sizes) throws IOException {
        DataStream file = Files.stream("size=40001,format=tfrecord,record=" + sizes);
        assertThat(read(Files.bytes(file))).containsExactlyElementsOf(records(file, sizes));
    }

    @Test
    void theReaderComparesChecksums() {
        byte[] file = Files.bytes(Files.stream("size=5000,format=tfrecord,record=1000"));
        for (int at : new int[] {1, 9, 500, 1013}) {
            byte[] damaged = file.clone();
            damaged[at] ^= 1;
            assertThatThrownBy(() -> read(damaged)).isInstanceOf(IOException.class);
        }
    }

    /** Sizes around those at which lengths take one byte more. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "5000;list(0,1,90,100,110,127,128,129);image+size",
                "200000;list(16300,16350,16383,16384,20000);image+size",
                "6500000;list(2097000,2097151,2097152);image+size",
                "100001;lognormal(3000,2);image/encoded+image/length",
                "5000;1000;x",
                "2000;list(0,100,127,128);a_name_that_is_longer-0123456789.0123456789/0123456789+_",
            })
    void examples(int size, String sizes, String names) throws IOException {
        String keys = ",size=" + size + ",record=" + sizes + ",example=" + names;
        DataStream file = Files.stream("format=tfrecord" + keys);
        List<byte[]> messages = read(Files.bytes(file));
        List<byte[]> records = records(file, sizes);
        assertThat(messages).hasSameSizeAs(records);
        String[] features = names.split("\\+");
        StringBuilder index = new StringBuilder();
        int position = 0;
        for (int i = 0; i < records.size(); i++) {
            Map<String, Feature> found =
                    Example.parseFrom(messages.get(i)).getFeatures().getFeatureMap();
            assertThat(found).containsOnlyKeys(features);
            assertThat(found.get(features[0]).getBytesList().getValueList())
                    .containsExactly(ByteString.copyFrom(records.get(i)));
            if (features.length > 1) {
                assertThat(found.get(features[1]).getInt64List().getValueList())
                        .containsExactly((long) records.get(i).length);
            }
            int length = messages.get(i).length + 16;
            index.append(position).append(' ').append(length).append('\n');
            position += length;
        }
        assertThat(Files.bytes(Files.stream("format=tfrecord-index" + keys)))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo(index.toString());
    }
}
