// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.openjdk.jmh.annotations.Benchmark;

/** 1 MiB of random bytes, by the native engine and by the usual alternatives in Java. */
public class PeerBenchmark extends Workload {
    /** With larger pieces the JDK's cipher leaves its intrinsic code. */
    private static final int CIPHER_BYTES = 16 << 10;

    private Cipher cipher;
    private SplittableRandom random;
    private RandomGenerator xoshiro;
    private RandomGenerator l64x128;
    private SecureRandom secure;
    private UniformRandomProvider commonsRng;
    private byte[] array;
    private long[] words;
    private byte[] zeros;
    private ByteBuffer directZeros;
    private ByteBuffer direct;

    @Override
    void prepare() {
        random = new SplittableRandom(42);
        xoshiro = RandomGenerator.of("Xoshiro256PlusPlus");
        l64x128 = RandomGenerator.of("L64X128MixRandom");
        secure = new SecureRandom();
        commonsRng = RandomSource.XO_SHI_RO_256_PP.create(42L);
        array = new byte[MIB];
        words = new long[MIB / Long.BYTES];
        zeros = new byte[CIPHER_BYTES];
        directZeros = ByteBuffer.allocateDirect(CIPHER_BYTES);
        direct = ByteBuffer.allocateDirect(MIB);
        try {
            cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[16], "AES"), new IvParameterSpec(new byte[16]));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The JDK's cipher takes seconds until its intrinsic code is in use. */
    @Override
    public long warmUpMillis() {
        return 2500;
    }

    @Override
    public long bytes() {
        return MIB;
    }

    @Benchmark
    public void fill() {
        stream.fill(0, buffer);
    }

    @Benchmark
    public byte[] aesCtrArray() throws GeneralSecurityException {
        for (int at = 0; at < MIB; at += CIPHER_BYTES) {
            cipher.update(zeros, 0, CIPHER_BYTES, array, at);
        }
        return array;
    }

    @Benchmark
    public ByteBuffer aesCtrDirectBuffer() throws GeneralSecurityException {
        direct.clear();
        while (direct.hasRemaining()) {
            cipher.update(directZeros.clear(), direct);
        }
        return direct;
    }

    @Benchmark
    public byte[] splittableRandomBytes() {
        random.nextBytes(array);
        return array;
    }

    @Benchmark
    public long[] splittableRandomLongs() {
        SplittableRandom source = random;
        long[] target = words;
        for (int i = 0; i < target.length; i++) {
            target[i] = source.nextLong();
        }
        return target;
    }

    @Benchmark
    public byte[] xoshiro256PlusPlusBytes() {
        xoshiro.nextBytes(array);
        return array;
    }

    @Benchmark
    public byte[] l64X128MixRandomBytes() {
        l64x128.nextBytes(array);
        return array;
    }

    @Benchmark
    public byte[] threadLocalRandomBytes() {
        ThreadLocalRandom.current().nextBytes(array);
        return array;
    }

    @Benchmark
    public byte[] secureRandomBytes() {
        secure.nextBytes(array);
        return array;
    }

    /** Commons RNG's own Xoshiro256++. */
    @Benchmark
    public byte[] commonsRngBytes() {
        commonsRng.nextBytes(array);
        return array;
    }
}
