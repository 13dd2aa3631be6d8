// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.text.EnumNames;
import org.jspecify.annotations.Nullable;

/**
 * A SIMD level of the native engine. All tiers make the same bytes. The ordinals are the numbers of {@code dgen_tier}
 * in the kernel's header.
 */
public enum Tier {
    /**
     * The tier that the system property {@code dgen.tier} names, otherwise the tier of the environment variable
     * {@code DGEN_TIER} if it is set, otherwise the fastest that the CPU and the system offer.
     */
    AUTO,
    /**
     * Portable C, on every CPU: the reference implementation of docs/format.md. Tests compare the bytes of all other
     * tiers with it.
     */
    PORTABLE,
    /** x86-64 with AVX2. */
    AVX2,
    /** x86-64 with AVX-512. */
    AVX512,
    /** aarch64. */
    NEON;

    private static final Tier[] TIERS = values();

    /** The tier of that number; null for 0, the number that engines without tiers report. */
    static @Nullable Tier of(int number) {
        return number == 0 ? null : TIERS[number];
    }

    /** The number to pass to the kernel. For {@link #AUTO}, it is the tier of the system property, if that is set. */
    int selected() {
        return (this == AUTO ? EnumNames.ofProperty("dgen.tier", AUTO) : this).ordinal();
    }
}
