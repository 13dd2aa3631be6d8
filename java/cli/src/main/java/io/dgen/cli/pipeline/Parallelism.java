// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

/**
 * How many workers do what at the same time.
 *
 * @param threads most workers that generate or verify at the same time
 * @param transfers most workers that write or read at the same time; 1 if {@code isSequential}
 * @param isSequential whether the bytes are transferred in order, as with pipes, and not to positions, as with files
 */
public record Parallelism(int threads, int transfers, boolean isSequential) {
    /** {@return the number of workers that never wait for a permit while another step of theirs could go on} */
    int workers() {
        return Math.max(threads, transfers);
    }

    Gate computing() {
        return Gate.ofMost(threads);
    }

    /** {@return the gate of writers} A single one writes in order, so that a failed run leaves no gap. */
    Gate writing() {
        return transfers == 1 ? Gate.inOrder(workers()) : Gate.ofMost(transfers);
    }

    /** {@return the gate of readers} They take the number of their chunk inside it: one reader at a time reads in order. */
    Gate reading() {
        return Gate.ofMost(transfers);
    }
}
