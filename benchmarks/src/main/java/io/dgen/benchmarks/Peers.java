// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.rng.simple.RandomSource;

/** The usual sources of random bytes in Java. */
final class Peers {
    /** With larger pieces the JDK's cipher leaves its intrinsic code. */
    private static final int CIPHER_BYTES = 16 << 10;

    private Peers() {}

    /** {@return a call that makes that many bytes} */
    static Runnable prepare(String method, int size) {
        return switch (method) {
            case "aesCtrArray" -> aesCtr(ByteBuffer.allocate(CIPHER_BYTES), ByteBuffer.allocate(size));
            case "aesCtrDirectBuffer" ->
                aesCtr(ByteBuffer.allocateDirect(CIPHER_BYTES), ByteBuffer.allocateDirect(size));
            case "splittableRandomBytes" -> bytes(size, new SplittableRandom(42)::nextBytes);
            case "splittableRandomLongs" -> longs(new long[size / Long.BYTES]);
            case "xoshiro256PlusPlusBytes" -> bytes(size, RandomGenerator.of("Xoshiro256PlusPlus")::nextBytes);
            case "l64X128MixRandomBytes" -> bytes(size, RandomGenerator.of("L64X128MixRandom")::nextBytes);
            case "threadLocalRandomBytes" ->
                bytes(size, a -> ThreadLocalRandom.current().nextBytes(a));
            case "secureRandomBytes" -> bytes(size, new SecureRandom()::nextBytes);
            // Commons RNG's own Xoshiro256++.
            case "commonsRngBytes" -> bytes(size, RandomSource.XO_SHI_RO_256_PP.create(42L)::nextBytes);
            case "commonsRngFloats" -> floats(size, RandomSource.XO_SHI_RO_256_PP.create(42L)::nextFloat);
            case "splittableRandomFloats" -> floats(size, new SplittableRandom(42)::nextFloat);
            case "splittableRandomGaussians" -> {
                SplittableRandom source = new SplittableRandom(42);
                yield floats(size, () -> (float) source.nextGaussian());
            }
            default -> throw new IllegalArgumentException("no method " + method);
        };
    }

    /** A source of single numbers. */
    @FunctionalInterface
    private interface Floats {
        float next();
    }

    private static Runnable floats(int bytes, Floats source) {
        float[] target = new float[bytes / Float.BYTES];
        return () -> {
            for (int i = 0; i < target.length; i++) {
                target[i] = source.next();
            }
        };
    }

    /** {@return a call that makes that many bytes as payloads of a size} */
    static Runnable records(String method, int size, int bytes) {
        byte[] payload = new byte[size];
        Runnable one = switch (method) {
            // As kafka-producer-perf-test of Kafka 4 does: a call for each byte, which is a capital letter.
            case "splittableRandomPerByte" -> letters(payload, new SplittableRandom(0));
            case "randomPerByte" -> letters(payload, new Random(0));
            case "splittableRandomRecords" -> bytes(size, new SplittableRandom(42)::nextBytes);
            case "commonsRngRecords" -> bytes(size, RandomSource.XO_SHI_RO_256_PP.create(42L)::nextBytes);
            default -> throw new IllegalArgumentException("no method " + method);
        };
        return () -> {
            for (int done = 0; done < bytes; done += size) {
                one.run();
            }
        };
    }

    private static Runnable letters(byte[] payload, RandomGenerator source) {
        return () -> {
            for (int i = 0; i < payload.length; i++) {
                payload[i] = (byte) (source.nextInt(26) + 'A');
            }
        };
    }

    private static Runnable bytes(int size, Consumer<byte[]> source) {
        byte[] array = new byte[size];
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

    private static Runnable aesCtr(ByteBuffer zeros, ByteBuffer target) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[16], "AES"), new IvParameterSpec(new byte[16]));
            return () -> encrypt(cipher, zeros, target.clear());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void encrypt(Cipher cipher, ByteBuffer zeros, ByteBuffer target) {
        try {
            while (target.hasRemaining()) {
                cipher.update(zeros.clear(), target);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
