// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.container.Frame;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {
    private static final String SEED = "dgen1:seed=7,";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "size=1MiB,format=parquet,record=4KiB,group=64KiB",
                "size=1000003,format=parquet,record=999,group=64KiB",
                "size=1000003,format=parquet,record=uniform(0B..20000B),group=64KiB",
                "size=100003,format=parquet,record=list(0,1,700,0,5000),group=64KiB",
                "size=30001,format=parquet,record=1,group=64KiB",
                "size=1MiB,format=arrow,record=4KiB,group=64KiB",
                "size=1000003,format=arrow,record=999,group=64KiB",
                "size=1000003,format=arrow,record=uniform(0B..20000B),group=64KiB",
                "size=0,format=parquet",
                "size=0,format=arrow",
            })
    void anyRangeIsThatOfTheFile(String keys) {
        Tables table = Tables.of(SEED + keys);
        Frame frame = table.frame();
        byte[] file = table.bytes(0, frame.lengthBytes());
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            int from = random.nextInt(file.length);
            int length = random.nextInt(Math.min(file.length - from, i < 100 ? 20 : 100_000)) + 1;
            assertThat(table.bytes(from, length)).isEqualTo(Arrays.copyOfRange(file, from, from + length));
            Frame.Part part = frame.partAt(from);
            assertThat(from).isBetween((int) part.start(), (int) part.end() - 1);
            if (part.isFraming()) {
                assertThat(frame.describe(from)).isNotEmpty();
            } else {
                assertThat(frame.fileOffset(part.payloadOffset() + from - part.start()))
                        .isEqualTo(from);
            }
        }
    }

    /** Also of ranges that begin or end inside of the length of a row, or of its bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"999", "list(0,1,3,0,50)", "100KiB"})
    void visitedPartsAreThoseOfTheirPositions(String record) {
        Frame frame = Tables.of(SEED + "size=300001,format=parquet,group=64KiB,record=" + record)
                .frame();
        Random random = new Random(2);
        for (int i = 0; i < 50; i++) {
            long offset = random.nextLong(frame.lengthBytes());
            long end = offset + random.nextLong(Math.min(5000, frame.lengthBytes() - offset)) + 1;
            long[] next = {offset};
            frame.visit(offset, end - offset, (part, from, to) -> {
                Frame.Part expected = frame.partAt(from);
                assertThat(from).isEqualTo(next[0]);
                assertThat(to).isEqualTo(Math.min(expected.end(), end));
                assertThat(part.start()).isEqualTo(expected.start());
                assertThat(part.end()).isEqualTo(expected.end());
                assertThat(part.payloadOffset()).isEqualTo(expected.payloadOffset());
                next[0] = to;
            });
            assertThat(next[0]).isEqualTo(end);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "arrow"})
    void partsCoverThePayloadInOrder(String format) {
        Tables table = Tables.of(SEED + "size=300001,format=" + format + ",record=777,group=64KiB");
        long[] next = {0};
        table.frame().visit(0, table.frame().lengthBytes(), (part, from, to) -> {
            if (!part.isFraming()) {
                assertThat(part.payloadOffset()).isEqualTo(next[0]);
                next[0] += to - from;
            }
        });
        assertThat(next[0]).isEqualTo(300_001).isEqualTo(table.frame().payloadBytes());
    }

    /** Files of earlier versions are verified by later ones, also with later libraries. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "size=1000003,format=parquet,record=999,group=64KiB; c6adb3be",
                "size=1MiB,format=parquet,record=4KiB,group=64KiB; b3237ca6",
                "size=480000,type=fp32,dim=12,dist=normal,mean=0,sd=1,format=parquet,group=64KiB; 2c89923d",
                "size=480000,type=fp32,dim=60,dist=normal,mean=0,sd=1,format=parquet,group=64KiB; ae227cb3",
                "size=1000003,format=arrow,record=999,group=64KiB; 87c7066",
                "size=1MiB,format=arrow,record=4KiB,group=64KiB; 624ee4a7",
                "size=480000,type=fp32,dim=12,dist=normal,mean=0,sd=1,format=arrow,group=64KiB; 9f60e971",
            })
    void bytesNeverChange(String keys, String crc) {
        Tables table = Tables.of(SEED + keys);
        CRC32C sum = new CRC32C();
        sum.update(table.bytes(0, table.file().totalSize()));
        assertThat(Long.toHexString(sum.getValue())).isEqualTo(crc);
    }
}
