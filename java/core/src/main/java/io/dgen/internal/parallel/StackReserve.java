// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.parallel;

/**
 * Throws {@link StackOverflowError} before a job starts if the stack is nearly exhausted. Inside the JDK's thread pool,
 * or while a class is initialised, the same error would leave a wrong count of threads, a held lock or an unusable class
 * behind, and harm later calls.
 */
final class StackReserve {
    /** Calls of at least 32 bytes each, about a microsecond: more than starting a thread and loading its classes need. */
    private static final int CALLS = 500;

    private StackReserve() {}

    static void check() {
        descend(CALLS, 0);
    }

    private static long descend(int calls, long sum) {
        return calls == 0 ? sum : descend(calls - 1, sum + calls) ^ calls;
    }
}
