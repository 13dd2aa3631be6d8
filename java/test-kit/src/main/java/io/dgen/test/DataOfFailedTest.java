// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.test;

/** The recipes of the data of a failed test, in the stack trace of its failure: every tool shows that. */
final class DataOfFailedTest extends Exception {
    private static final long serialVersionUID = 1;

    DataOfFailedTest(String text) {
        super(text, null, false, false);
    }

    @Override
    public String toString() {
        return "data of the failed test: " + getMessage();
    }
}
