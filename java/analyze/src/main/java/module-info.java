// SPDX-License-Identifier: MIT OR Apache-2.0
/**
 * Measures the deduplication and compression ratios of existing data, and finds recipes for data with the same ratios.
 */
@SuppressWarnings("requires-automatic") // aircompressor has no module descriptor: docs/analyze.md
module io.dgen.analyze {
    requires transitive io.dgen;
    requires java.management;
    requires jdk.management;
    requires aircompressor.v3;
    requires tools.jackson.jr.ob;
    requires static org.jspecify;

    exports io.dgen.analyze;
}
