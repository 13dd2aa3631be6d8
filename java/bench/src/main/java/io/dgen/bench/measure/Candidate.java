// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.measure;

/**
 * Something that is measured in turn with others: a task in this JVM, a JVM, a process.
 *
 * @param <S> a sample, the result of one measurement
 */
@FunctionalInterface
public interface Candidate<S> {
    /**
     * Makes one step of warming up. The steps of all candidates take turns, so that the JVM compiles what they share for
     * all of them. By default one step: a measurement that does not count.
     *
     * @return whether the candidate is warm
     */
    default boolean warmUp() {
        S ignored = measure();
        return true;
    }

    /** @throws MeasurementException if it fails */
    S measure();
}
