// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.DataStream;
import io.dgen.Diagnosis;
import io.dgen.Diagnosis.Cause;
import io.dgen.DiagnosisText;
import io.dgen.Explainer;
import io.dgen.GeneratorConfig;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Damage of the framing has a name, and that of the payload its cause, at positions in the file. */
class DamageTest {
    private static final String RECORDS = "size=300000,format=tfrecord,record=30000";

    private static List<Diagnosis> explain(DataStream file, byte[] found) throws InterruptedException {
        Explainer explainer = new Explainer(file, List.of(), Explainer.Effort.FULL);
        // parts of a size that ends inside of records and pages
        for (int at = 0; at < found.length; at += 100_001) {
            MemorySegment part =
                    MemorySegment.ofArray(Arrays.copyOfRange(found, at, Math.min(at + 100_001, found.length)));
            explainer.verify(at, part);
        }
        return explainer.explain();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "size=5000,format=npy;20;header",
                "size=9000,format=npz,arrays=3;5;arr_0.npy: header of the zip file",
                "size=9000,format=npz,arrays=3;60;arr_0.npy: header",
                "size=9000,format=npz,arrays=3;-5;directory of the zip file",
                "size=9000,format=npz,arrays=3;-187;directory of the zip file",
                "size=9000,format=tar,record=1000;1537;record 1: tar header",
                "size=9000,format=tar,record=1000;1520;record 0: padding",
                "size=9000,format=tar,record=1000;-3;end of the file",
                "size=9000,format=tfrecord,record=1000;1016;record 1: length",
                "size=9000,format=tfrecord,record=1000;1025;record 1: CRC of the length",
                "size=9000,format=tfrecord,record=1000;1013;record 0: CRC of the data",
                "size=9000,format=tfrecord,record=1000,example=image;12;record 0: message",
                "size=9000,format=tfrecord-index,record=1000;12;record 1: line of the index",
                "size=9000,format=safetensors;20;header",
                "size=9000,format=u8bin,record=90;5;header"
            })
    void framing(String keys, int position, String name) throws InterruptedException {
        DataStream file = Files.stream(keys);
        byte[] found = Files.bytes(file);
        int at = position < 0 ? found.length + position : position;
        found[at] ^= 1;
        List<Diagnosis> all = explain(file, found);
        assertThat(all).hasSize(1);
        assertThat(all.getFirst().cause()).isEqualTo(Cause.FRAMING);
        assertThat(new DiagnosisText(file.recipe(), 0).of(all.getFirst()))
                .isEqualTo("offset " + at + ", 1 byte: framing, " + name);
    }

    @Test
    void zerosOverRecords() throws InterruptedException {
        DataStream file = Files.stream(RECORDS);
        byte[] found = Files.bytes(file);
        Arrays.fill(found, 50_000, 200_000, (byte) 0);
        List<Diagnosis> all = explain(file, found);
        assertThat(all).singleElement().satisfies(zeros -> {
            assertThat(zeros.cause()).isEqualTo(Cause.ZEROS);
            assertThat(zeros.offset()).isEqualTo(50_000);
            assertThat(zeros.end()).isEqualTo(200_000);
        });
    }

    @Test
    void aBitOfTheData() throws InterruptedException {
        DataStream file = Files.stream(RECORDS);
        byte[] found = Files.bytes(file);
        found[100_000] ^= 8;
        assertThat(explain(file, found)).singleElement().satisfies(bit -> {
            assertThat(bit.cause()).isEqualTo(Cause.BITS);
            assertThat(bit.offset()).isEqualTo(100_000);
            assertThat(((Diagnosis.Bits) bit.detail()).positions()).containsExactly(100_000L * 8 + 3);
        });
    }

    @Test
    void recordsThatHaveMoved() throws InterruptedException {
        DataStream file = Files.stream("size=300000,format=tar,record=30000");
        byte[] right = Files.bytes(file);
        byte[] found = right.clone();
        int record = 512 + 30208;
        System.arraycopy(right, 3 * record, found, 7 * record, record);
        List<Diagnosis> all = explain(file, found);
        assertThat(all).first().satisfies(header -> {
            assertThat(header.cause()).isEqualTo(Cause.FRAMING);
            assertThat(((Diagnosis.Framing) header.detail()).part()).isEqualTo("record 7: tar header");
        });
        assertThat(all).anySatisfy(moved -> {
            assertThat(moved.cause()).isIn(Cause.MISPLACED, Cause.TORN);
            assertThat(moved.offset()).isGreaterThanOrEqualTo(7 * record + 512L);
        });
    }

    @Test
    void anotherStream() throws InterruptedException {
        DataStream file = Files.stream(RECORDS);
        byte[] found = Files.bytes(new DataStream(
                GeneratorConfig.of(file.recipe().withStreamId(file.recipe().streamId() + 1))));
        assertThat(explain(file, found).stream().filter(d -> d.cause() != Cause.FRAMING))
                .isNotEmpty()
                .allSatisfy(d -> assertThat(d.cause()).isEqualTo(Cause.FOREIGN));
    }
}
