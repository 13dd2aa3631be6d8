// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.engine.EngineKind;

/** An implementation of the format. All engines make the same bytes. */
public enum Engine {
    /**
     * The engine that the system property {@code dgen.engine} names, otherwise the fastest that is available: native,
     * vector, scalar, in this order.
     */
    AUTO(EngineKind.AUTO),
    /** The C kernel (libdgen). */
    NATIVE(EngineKind.NATIVE),
    /** The Java Vector API; needs {@code --add-modules jdk.incubator.vector}. */
    VECTOR(EngineKind.VECTOR),
    /** Plain Java: always available. */
    SCALAR(EngineKind.SCALAR);

    private final EngineKind kind;

    Engine(EngineKind kind) {
        this.kind = kind;
    }

    static Engine of(EngineKind kind) {
        return valueOf(kind.name());
    }

    EngineKind kind() {
        return kind;
    }
}
