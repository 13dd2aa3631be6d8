// SPDX-License-Identifier: MIT OR Apache-2.0
import io.dgen.FileFormatProvider;
import io.dgen.formats.BinFormat;
import io.dgen.formats.NpyFormat;
import io.dgen.formats.NpzFormat;
import io.dgen.formats.SafetensorsFormat;
import io.dgen.formats.TarFormat;
import io.dgen.formats.TfRecordFormat;
import io.dgen.formats.TfRecordIndexFormat;

/** Files that data loaders read, with framing that is computed: npy, npz, tar, TFRecord, safetensors, fbin. */
module io.dgen.formats {
    requires transitive io.dgen;
    requires static org.jspecify;

    exports io.dgen.formats;

    provides FileFormatProvider with
            NpyFormat,
            NpzFormat,
            TarFormat,
            TfRecordFormat,
            TfRecordIndexFormat,
            SafetensorsFormat,
            BinFormat.Float32,
            BinFormat.UInt8,
            BinFormat.Int8,
            BinFormat.Int32;
}
