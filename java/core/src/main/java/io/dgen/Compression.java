package io.dgen;

import java.util.Objects;

/**
 * How well a stream compresses, and how it is made so (docs/format.md, "Compression"). Immutable.
 *
 * @param mixture the ratios
 * @param target whom they are exact for
 * @param texture what makes a page compressible
 */
public record Compression(Mixture mixture, CompressFor target, Texture texture) {
    /** Incompressible. */
    public static final Compression NONE = new Compression(Mixture.NONE, CompressFor.ANY, Texture.COPY);

    /**
     * Checks the components.
     *
     * @throws NullPointerException if one is null
     */
    public Compression {
        Objects.requireNonNull(mixture, "mixture");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(texture, "texture");
    }

    /**
     * {@return the compression of one ratio, for any compressor, in the default texture}
     *
     * @param ratio size over compressed size, 1 .. 64 in steps of 0.01
     * @throws IllegalArgumentException if it is out of range
     */
    public static Compression of(double ratio) {
        return new Compression(Mixture.of(ratio), CompressFor.ANY, Texture.COPY);
    }

    /** {@return the ratio of the whole by matches: the harmonic mean of the mixture, 1 .. 64} */
    public double ratio() {
        return mixture.ratio();
    }
}
