// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.format;

import java.security.SecureRandom;

/**
 * Random seeds. A separate class, because loading the security providers takes milliseconds, which programs that pass a
 * seed need not spend.
 */
public final class Seeds {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Seeds() {}

    public static long random() {
        return RANDOM.nextLong();
    }
}
