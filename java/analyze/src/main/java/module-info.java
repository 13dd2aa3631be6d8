/** What deduplicators and compressors make of data that exists. */
@SuppressWarnings("requires-automatic") // aircompressor has no module descriptor
module io.dgen.analyze {
    requires java.management;
    requires jdk.management;
    requires aircompressor.v3;
    requires tools.jackson.jr.ob;
    requires static transitive org.jspecify;

    exports io.dgen.analyze;
}
