package io.dgen.internal.format;

import java.security.SecureRandom;

/**
 * Random seeds. A class of its own: loading the security providers takes milliseconds, which a given seed does not
 * need.
 */
public final class Seeds {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Seeds() {}

    public static long random() {
        return RANDOM.nextLong();
    }
}
