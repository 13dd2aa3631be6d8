// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.engine;

/** The engines, and the choice among them. */
public enum EngineKind {
    /** The fastest engine that is available. */
    AUTO,
    /** The C kernel. */
    NATIVE,
    /** The Java Vector API. */
    VECTOR,
    /** Plain Java. */
    SCALAR
}
