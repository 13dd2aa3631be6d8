// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.rng.simple.RandomSource;

/** The usual sources of random bytes in Java. */
final class Peers {
    /** With larger pieces the JDK's cipher leaves its intrinsic code. */
    private static final int CIPHER_BYTES = 16 << 10;

    static final Map<String, Function<Workload, Runnable>> ALL = Map.of(
            "aesCtrArray", w -> aesCtr(new byte[w.size()]),
            "aesCtrDirectBuffer", w -> aesCtr(ByteBuffer.allocateDirect(w.size())),
            "splittableRandomBytes", w -> bytes(w, new SplittableRandom(42)::nextBytes),
            "splittableRandomLongs", w -> longs(new long[w.size() / Long.BYTES]),
            "xoshiro256PlusPlusBytes", w -> bytes(w, RandomGenerator.of("Xoshiro256PlusPlus")::nextBytes),
            "l64X128MixRandomBytes", w -> bytes(w, RandomGenerator.of("L64X128MixRandom")::nextBytes),
            "threadLocalRandomBytes",
                    w -> bytes(w, a -> ThreadLocalRandom.current().nextBytes(a)),
            "secureRandomBytes", w -> bytes(w, new SecureRandom()::nextBytes),
            // Commons RNG's own Xoshiro256++.
            "commonsRngBytes", w -> bytes(w, RandomSource.XO_SHI_RO_256_PP.create(42L)::nextBytes));

    private interface Encryption {
        void run(Cipher cipher) throws GeneralSecurityException;
    }

    private Peers() {}

    private static Runnable bytes(Workload w, Consumer<byte[]> source) {
        byte[] array = new byte[w.size()];
        return () -> source.accept(array);
    }

    private static Runnable longs(long[] target) {
        SplittableRandom source = new SplittableRandom(42);
        return () -> {
            for (int i = 0; i < target.length; i++) {
                target[i] = source.nextLong();
            }
        };
    }

    private static Runnable aesCtr(byte[] array) {
        byte[] zeros = new byte[CIPHER_BYTES];
        return encrypting(cipher -> {
            for (int at = 0; at < array.length; at += CIPHER_BYTES) {
                cipher.update(zeros, 0, CIPHER_BYTES, array, at);
            }
        });
    }

    private static Runnable aesCtr(ByteBuffer direct) {
        ByteBuffer zeros = ByteBuffer.allocateDirect(CIPHER_BYTES);
        return encrypting(cipher -> {
            direct.clear();
            while (direct.hasRemaining()) {
                cipher.update(zeros.clear(), direct);
            }
        });
    }

    private static Runnable encrypting(Encryption encryption) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[16], "AES"), new IvParameterSpec(new byte[16]));
            return () -> {
                try {
                    encryption.run(cipher);
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException(e);
                }
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
