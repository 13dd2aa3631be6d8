// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.format;

/**
 * The purpose of a stream key. Keys of different domains are unrelated. The ordinals are the numbers of {@code
 * dgen_domain} in the kernel's header.
 */
public enum Domain {
    CONTENT("dgen1con"),
    DEDUP("dgen1ddu"),
    COMPRESSION("dgen1cmp"),
    GENERATION("dgen1gen");

    private final long constant;

    Domain(String mnemonic) {
        long c = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            c = c << Byte.SIZE | mnemonic.charAt(i);
        }
        this.constant = c;
    }

    long constant() {
        return constant;
    }
}
