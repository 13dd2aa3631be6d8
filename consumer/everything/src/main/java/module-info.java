// SPDX-License-Identifier: MIT OR Apache-2.0
/** Uses all artifacts. */
module everything {
    requires io.dgen.analyze;
    requires io.dgen.bench;
}
