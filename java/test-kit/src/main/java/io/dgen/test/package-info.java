// SPDX-License-Identifier: MIT OR Apache-2.0
/**
 * Data for tests with JUnit: {@link io.dgen.test.DgenData}, and assertions that name the causes of wrong bytes: {@link
 * io.dgen.test.DgenAssertions}.
 *
 * {@snippet file="io/dgen/test/ExampleTest.java" region="copy"}
 */
@NullMarked
package io.dgen.test;

import org.jspecify.annotations.NullMarked;
