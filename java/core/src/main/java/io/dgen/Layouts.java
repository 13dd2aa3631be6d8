package io.dgen;

import io.dgen.internal.format.Content;
import io.dgen.internal.format.Domain;
import io.dgen.internal.format.Layout;
import io.dgen.internal.format.Literals;
import io.dgen.internal.format.Overheads;
import io.dgen.internal.format.StreamKey;
import io.dgen.internal.plan.LiteralPlan;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/** What a recipe's compression is as integers (docs/format.md, "Compression"). */
final class Layouts {
    private Layouts() {}

    static Content content(Recipe recipe) {
        return new Content(StreamKey.derive(Domain.CONTENT, recipe.seed(), recipe.streamId()), layout(recipe));
    }

    private static Layout layout(Recipe recipe) {
        return switch (recipe.compression().texture()) {
            case COPY -> Layout.COPIES;
            case CELLS -> Layout.CELLS;
            case RUN -> Layout.run(key(recipe));
        };
    }

    static LiteralPlan literals(Recipe recipe) {
        Compression compression = recipe.compression();
        List<Mixture.Component> parts = compression.mixture().components();
        if (parts.size() == 1) {
            return new LiteralPlan.Constant(literals(compression, parts.getFirst()));
        }
        return new LiteralPlan.Mixed(
                key(recipe),
                recipe.blockSizeBytes(),
                thresholds(parts),
                parts.stream().map(part -> literals(compression, part)).toList());
    }

    private static StreamKey key(Recipe recipe) {
        return StreamKey.derive(Domain.COMPRESSION, recipe.seed(), recipe.streamId());
    }

    private static Literals literals(Compression compression, Mixture.Component part) {
        int cells = compression.texture() == Texture.CELLS ? Layout.CELLS.cells() : 1;
        // Ratios have two decimals.
        int hundredths = (int) Math.round(part.ratio() * 100);
        Compressor compressor = compression.target().compressor();
        int perCell = Overheads.literals(
                Names.of(compression.texture()),
                compressor == null ? Overheads.ANY : Names.of(compressor),
                compression.target().blockBytes(),
                hundredths,
                cells);
        return new Literals(perCell, part.bits());
    }

    /** The draws, as unsigned numbers, from which on the next part is meant: 2^64 by the weights so far, rounded down. */
    private static long[] thresholds(List<Mixture.Component> parts) {
        BigDecimal draws = new BigDecimal(BigInteger.TWO.pow(Long.SIZE));
        BigDecimal all = parts.stream().map(Layouts::weight).reduce(BigDecimal.ZERO, BigDecimal::add);
        long[] thresholds = new long[parts.size() - 1];
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < thresholds.length; i++) {
            sum = sum.add(weight(parts.get(i)));
            thresholds[i] = sum.multiply(draws)
                    .divide(all, 0, RoundingMode.DOWN)
                    .toBigInteger()
                    .longValue();
        }
        return thresholds;
    }

    private static BigDecimal weight(Mixture.Component part) {
        return BigDecimal.valueOf(part.weight());
    }
}
