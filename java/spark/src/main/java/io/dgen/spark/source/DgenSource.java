// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.source;

import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * {@code spark.read.format("dgen")}, {@code spark.readStream.format("dgen")} and {@code CREATE TABLE … USING dgen}: the
 * stream of a recipe as records (docs/cluster.md, "Data source"). Spark creates it by name.
 */
public final class DgenSource implements TableProvider, DataSourceRegister {
    /** Spark calls it. */
    public DgenSource() {}

    @Override
    public String shortName() {
        return "dgen";
    }

    /** With it, {@code CREATE TABLE} checks the options. */
    @Override
    public boolean supportsExternalMetadata() {
        return true;
    }

    /**
     * {@return the columns {@code id}, {@code offset} and {@code data}}
     *
     * @throws IllegalArgumentException if an option is unknown or out of its range
     */
    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        SourceOptions.of(options);
        return Records.SCHEMA;
    }

    /** @throws IllegalArgumentException if an option is unknown or out of its range, or the schema is another one */
    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> properties) {
        SourceOptions options = SourceOptions.of(properties);
        if (!schema.asNullable().equals(Records.SCHEMA.asNullable())) {
            throw new IllegalArgumentException(
                    "schema " + schema.toDDL() + ": expected no schema, or " + Records.SCHEMA.toDDL());
        }
        if (partitioning.length > 0) {
            throw new IllegalArgumentException("PARTITIONED BY and CLUSTERED BY: expected none of them for dgen");
        }
        return new RecordTable(properties, options.records());
    }

    private record RecordTable(Map<String, String> properties, Records records) implements Table, SupportsRead {
        @Override
        public String name() {
            return "dgen(" + records.recipe() + ", recordSize=" + records.recordBytes() + ")";
        }

        @Override
        @SuppressWarnings("deprecation") // its replacement has it as its default
        public StructType schema() {
            return Records.SCHEMA;
        }

        @Override
        public Set<TableCapability> capabilities() {
            return Set.of(TableCapability.BATCH_READ, TableCapability.MICRO_BATCH_READ);
        }

        /** Options of a query replace those of the table. */
        @Override
        public ScanBuilder newScanBuilder(CaseInsensitiveStringMap ofQuery) {
            Map<String, String> merged = SourceOptions.ofCatalog(properties);
            merged.putAll(SourceOptions.ofCatalog(ofQuery));
            return new RecordScanBuilder(SourceOptions.of(merged));
        }
    }
}
