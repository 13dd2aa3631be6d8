// SPDX-License-Identifier: MIT OR Apache-2.0
/** Synthetic data with chosen deduplication and compression ratios, made and verified at memory speed. */
module io.dgen {
    requires static jdk.incubator.vector;
    requires static transitive org.jspecify;

    exports io.dgen;
}
