// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.DataStream;
import io.dgen.Recipe;
import io.dgen.container.Frame;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of files never change. Writers in Python, which follow only docs/format.md, made the checksums. */
class BytesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "size=3000,format=npy;40761800",
                "size=3000,format=npy,record=30,align=128KiB;70e8d26f",
                "size=3000,format=npz,record=30,arrays=2;5cbbaf49",
                "size=3000,format=npz,align=4KiB,arrays=12;42794390",
                "size=294,format=npz,arrays=2;9cdc32b5", // the second header of npy needs no blanks
                "size=130976,format=npz,arrays=2,align=128KiB;c6179ad9", // the longest header of npy 1.0
                "size=130974,format=npz,arrays=2,align=128KiB;67774925",
                "size=3000,format=tar,record=700,ext=seg.png;256678df",
                "size=1500,format=tar,record=512;23da4fec",
                "size=3000,format=tfrecord,record=83;f4c05db2",
                "size=3000,format=tfrecord-index,record=83;3291c585", // lines of 99 bytes, and of 100
                "size=3000,format=tfrecord-index,record=84;3f4fbc06",
                "size=3000,format=safetensors,record=30,arrays=2,align=64;b05d2927",
                "size=3000,format=u8bin,record=30;cb0d1a8f"
            })
    void files(String keys, String crc32c) {
        CRC32C sum = new CRC32C();
        sum.update(Files.bytes(Files.stream(keys)));
        assertThat(String.format("%08x", sum.getValue())).isEqualTo(crc32c);
    }

    /** Around the limits of 32 bits: of entries, of the position of the second one, and of that of the directory. */
    @ParameterizedTest
    @CsvSource({
        "3, 3145728, 6ec4450f",
        "3, 4292870142, ae65f3b5",
        "3, 4292870143, 2831af3d",
        "3, 4294967102, 322bac68",
        "3, 4294967103, 73f7130d",
        "3, 8589934592, 86899123",
        "2, 2147483519, 96b1172e",
        "4, 1073741695, 8deec0b1"
    })
    void framingOfLargeZipFiles(int arrays, long arrayBytes, String crc32c) {
        Frame frame = new NpzFormat()
                .framing(Recipe.parse("dgen1:seed=1,size=0,format=npz,arrays=" + arrays))
                .frame(arrays * arrayBytes);
        CRC32C sum = new CRC32C();
        frame.visit(0, frame.lengthBytes(), (part, from, to) -> {
            if (part.isFraming()) {
                byte[] bytes = new byte[(int) (to - from)];
                part.fillFraming(from, MemorySegment.ofArray(bytes), Files.LENGTHS);
                sum.update(bytes);
            }
        });
        assertThat(String.format("%08x", sum.getValue())).isEqualTo(crc32c);
    }

    @ParameterizedTest
    @MethodSource("io.dgen.formats.RangesTest#files")
    void positionsOfThePayload(String keys) {
        DataStream file = Files.stream(keys);
        Frame frame = file.frame().orElseThrow();
        byte[] bytes = Files.bytes(file);
        byte[] payload = keys.contains("index") ? new byte[0] : Files.payload(file);
        assertThat(frame.payloadBytes()).isEqualTo(payload.length);
        for (int i = 0; i < payload.length; i += 97) {
            int at = (int) frame.fileOffset(i);
            Frame.Part part = frame.partAt(at);
            assertThat(bytes[at]).isEqualTo(payload[i]);
            assertThat(part.payloadOffset() + at - part.start()).isEqualTo(i);
        }
    }

    @ParameterizedTest
    @CsvSource({"1000000, 000000.bin", "1000001, 0000000.bin"})
    void namesHaveTheDigitsOfTheLastOne(int samples, String first) {
        byte[] name = new byte[first.length() + 1];
        Files.stream("size=" + samples + ",format=tar,record=1").fill(0, name);
        assertThat(new String(name, StandardCharsets.US_ASCII)).isEqualTo(first + '\0');
    }

    @ParameterizedTest
    @CsvSource({"4294967295, 1", "2147483647, 2147483647"})
    void largestVectors(long size, int record) {
        byte[] header = new byte[8];
        Files.stream("size=" + size + ",format=u8bin,record=" + record).fill(0, header);
        assertThat(ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getLong())
                .isEqualTo((long) record << 32 | size / record);
    }

    @Test
    void vectorsOfOneNumberHaveADimension() {
        assertThat(Files.bytes(Files.numbers("size=8,type=fp32,format=fbin"))).startsWith(2, 0, 0, 0, 1, 0, 0, 0);
    }
}
