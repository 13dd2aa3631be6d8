package io.dgen.benchmarks;

import io.dgen.DataStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.SplittableRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** 1 MiB of random bytes: the native engine beside the fastest that the JDK has. */
public class JdkBenchmark extends Workload {
    /** Fed more at once, the JDK's cipher leaves its intrinsic code. */
    private static final int CIPHER_BYTES = 16 << 10;

    private DataStream stream;
    private MemorySegment buffer;
    private Cipher cipher;
    private SplittableRandom random;
    private byte[] array;
    private long[] words;
    private byte[] zeros;
    private ByteBuffer directZeros;
    private ByteBuffer direct;

    @Setup
    @Override
    public void setUp() {
        stream = nativeStream();
        buffer = buffer(MIB);
        random = new SplittableRandom(42);
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
}
