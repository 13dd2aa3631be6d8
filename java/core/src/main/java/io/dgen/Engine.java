package io.dgen;

/** Who makes the bytes. All engines make the same. */
public enum Engine {
    /** What {@code -Ddgen.engine} names, else the fastest that is available: native, vector, scalar, in this order. */
    AUTO,
    /** The C kernel. */
    NATIVE,
    /** The Java Vector API; needs {@code --add-modules jdk.incubator.vector}. */
    VECTOR,
    /** Plain Java: always available. */
    SCALAR
}
