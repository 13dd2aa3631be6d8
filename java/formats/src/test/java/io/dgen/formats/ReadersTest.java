// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import io.dgen.NumberSource;
import io.dgen.Recipe;
import io.dgen.container.Frame;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files are read by the rules of their formats. Readers of other projects open them in the stage {@code formats} of {@code
 * ./check}.
 */
class ReadersTest {
    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "size=5000,format=npy;64;(5000,)",
                "size=5000,format=npy,record=50,align=4KiB;4096;(100, 50)",
                "size=5000,format=npy,align=1MiB;1048576;(5000,)",
            })
    void npy(String keys, int align, String shape) {
        DataStream file = Files.stream(keys);
        byte[] bytes = Files.bytes(file);
        assertThat(Arrays.copyOf(bytes, 6)).isEqualTo(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'});
        boolean isShort = bytes[6] == 1;
        int start = isShort ? 10 : 12;
        int end = start
                + (isShort
                        ? littleEndian(bytes).getShort(8) & 0xFFFF
                        : littleEndian(bytes).getInt(8));
        assertThat(end % align).isZero();
        String header = new String(bytes, start, end - start, StandardCharsets.US_ASCII);
        assertThat(header)
                .startsWith("{'descr': '|u1', 'fortran_order': False, 'shape': " + shape + ", } ")
                .endsWith("\n");
        assertThat(Arrays.copyOfRange(bytes, end, bytes.length)).isEqualTo(Files.payload(file));
    }

    @Test
    void npz() throws IOException {
        DataStream file = Files.stream("size=120000,format=npz,record=400,arrays=12");
        byte[] bytes = Files.bytes(file);
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            ZipEntry entry;
            for (int i = 0; (entry = zip.getNextEntry()) != null; i++) {
                assertThat(entry.getName()).isEqualTo("arr_" + i + ".npy");
                assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED);
                byte[] array = zip.readAllBytes(); // compares the CRC
                assertThat(new String(array, 10, 80, StandardCharsets.US_ASCII)).contains("'shape': (25, 400)");
                int end = 10 + littleEndian(array).getShort(8);
                data.write(array, end, array.length - end);
            }
        }
        assertThat(data.toByteArray()).isEqualTo(Files.payload(file));
    }

    @ParameterizedTest
    @ValueSource(longs = {4L << 30, (4L << 30) - 200, 8L << 30, 3 << 20})
    void npzOfMoreThan4GiB(long arrayBytes, @TempDir Path folder) throws IOException {
        Path path = folder.resolve("large.npz");
        Frame frame = new NpzFormat()
                .framing(Recipe.parse("dgen1:seed=1,size=0,format=npz,arrays=3"))
                .frame(3 * arrayBytes);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            frame.visit(0, frame.lengthBytes(), (part, from, to) -> {
                if (part.isFraming()) {
                    byte[] bytes = new byte[(int) (to - from)];
                    part.fillFraming(from, MemorySegment.ofArray(bytes), Files.LENGTHS);
                    try {
                        file.seek(from);
                        file.write(bytes);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                }
            });
        }
        try (ZipFile zip = new ZipFile(path.toFile())) {
            assertThat(zip.size()).isEqualTo(3);
            for (int i = 0; i < 3; i++) {
                ZipEntry entry = zip.getEntry("arr_" + i + ".npy");
                assertThat(entry.getSize() - arrayBytes).isBetween(64L, 256L);
                assertThat(entry.getCrc()).isEqualTo(arrayBytes & 0xFFFF_FFFFL);
                byte[] start = zip.getInputStream(entry).readNBytes(100);
                assertThat(new String(start, StandardCharsets.US_ASCII)).contains("(" + arrayBytes + ",)");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "size=100001,format=tar,record=7000",
                "size=100001,format=tar,record=lognormal(3000,1),ext=jpg",
                "size=4096,format=tar,record=512"
            })
    void tar(String keys) {
        DataStream file = Files.stream(keys);
        byte[] bytes = Files.bytes(file);
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        int at = 0;
        for (int i = 0; bytes[at] != 0; i++) {
            String name = new String(bytes, at, 10, StandardCharsets.US_ASCII);
            assertThat(name).isEqualTo(String.format("%06d.%s", i, keys.contains("jpg") ? "jpg" : "bin"));
            int sum = 8 * ' ';
            for (int j = 0; j < 512; j++) {
                sum += j >= 148 && j < 156 ? 0 : bytes[at + j] & 0xFF;
            }
            assertThat(octal(bytes, at + 148, 6)).isEqualTo(sum);
            int size = (int) octal(bytes, at + 124, 11);
            data.write(bytes, at + 512, size);
            at += 512 + (size + 511) / 512 * 512;
        }
        assertThat(bytes.length - at).isEqualTo(1024);
        assertThat(Arrays.copyOfRange(bytes, at, bytes.length)).containsOnly(0);
        assertThat(data.toByteArray()).isEqualTo(Files.payload(file));
    }

    private static long octal(byte[] bytes, int at, int digits) {
        return Long.parseLong(new String(bytes, at, digits, StandardCharsets.US_ASCII), 8);
    }

    @Test
    void samplesOf8GiBHaveBinarySizes() {
        DataStream file = Files.stream("size=1TiB,format=tar,record=8GiB");
        byte[] header = new byte[512];
        file.fill(0, header);
        assertThat(header[124]).isEqualTo((byte) 0x80);
        assertThat(ByteBuffer.wrap(header).getLong(128)).isEqualTo(8L << 30);
        DataStream smaller = Files.stream("size=1TiB,format=tar,record=8589934591");
        smaller.fill(0, header);
        assertThat(octal(header, 124, 11)).isEqualTo((8L << 30) - 1);
    }

    private record Position(long offset, long length) {}

    @ParameterizedTest
    @ValueSource(strings = {"list(0,1,700,0,5000)", "1000", "lognormal(300,2)", "3"})
    void tfrecord(String sizes) {
        DataStream file = Files.stream("size=40001,format=tfrecord,record=" + sizes);
        byte[] bytes = Files.bytes(file);
        ByteBuffer buffer = littleEndian(bytes);
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        List<Position> positions = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            int length = Math.toIntExact(buffer.getLong(at));
            assertThat(buffer.getInt(at + 8)).isEqualTo(masked(bytes, at, 8));
            assertThat(buffer.getInt(at + 12 + length)).isEqualTo(masked(bytes, at + 12, length));
            data.write(bytes, at + 12, length);
            positions.add(new Position(at, length + 16));
            at += length + 16;
        }
        assertThat(data.toByteArray()).isEqualTo(Files.payload(file));

        DataStream index = Files.stream("size=40001,format=tfrecord-index,record=" + sizes);
        assertThat(new String(Files.bytes(index), StandardCharsets.US_ASCII).lines())
                .containsExactlyElementsOf(positions.stream()
                        .map(position -> position.offset + " " + position.length)
                        .toList());
    }

    /** As in the header of TensorFlow's crc32c: rotated by 15 bits, plus a constant. */
    private static int masked(byte[] bytes, int at, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, at, length);
        int crc = (int) sum.getValue();
        return (crc >>> 15 | crc << 17) + 0xA282EAD8;
    }

    @Test
    void safetensors() {
        DataStream file = Files.stream("size=120000,format=safetensors,record=100,arrays=3,align=4KiB");
        byte[] bytes = Files.bytes(file);
        int length = Math.toIntExact(littleEndian(bytes).getLong(0));
        int start = 8 + length;
        assertThat(start % 4096).isZero();
        String header = new String(bytes, 8, length, StandardCharsets.UTF_8);
        assertThat(header).startsWith("{").matches("\\{.*} *");
        Matcher tensor = Pattern.compile(
                        "\"(tensor_\\d)\":\\{\"dtype\":\"U8\",\"shape\":\\[400,100],\"data_offsets\":\\[(\\d+),(\\d+)]}")
                .matcher(header);
        long end = 0;
        for (int i = 0; i < 3; i++) {
            assertThat(tensor.find()).isTrue();
            assertThat(tensor.group(1)).isEqualTo("tensor_" + i);
            assertThat(Long.parseLong(tensor.group(2))).isEqualTo(end);
            end = Long.parseLong(tensor.group(3));
            assertThat(end).isEqualTo(40_000L * (i + 1));
        }
        assertThat(tensor.find()).isFalse();
        assertThat(Arrays.copyOfRange(bytes, start, bytes.length)).isEqualTo(Files.payload(file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "size=4000,type=fp32,dim=10,format=fbin",
                "size=4000,type=int8,dim=40,format=i8bin",
                "size=4000,type=int32,dim=10,format=ibin",
                "size=4000,format=u8bin,record=40"
            })
    void bin(String keys) {
        DataStream file = Files.numbers(keys);
        byte[] bytes = Files.bytes(file);
        assertThat(littleEndian(bytes).getInt(0)).isEqualTo(100);
        assertThat(littleEndian(bytes).getInt(4)).isEqualTo(keys.contains("8bin") ? 40 : 10);
        assertThat(Arrays.copyOfRange(bytes, 8, bytes.length)).isEqualTo(Files.payload(file));
    }

    @Test
    void numbersAreThoseOfThePayload() {
        DataStream file = Files.numbers("size=4000,type=fp32,dim=10,format=npy");
        assertThatThrownBy(() -> new NumberSource(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected one without a format");
        NumberSource numbers =
                new NumberSource(new DataStream(GeneratorConfig.of(file.recipe().payload())));
        assertThat(numbers.rows()).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({"fp32,<f4,F32", "fp64,<f8,F64", "fp16,<f2,F16", "int8,|i1,I8", "int32,<i4,I32", "bf16,,BF16"})
    void typesHaveTheirNames(String type, String numpy, String safetensors) {
        String keys = "size=4800,type=" + type + ",dim=10,format=";
        int rows = 480 / (type.equals("int8") ? 1 : type.matches("bf16|fp16") ? 2 : type.equals("fp64") ? 8 : 4);
        assertThat(text(keys + "safetensors"))
                .contains("\"dtype\":\"" + safetensors + "\",\"shape\":[" + rows + ",10]");
        if (numpy != null) {
            assertThat(text(keys + "npy")).contains("'descr': '" + numpy + "'", "(" + rows + ", 10)");
        }
    }

    @Test
    void arraysHaveTheirNames() throws IOException {
        String keys = "size=4800,type=fp32,dim=10,arrays=layers.0/weight+bias,format=";
        assertThat(text(keys + "safetensors"))
                .contains(
                        "{\"layers.0/weight\":{\"dtype\":\"F32\",\"shape\":[60,10],\"data_offsets\":[0,2400]},\"bias\":{");
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(Files.bytes(Files.numbers(keys + "npz"))))) {
            assertThat(zip.getNextEntry().getName()).isEqualTo("layers.0/weight.npy");
            assertThat(zip.getNextEntry().getName()).isEqualTo("bias.npy");
        }
    }

    private static String text(String keys) {
        return new String(Files.bytes(Files.numbers(keys)), StandardCharsets.ISO_8859_1);
    }
}
