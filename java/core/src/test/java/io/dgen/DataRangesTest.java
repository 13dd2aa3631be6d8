// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dgen.testing.Configs;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/** Ranges of two streams have the bytes of both, wherever they are cut. */
class DataRangesTest {
    private static final Dataset SET = Dataset.parse("dgenset1:files=3,size=300001;dgen1:seed=1,block=8KiB,dedup=2");
    private static final DatasetContent CONTENT = new DatasetContent(SET, Configs.of(SET.body()));
    private static final DatasetFile FILE = SET.file(1);
    private static final DataRanges DATA = CONTENT.ranges(FILE);

    private static byte[] expected() {
        byte[] bytes = new byte[(int) FILE.sizeBytes()];
        CONTENT.fill(FILE, 0, MemorySegment.ofArray(bytes));
        return bytes;
    }

    private static byte[] published(DataRanges data) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        data.publisher().subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(ByteBuffer item) {
                bytes.writeBytes(item.array());
            }

            @Override
            public void onError(Throwable thrown) {
                throw new AssertionError(thrown);
            }

            @Override
            public void onComplete() {}
        });
        return bytes.toByteArray();
    }

    @Test
    void thePublisherHasAllBytes() {
        assertThat(DATA.lengthBytes()).isEqualTo(300_001);
        assertThat(published(DATA)).isEqualTo(expected());
    }

    @Test
    void slicesAreInOneRangeOrInBoth() {
        long inBody = FILE.bodyBytes();
        for (long[] part :
                new long[][] {{5, 1000}, {inBody - 3, 10}, {inBody, 7}, {inBody + 5, 8}, {0, 0}, {300_001, 0}}) {
            DataRanges slice = DATA.slice(part[0], part[1]);
            byte[] bytes = Arrays.copyOfRange(expected(), (int) part[0], (int) (part[0] + part[1]));
            assertThat(published(slice)).isEqualTo(bytes);
            assertThat(slice.lengthBytes()).isEqualTo(part[1]);
        }
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> DATA.slice(300_000, 2));
    }

    @Test
    void digestsAreThoseOfAllBytes() {
        Recipe whole = Recipe.parse("dgen1:seed=1,size=300001");
        DataStream stream = new DataStream(Configs.of(whole));
        DataRanges halves = new DataRanges(List.of(stream.range(0, 100_000), stream.range(100_000, 200_001)));
        assertThat(StreamDigest.of(halves, DigestAlgorithm.CRC64NVME))
                .isEqualTo(StreamDigest.of(stream, DigestAlgorithm.CRC64NVME));
        assertThatIllegalArgumentException().isThrownBy(() -> StreamDigest.of(halves, DigestAlgorithm.MD5));
        assertThat(StreamDigest.of(new DataRanges(List.of(stream.range())), DigestAlgorithm.MD5))
                .isEqualTo(StreamDigest.of(stream, DigestAlgorithm.MD5));
    }

    @Test
    void wrongListsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DataRanges(List.of()))
                .withMessage("0 ranges: expected at least 1");
        DataRange large = new DataStream(Configs.of(Recipe.parse("dgen1:seed=1,size=4EiB"))).range();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DataRanges(List.of(large, large)))
                .withMessageStartingWith("too many bytes: ");
    }
}
