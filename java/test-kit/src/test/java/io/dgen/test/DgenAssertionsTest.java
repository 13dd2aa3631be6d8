// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.test;

import static io.dgen.test.DgenAssertions.assertThatData;
import static io.dgen.test.DgenAssertions.assertThatFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dgen.DataStream;
import io.dgen.Recipe;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DgenAssertionsTest {
    private static final String VALUE = "9MiB,seed=7,compress=2";
    private static final Recipe RECIPE = Recipe.parse("dgen1:seed=7,size=9MiB,compress=2");

    @Test
    void rightData(@DgenData(VALUE) byte[] data, @DgenData(VALUE) Path file, @DgenData(VALUE) DataStream stream) {
        ByteBuffer buffer = ByteBuffer.wrap(data);

        assertThatData(data).matches(RECIPE).matches(RECIPE.toString());
        assertThatData(buffer).matches(RECIPE);
        assertThat(buffer.position()).isZero();
        assertThatData(MemorySegment.ofArray(data)).matches(RECIPE);
        assertThatData(new ByteArrayInputStream(data)).matches(RECIPE);
        assertThatFile(file).matches(RECIPE);
        assertThatData(Arrays.copyOfRange(data, 5000, 7_000_000)).matches(stream.range(5000, 6_995_000));
        assertThatData(new byte[0]).matches(stream.range(5000, 0));
    }

    @Test
    void aFailureHasTheCauses(@DgenData(VALUE) byte[] data, @DgenData(VALUE) Path file) throws IOException {
        Arrays.fill(data, 5 << 20, (5 << 20) + 4096, (byte) 0);
        System.arraycopy(data, 2 << 20, data, 6 << 20, 8192);
        data[1000] ^= 1;
        String causes = String.join(
                "\n  ",
                "",
                "offset 1000, 1 byte: bits, 1 bit in 1 byte, mask 0x01, first at 1000.0",
                "offset 5242880, 4096 bytes (4KiB): zeros",
                "offset 6291456, 8192 bytes (8KiB): misplaced, data of offset 2097152, distance -4194304");
        Files.write(file, data);

        for (ThrowingCallable check : List.<ThrowingCallable>of(
                () -> assertThatData(data).matches(RECIPE),
                () -> assertThatData(ByteBuffer.wrap(data)).matches(RECIPE),
                () -> assertThatData(MemorySegment.ofArray(data)).matches(RECIPE),
                () -> assertThatData(new ByteArrayInputStream(data)).matches(RECIPE),
                () -> assertThatFile(file).matches(RECIPE))) {
            assertThatThrownBy(check)
                    .isInstanceOf(AssertionError.class)
                    .message()
                    .startsWith("DIFFERENT: ")
                    .contains(" does not match " + RECIPE + "\nfirst wrong byte   offset 1000\nwrong bytes        ")
                    .endsWith(" of 9437184 checked" + causes);
        }
    }

    @Test
    void positionsOfARangeAreThoseOfTheData(@DgenData(VALUE) DataStream stream) {
        byte[] data = new byte[100_000];
        stream.fill(1_000_000, data);
        data[70_000] ^= 4;

        assertThatThrownBy(() -> assertThatData(data).matches(stream.range(1_000_000, 100_000)))
                .hasMessageContaining("100000 bytes starting at offset 1000000\nfirst wrong byte   offset 70000\n")
                .hasMessageContaining("first at 70000.2");
    }

    @Test
    void wrongLengths(@DgenData(VALUE) byte[] data, @DgenData(VALUE) Path file) throws IOException {
        byte[] shorter = Arrays.copyOf(data, data.length - 5);
        byte[] longer = Arrays.copyOf(data, data.length + 5);
        Files.write(file, longer);

        String less = "the data is 5 bytes shorter than expected: 9437179 instead of 9437184";
        assertThatThrownBy(() -> assertThatData(shorter).matches(RECIPE)).hasMessageContaining(less);
        assertThatThrownBy(
                        () -> assertThatData(new ByteArrayInputStream(shorter)).matches(RECIPE))
                .hasMessageContaining(less);
        assertThatThrownBy(() -> assertThatData(longer).matches(RECIPE))
                .hasMessageContaining("the data is 5 bytes longer than expected: 9437189 instead of 9437184");
        assertThatThrownBy(() -> assertThatFile(file).matches(RECIPE))
                .hasMessageContaining("the data is at least 5 bytes longer than expected: it goes on after 9437184");
    }

    @Test
    void noData(@DgenData("1") Path file) throws IOException {
        Files.delete(file);

        assertThatThrownBy(() -> assertThatFile(file).matches(RECIPE))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(file + " is missing");
        assertThatThrownBy(() -> assertThatFile(null).matches(RECIPE)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThatData(new byte[0]).as("a copy").matches(RECIPE))
                .hasMessageStartingWith("[a copy] DIFFERENT");
    }
}
