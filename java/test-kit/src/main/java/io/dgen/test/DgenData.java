// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Data for a parameter of a test method, a lifecycle method or a constructor, or for a field of a test class. Can be used as
 * a meta-annotation.
 *
 * <p>The type of the parameter or field is one of these:
 *
 * <ul>
 *   <li>{@code byte[]}, or a {@link java.nio.ByteBuffer} of an array: all bytes, at most 2 GiB - 9.
 *   <li>{@link java.lang.foreign.MemorySegment}: all bytes, in native memory that all threads may use until the test has ended.
 *   <li>{@link java.nio.file.Path}: a file in a directory of its own, which is deleted with all of its content after the test.
 *   <li>{@link java.io.InputStream}: makes the bytes while it is read.
 *   <li>{@link io.dgen.DataStream}: makes and verifies any range of the bytes.
 *   <li>{@link io.dgen.Recipe}: what {@link DgenAssertions} take to check data that was read back.
 * </ul>
 *
 * <p>The seed is random in each run, unless the value has one. The recipes of the data are reported when a test fails: as a
 * suppressed exception of the failure, and as a report entry. The configuration parameter or system property {@value
 * #SEED_PROPERTY} repeats a run with the seed that was reported.
 *
 * <p>Without the key {@code stream}, each test, each method and each invocation of it has data of its own. Parameters of a method with the same
 * value and different types are the same data, and so are fields of a class; those of the same type have no content in common.
 *
 * <p>Data of a parameter of a test method, of {@code @BeforeEach} and {@code @AfterEach}, and of an instance of the test class
 * lives until the test has ended. Data of static fields, of {@code @BeforeAll} and {@code @AfterAll}, and of an instance
 * with the lifecycle {@code PER_CLASS} lives until all tests of the class have ended.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.ANNOTATION_TYPE})
@ExtendWith(DgenDataExtension.class)
public @interface DgenData {
    /** The configuration parameter of JUnit, and the system property, that sets the seed of a run. */
    String SEED_PROPERTY = "dgen.seed";

    /**
     * The size of the data, and keys of a recipe (docs/format.md), such as {@code 64MiB,dedup=2,compress=1.5}; or a whole
     * recipe that starts with {@code dgen1:}.
     *
     * @return the text
     */
    String value();
}
