// SPDX-License-Identifier: MIT OR Apache-2.0
/**
 * Synthetic data with chosen deduplication and compression ratios, made and verified at memory speed.
 *
 * <p>The module needs no other one to compile and run programs. {@code --add-modules jdk.incubator.vector} makes the
 * vector engine available.
 */
module io.dgen {
    requires static jdk.jfr; // events are recorded only in images that have it
    requires static org.jspecify;

    uses io.dgen.FileFormatProvider;

    exports io.dgen;
    exports io.dgen.container;
    exports io.dgen.store;
}
