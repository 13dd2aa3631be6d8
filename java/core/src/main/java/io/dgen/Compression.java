// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.format.Domain;
import io.dgen.internal.format.Literals;
import io.dgen.internal.format.Overheads;
import io.dgen.internal.plan.LiteralPlan;
import io.dgen.internal.text.EnumNames;
import io.dgen.internal.text.KeyValues;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * Compressibility of a stream (docs/format.md, "Compressible page"). Immutable.
 *
 * @param mixture the compression ratios
 * @param target the compressor for which the ratios are exact
 * @param texture the structure that makes a page compressible
 * @param reach what pages have in common with earlier ones; only with {@link Texture#COPY} and {@link Texture#RUN}
 */
public record Compression(Mixture mixture, CompressFor target, Texture texture, Reach reach) {
    /** Incompressible data. */
    public static final Compression NONE = new Compression(Mixture.NONE, CompressFor.ANY, Texture.COPY);

    /**
     * Checks the components.
     *
     * @throws NullPointerException if one is null
     * @throws IllegalArgumentException if the texture does not allow a reach, or does not {@linkplain Texture#suits
     *     suit} the target
     */
    public Compression {
        Objects.requireNonNull(mixture, "mixture");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(texture, "texture");
        Objects.requireNonNull(reach, "reach");
        if (!texture.suits(target)) {
            throw new IllegalArgumentException(
                    "texture " + EnumNames.of(texture) + " for " + target + ": expected skip or run");
        }
        if (!reach.entries().isEmpty() && !texture.allowsReach()) {
            throw new IllegalArgumentException("reach " + reach + " with texture " + EnumNames.of(texture)
                    + ": expected texture copy or run, or no reach");
        }
    }

    /**
     * The compression of pages that have nothing in common.
     *
     * @param mixture the compression ratios
     * @param target the compressor for which the ratios are exact
     * @param texture the structure that makes a page compressible
     * @throws IllegalArgumentException if the texture does not {@linkplain Texture#suits suit} the target
     */
    public Compression(Mixture mixture, CompressFor target, Texture texture) {
        this(mixture, target, texture, Reach.NONE);
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

    /** Reads the keys that {@link #text} writes and removes them from the list. */
    static Compression parse(KeyValues recipe) {
        Mixture mixture = Mixture.parse(recipe.take("compress", "1"));
        CompressFor target = CompressFor.parse(recipe.take("for", "any"));
        String texture = EnumNames.of(Texture.defaultFor(target));
        String reach = recipe.takePairs(List.of(Reach.KEY));
        return new Compression(
                mixture,
                target,
                Texture.parse(recipe.take("texture", texture)),
                reach.isEmpty() ? Reach.NONE : Reach.parse(reach.substring(Reach.KEY.length() + 2)));
    }

    /** The keys of a recipe and their values. */
    String text() {
        return "compress=" + mixture
                + (target.isAny() ? "" : ",for=" + target)
                + (texture == Texture.defaultFor(target) ? "" : ",texture=" + EnumNames.of(texture))
                + (reach.entries().isEmpty() ? "" : "," + Reach.KEY + "=" + reach);
    }

    /**
     * {@return the compression ratio of the whole stream without entropy coding, in blocks of 4 KiB: the harmonic mean of
     * the mixture, 1 .. 64}
     */
    public double ratio() {
        return mixture.ratio();
    }

    /**
     * {@return the compression ratio of the whole stream without entropy coding: the harmonic mean of the mixture, with the
     * gain by the reach}
     *
     * @param blockBytes size of the independent blocks of a compressor, in bytes
     */
    public double ratio(long blockBytes) {
        if (reach.entries().isEmpty()) {
            return ratio();
        }
        double weights = 0;
        double compressed = 0;
        for (Mixture.Component c : mixture.components()) {
            weights += c.weight();
            compressed += c.weight() / ratio(c, blockBytes);
        }
        return weights / compressed;
    }

    /** The ratio of one component in blocks of that size. */
    double ratio(Mixture.Component component, long blockBytes) {
        boolean isIncompressible = component.ratio() == 1 && component.bits() == Byte.SIZE;
        return isIncompressible ? 1 : component.ratio() / (1 - reach.savedIn(blockBytes));
    }

    /** The literals of each content block. The recipe is the one that contains this compression. */
    LiteralPlan literals(Recipe recipe) {
        List<Mixture.Component> components = mixture.components();
        if (components.size() == 1) {
            return new LiteralPlan.Constant(literals(components.getFirst()));
        }
        return LiteralPlan.Mixed.of(
                recipe.key(Domain.COMPRESSION),
                recipe.blockSizeBytes(),
                components.stream().map(c -> BigDecimal.valueOf(c.weight())).toList(),
                components.stream().map(this::literals).toList());
    }

    private Literals literals(Mixture.Component component) {
        return literals(component, target);
    }

    /** The literals with which a component has its ratio for a target. */
    Literals literals(Mixture.Component component, CompressFor target) {
        Compressor compressor = target.compressor();
        int perCell = Overheads.literals(
                EnumNames.of(texture),
                compressor == null ? Overheads.ANY : EnumNames.of(compressor),
                target.blockBytes(),
                (int) Math.round(component.ratio() * 100), // exact: ratios have two decimals
                texture.cells());
        return new Literals(perCell, component.bits());
    }
}
