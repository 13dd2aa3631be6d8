package io.dgen.internal.parallel;

/**
 * Arrays with one element in use, in the middle. What threads on different CPUs write at the same time must not lie on
 * one cache line, which then crosses from CPU to CPU with each write; objects made one after the other do.
 */
public final class Padded {
    /** The element in use: 64 bytes or more from both ends, so 128 from the next such element. */
    public static final int INDEX = 16;

    public static final int LENGTH = 2 * INDEX + 1;

    private Padded() {}
}
