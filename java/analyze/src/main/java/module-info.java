/** What deduplicators and compressors make of data that exists, and recipes for data like it. */
@SuppressWarnings("requires-automatic") // aircompressor has no module descriptor
module io.dgen.analyze {
    requires transitive io.dgen;
    requires java.management;
    requires jdk.management;
    requires aircompressor.v3;
    requires tools.jackson.jr.ob;
    requires static transitive org.jspecify;

    exports io.dgen.analyze;
}
