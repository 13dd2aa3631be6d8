// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.explain;

import io.dgen.cli.option.Converters;

/** How long the causes of wrong bytes are looked for. */
enum ExplainMode {
    OFF,
    QUICK,
    FULL;

    /** Converts the text of an option. */
    static final class Converter extends Converters.OfEnum<ExplainMode> {
        Converter() {
            super("explain", ExplainMode.class);
        }
    }
}
