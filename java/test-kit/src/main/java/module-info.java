// SPDX-License-Identifier: MIT OR Apache-2.0
/** Data for tests with JUnit, and assertions for AssertJ. */
module io.dgen.test {
    requires transitive io.dgen;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires static org.jspecify;

    exports io.dgen.test;
}
