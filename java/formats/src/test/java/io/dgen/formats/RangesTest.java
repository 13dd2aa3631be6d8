// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.dgen.DataStream;
import io.dgen.Dataset;
import io.dgen.DatasetContent;
import io.dgen.DatasetFile;
import io.dgen.DigestAlgorithm;
import io.dgen.GeneratorConfig;
import io.dgen.Recipe;
import io.dgen.StreamDigest;
import io.dgen.container.Frame;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every range of a file can be made and verified alone, and all ranges together are the file. */
class RangesTest {
    static List<String> files() {
        return List.of(
                "size=100003,format=npy",
                "size=100000,format=npy,record=100,align=4KiB",
                "size=0,format=npy",
                "size=120000,format=npz,record=40,arrays=12",
                "size=120000,format=npz,record=40,arrays=x+labels/y",
                "size=0,format=npz",
                "size=300001,format=tar,record=7000",
                "size=300001,format=tar,record=lognormal(3000,1)[0..20000],ext=seg.png",
                "size=4096,format=tar,record=512",
                "size=0,format=tar,record=512",
                "size=50001,format=tfrecord,record=list(0,1,700,0,5000)",
                "size=5000,format=tfrecord,record=7",
                "size=50001,format=tfrecord,record=list(0,1,700,0,5000),example=image+size",
                "size=0,format=tfrecord,record=7",
                "size=300001,format=tfrecord,record=100KB",
                "size=300001,format=tfrecord-index,record=3000@0.9+1@0.1",
                "size=30000,format=tfrecord-index,record=1",
                "size=0,format=tfrecord-index,record=1",
                "size=120000,format=safetensors,record=100,arrays=3,align=4KiB",
                "size=120000,format=safetensors,arrays=layers.0.weight+layers.0.bias",
                "size=120000,format=u8bin,record=100");
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyRangeIsAPartOfTheFile(String keys) {
        DataStream file = Files.stream(keys);
        byte[] all = Files.bytes(file);
        assertThat(file.verify(0, all).isOk()).isTrue();
        Random random = new Random(1);
        for (int i = 0; i < 300 && all.length > 0; i++) {
            int from = random.nextInt(all.length);
            int most = i % 2 == 0 ? 40 : all.length - from;
            byte[] range = new byte[random.nextInt(Math.min(most, all.length - from) + 1)];
            file.fill(from, range);
            assertThat(range).isEqualTo(Arrays.copyOfRange(all, from, from + range.length));
            assertThat(file.verify(from, range).isOk()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void anySegmentIsFilled(String keys) {
        DataStream file = Files.stream(keys);
        byte[] all = Files.bytes(file);
        long[] words = new long[all.length / Long.BYTES];
        MemorySegment array = MemorySegment.ofArray(words);
        file.fill(0, array);
        assertThat(array.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(Arrays.copyOf(all, words.length * Long.BYTES));
        assertThat(file.verify(0, array).isOk()).isTrue();
        assertThat(file.verify(0, MemorySegment.ofArray(all).asReadOnly()).isOk())
                .isTrue();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(all.length + 1L).asSlice(1, all.length);
            file.fill(0, memory);
            assertThat(memory.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(all);
            assertThat(file.verify(0, memory).isOk()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void positionsOutsideAreRefused(String keys) {
        Frame frame = Files.stream(keys).frame().orElseThrow();
        for (long offset : new long[] {-1, frame.lengthBytes(), Long.MAX_VALUE, Long.MIN_VALUE}) {
            String message = "offset " + offset;
            assertThatThrownBy(() -> frame.partAt(offset))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageStartingWith(message);
            assertThatThrownBy(() -> frame.describe(offset))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageStartingWith(message);
            assertThatThrownBy(() -> frame.visit(offset, 1, (_, _, _) -> {}))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageStartingWith(message);
        }
        for (long offset : new long[] {-1, frame.payloadBytes(), Long.MAX_VALUE}) {
            String message = "payload offset " + offset;
            assertThatThrownBy(() -> frame.fileOffset(offset))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageStartingWith(message);
            assertThatThrownBy(() -> frame.record(offset))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageStartingWith(message);
        }
        if (frame.payloadBytes() > 0) {
            assertThatThrownBy(() -> frame.describe(frame.fileOffset(0)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected a byte of framing");
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void eachWrongByteIsFound(String keys) {
        DataStream file = Files.stream(keys);
        byte[] all = Files.bytes(file);
        Random random = new Random(2);
        for (int i = 0; i < 100 && all.length > 0; i++) {
            int at = i < 20
                    ? Math.min(i, all.length - 1)
                    : i < 40 ? Math.max(0, all.length - i) : random.nextInt(all.length);
            all[at] ^= 4;
            assertThat(file.verify(0, all).firstWrongOffset()).isEqualTo(at);
            assertThat(file.verify(0, all).wrongBytes()).isEqualTo(1);
            all[at] ^= 4;
        }
    }

    @Test
    void digestsAreThoseOfTheFile() throws Exception {
        DataStream file = Files.stream("size=2500001,format=tfrecord,record=700@0.5+100KiB@0.5");
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.bytes(file));
        assertThat(StreamDigest.of(file, DigestAlgorithm.SHA256).hex())
                .isEqualTo(HexFormat.of().formatHex(hash));
    }

    @Test
    void severalThreadsNeedOneChecksum() {
        DataStream file = Files.stream("size=9000000,format=npz,arrays=3");
        byte[] all = Files.bytes(file);
        DataStream other = Files.stream("size=9000000,format=npz,arrays=3");
        List<byte[]> found = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> {
                    byte[] range = new byte[1000];
                    other.fill(i % 2 == 0 ? 0 : all.length - 1000, range);
                    return range;
                })
                .toList();
        for (int i = 0; i < 8; i++) {
            int from = i % 2 == 0 ? 0 : all.length - 1000;
            assertThat(found.get(i)).isEqualTo(Arrays.copyOfRange(all, from, from + 1000));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "size=4EiB,format=tar,record=lognormal(150KB,0.5)",
                "size=4EiB,format=tfrecord,record=lognormal(150KB,0.5)",
                "size=4EiB,format=tfrecord-index,record=1GB",
                "size=4EiB,format=safetensors,arrays=8",
                "size=4EiB,format=npy,record=1KiB"
            })
    void filesOfExabytesHaveEnds(String keys) {
        DataStream file = Files.stream(keys);
        byte[] end = new byte[100_000];
        file.fill(file.totalSize() - end.length, end);
        byte[] last = new byte[50];
        file.fill(file.totalSize() - last.length, last);
        assertThat(last).isEqualTo(Arrays.copyOfRange(end, end.length - last.length, end.length));
        assertThat(file.verify(file.totalSize() - end.length, end).isOk()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "files=40,size=lognormal(60KB,1);dgen1:seed=9,block=4KiB,dedup=2,format=tar,record=7KB",
                "files=40,size=uniform(0..30000);dgen1:seed=9,block=4KiB,format=tfrecord,record=lognormal(2KB,1)",
                "files=40,size=40000@0.5+48000@0.5;dgen1:seed=9,block=4KiB,format=npz,record=400,arrays=5",
                "total=600000,size=20000;dgen1:seed=9,block=4KiB,format=safetensors,record=100",
                "files=9,size=40000;dgen1:seed=9,block=4KiB,type=fp32,dim=100,format=fbin"
            })
    void filesOfADatasetHaveTheFormat(String line) {
        Dataset set = Dataset.parse("dgenset1:" + line);
        assertThat(Dataset.parse(set.toString())).isEqualTo(set);
        DatasetContent content = new DatasetContent(set, GeneratorConfig.of(set.body()));
        long before = 0;
        long payload = 0;
        for (DatasetFile file : set.files().toList()) {
            assertThat(set.bytesBefore(file.index())).isEqualTo(before);
            byte[] all = new byte[Math.toIntExact(file.sizeBytes())];
            content.fill(file, 0, MemorySegment.ofArray(all));
            byte[] half = new byte[all.length - all.length / 2];
            content.fill(file, all.length / 2, MemorySegment.ofArray(half));
            assertThat(half).isEqualTo(Arrays.copyOfRange(all, all.length / 2, all.length));
            assertThat(content.verify(file, 0, MemorySegment.ofArray(all)).isOk())
                    .isTrue();
            assertThat(StreamDigest.of(content.ranges(file), DigestAlgorithm.CRC32C)
                            .hex())
                    .isEqualTo(String.format("%08x", crc32c(all)));
            before += all.length;
            payload += file.payloadBytes();
        }
        assertThat(set.totalBytes()).isEqualTo(before);
        assertThat(set.payloadBytes()).isEqualTo(payload);
    }

    private static int crc32c(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return (int) sum.getValue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "size=10,format=tiff | format 'tiff': expected fbin, i8bin, ibin, npy, npz, safetensors, tar, tfrecord, tfrecord-index, u8bin",
                "size=10,format=npy,arrays=2 | key 'arrays': format npy has only record, align",
                "size=10,format=npz,arrays=x+x | arrays 'x+x': expected 1 to 10000 different names with + between them",
                "size=10,format=npz,arrays=x+../y | arrays '../y': expected 1 to 4 parts with / between them",
                "size=10,format=npz,arrays=10001 | arrays '10001': expected a number from 1 to 10000, or names with +",
                "size=10,format=npz,arrays=a+a.npy | arrays 'a.npy': expected a name without .npy at its end",
                "size=10,format=safetensors,arrays=__metadata__ | arrays '__metadata__': expected other names",
                "size=10,format=npz,arrays=x+y+z | size 10: expected a multiple of 3",
                "size=10,format=tar,record=1,example=x | key 'example': format tar has only record, ext",
                "size=10,format=tfrecord,record=1,example=x+y+z | example 'x+y+z': expected 1 to 2 different names",
                "size=10,format=tfrecord,record=2GiB,example=x | record 2GiB: expected at most 1GiB as the largest size",
                "size=10,format=npy,record=3 | size 10: expected a multiple of 3, rows of 3 bytes; the nearest are 9 and 12",
                "size=10,format=npz,arrays=3 | size 10: expected a multiple of 3, elements of uint8 in 3 arrays",
                "size=10,format=npy,record=uniform(1..5) | record uniform(1..5): expected one size of at least 1 for format npy",
                "size=10,format=safetensors,arrays=3 | size 10: expected a multiple of 3, elements of uint8 in 3 arrays",
                "size=10,format=u8bin,record=3 | size 10: expected a multiple of 3, rows of 3 bytes; the nearest are 9 and 12",
                "size=0,format=u8bin,record=2147483648 | format u8bin: expected rows of 1 to 2147483647 elements",
                "size=10,format=safetensors,align=2MiB | align 2097152: expected a power of two from 8 to 1048576 for format safetensors",
                "size=10,format=npy,record=0 | record 0: expected one size of at least 1 for format npy",
                "size=9223372036854775807,format=npy,record=1000 | size 9223372036854775807: expected a multiple of 1000, rows of 1000 bytes; the nearest is 9223372036854775000",
                "size=0,format=npz,record=4EiB,arrays=2 | rows of 4611686018427387904 bytes in 2 arrays: expected less than 2^63 bytes",
                "size=10,format=npy,align=100 | align 100: expected a power of two from 64 to 1048576 for format npy",
                "size=10,format=NPY | format 'NPY': expected fbin, i8bin, ibin, npy, npz, safetensors, tar, tfrecord",
                "size=8,type=fp32,low=-1e308 | low '-1e308': expected a decimal number",
                "size=10,format=npy,align=32 | align 32: expected a power of two from 64 to 1048576 for format npy",
                "size=10,format=tar | format tar: key 'record' is missing: expected sizes of samples, such as record=150KB",
                "size=10,format=tar,record=list(0) | record list(0): expected a size of at least 1",
                "size=10,format=fbin,record=5 | type uint8: expected type=fp32 for format fbin",
                "size=10,format=u8bin | format u8bin: expected rows of 1 to 2147483647 elements, such as record=128",
                "size=4294967296,format=u8bin,record=1 | size 4294967296: expected at most 4294967295, because format u8bin",
                "size=9223372036854775807,format=npy | size 9223372036854775807: expected at most 9223372036854775679",
                "size=9223372036854775807,format=tar,record=1KiB | size 9223372036854775807: expected a payload of which",
            })
    void badInputIsNamed(String line) {
        String[] parts = line.split(" \\| ");
        assertThatThrownBy(() -> new DataStream(GeneratorConfig.of(Recipe.parse("dgen1:seed=1," + parts[0]))))
                .isInstanceOf(IllegalArgumentException.class)
                .extracting(e -> e.getMessage().replaceFirst("^recipe '[^']*': ", ""), STRING)
                .startsWith(parts[1]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"size=8,type=bf16,format=npy", "size=8,type=bf16,format=npz", "size=8,type=int8,format=fbin"})
    void typesThatAFormatDoesNotHaveAreNamed(String keys) {
        assertThatThrownBy(() -> Files.numbers(keys))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("type ")
                .hasMessageContaining(": expected ");
    }
}
