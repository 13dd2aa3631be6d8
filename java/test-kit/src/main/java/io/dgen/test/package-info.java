// SPDX-License-Identifier: MIT OR Apache-2.0
/**
 * Data for tests with JUnit: {@link io.dgen.test.DgenData}, and assertions that name the causes of wrong bytes: {@link
 * io.dgen.test.DgenAssertions}.
 *
 * {@snippet :
 * @Test
 * void aCopyIsTheSame(@DgenData("64MiB,dedup=2") Path file, @DgenData("64MiB,dedup=2") Recipe recipe) {
 *     Path copy = systemUnderTest.copy(file);
 *     assertThatFile(copy).matches(recipe);
 * } }
 */
@NullMarked
package io.dgen.test;

import org.jspecify.annotations.NullMarked;
