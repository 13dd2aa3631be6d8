// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.DataStream;
import io.dgen.Recipe;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the annotation can be, and what it gives there. */
class DgenDataTest {
    private static final String VALUE = "1MiB,dedup=2,block=4KiB";

    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    @DgenData(VALUE)
    @interface Image {}

    @DgenData("10KB")
    private static byte[] ofClass;

    @DgenData("10KB")
    private static Recipe ofClassRecipe;

    @DgenData("20KB")
    private byte[] ofInstance;

    @DgenData("20KB")
    private Recipe ofInstanceRecipe;

    private final byte[] ofConstructor;
    private byte[] ofLifecycle;

    DgenDataTest(@DgenData("30KB") byte[] ofConstructor) {
        this.ofConstructor = ofConstructor;
    }

    @BeforeAll
    static void beforeAll(@DgenData("5000") byte[] data) {
        assertThat(data).hasSize(5000);
    }

    @BeforeEach
    void beforeEach(@DgenData("40KB") byte[] data) {
        ofLifecycle = data;
    }

    @Test
    void allTypesHaveTheSameData(
            @DgenData(VALUE) Recipe recipe,
            @DgenData(VALUE) byte[] bytes,
            @DgenData(VALUE) ByteBuffer buffer,
            @DgenData(VALUE) MemorySegment segment,
            @DgenData(VALUE) Path file,
            @DgenData(VALUE) InputStream in,
            @DgenData(VALUE) DataStream stream)
            throws IOException {
        assertThat(recipe.sizeBytes()).isEqualTo(1 << 20);
        assertThat(recipe.dedupRatio()).isEqualTo(2);
        assertThat(stream.recipe()).isEqualTo(recipe);
        assertThat(stream.verify(0, bytes).isOk()).isTrue();
        assertThat(buffer.array()).isEqualTo(bytes);
        assertThat(segment.mismatch(MemorySegment.ofArray(bytes))).isEqualTo(-1);
        assertThat(file).hasBinaryContent(bytes);
        assertThat(in.readAllBytes()).isEqualTo(bytes);
    }

    @Test
    void parametersOfTheSameTypeDiffer(@DgenData("1MiB") byte[] one, @DgenData("1MiB") byte[] two) {
        assertThat(one).isNotEqualTo(two);
    }

    @Test
    void metaAnnotation(@Image Recipe recipe, @DgenData(VALUE) DataStream stream) {
        assertThat(recipe).isEqualTo(stream.recipe());
    }

    @Test
    void aSeedOrARecipeIsTakenAsItIs(
            @DgenData("4KiB,seed=7") Recipe seed,
            @DgenData("4KiB,seed=7,stream=2") Recipe stream,
            @DgenData("dgen1:seed=7,size=8KiB") Recipe line) {
        assertThat(seed).isEqualTo(Recipe.parse("dgen1:seed=7,size=4KiB"));
        assertThat(stream).isEqualTo(seed.withStreamId(2));
        assertThat(line).isEqualTo(Recipe.parse("dgen1:seed=7,size=8KiB"));
    }

    @Test
    void fieldsConstructorsAndLifecycleMethods() {
        DgenAssertions.assertThatData(ofClass).matches(ofClassRecipe);
        DgenAssertions.assertThatData(ofInstance).matches(ofInstanceRecipe);
        assertThat(ofConstructor).hasSize(30_000).isNotEqualTo(new byte[30_000]);
        assertThat(ofLifecycle).hasSize(40_000).isNotEqualTo(new byte[40_000]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void besideArguments(int argument, @DgenData("64KiB") byte[] data, @DgenData("64KiB") Recipe recipe) {
        assertThat(argument).isBetween(1, 2);
        DgenAssertions.assertThatData(data).matches(recipe);
    }

    @RepeatedTest(2)
    void repeated(@DgenData("0") Path empty, @DgenData("0") MemorySegment none) throws IOException {
        assertThat(Files.size(empty)).isZero();
        assertThat(none.byteSize()).isZero();
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OneInstance {
        private final Path ofConstructor;

        @DgenData("20KB")
        private Path ofNested;

        OneInstance(@DgenData("30KB") Path ofConstructor) {
            this.ofConstructor = ofConstructor;
        }

        @RepeatedTest(2)
        void keepsItsFiles(@DgenData("1KB") Path other) {
            assertThat(ofConstructor).hasSize(30_000);
            assertThat(ofNested).hasSize(20_000);
            assertThat(other).hasSize(1000);
            assertThat(ofInstance).hasSize(20_000);
        }
    }
}
