package io.dgen;

/**
 * A SIMD level of the native engine. All make the same bytes. Ordinals are the numbers of {@code dgen_tier} in the
 * header.
 */
public enum Tier {
    /**
     * What {@code -Ddgen.tier} names, else the environment variable {@code DGEN_TIER} if it is set, else the fastest
     * that the CPU and the system offer.
     */
    AUTO,
    /**
     * Portable C, on every CPU: a readable implementation of docs/format.md, to which all others are proven identical.
     */
    PORTABLE,
    /** x86-64 with AVX2. */
    AVX2,
    /** x86-64 with AVX-512. */
    AVX512,
    /** aarch64. */
    NEON
}
