// SPDX-License-Identifier: MIT OR Apache-2.0
/** The test of docs/testing.md, which consumer/check puts into package testing, and a program that runs it. */
module testing {
    requires io.dgen.test;
    requires org.junit.platform.launcher;

    opens testing to
            org.junit.platform.commons;
}
