// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Something that is wrong with a file.
 *
 * @param path relative to the directory of the set
 * @param offset in the file, in bytes
 * @param length in bytes
 * @param cause in lower case as {@link io.dgen.Diagnosis.Cause}; empty if nothing else is known
 * @param detail one line about the cause, as in reports of {@code dgen dataset verify}; the other file; the reason of an error
 */
public record Finding(String path, Kind kind, long offset, long length, String cause, String detail)
        implements Serializable {
    static final StructType SCHEMA = new StructType()
            .add("path", DataTypes.StringType, false)
            .add("kind", DataTypes.StringType, false)
            .add("offset", DataTypes.LongType, false)
            .add("length", DataTypes.LongType, false)
            .add("cause", DataTypes.StringType, false)
            .add("detail", DataTypes.StringType, false);

    /** The kinds, in the order of reports. */
    public enum Kind {
        /** There is no file. */
        MISSING,
        /** The file is shorter or longer. */
        SIZE,
        /** Wrong bytes. */
        CHANGED,
        /** All its bytes are those of another file of the set. */
        RENAMED,
        /** Not a file of the set. */
        EXTRA,
        /** Reading failed; what could be read is right, or another finding. */
        UNREADABLE;

        /** {@return the name in lower case, as in rows and JSON} */
        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Row row() {
        return RowFactory.create(path, kind.text(), offset, length, cause, detail);
    }

    String text() {
        return kind.text() + " ".repeat(12 - kind.text().length()) + path
                + (kind == Kind.MISSING || kind == Kind.EXTRA || kind == Kind.RENAMED ? "" : ", offset " + offset)
                + ", " + length + " bytes"
                + (cause.isEmpty() && detail.isEmpty() ? "" : ": " + (detail.isEmpty() ? cause : detail));
    }
}
