// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.generate;

import io.dgen.ByteSize;
import io.dgen.DataStream;
import io.dgen.PredictedRatios;
import io.dgen.Recipe;
import io.dgen.cli.pipeline.FramedRange;
import io.dgen.cli.pipeline.StreamRange;
import io.dgen.cli.report.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * The ratios that the data of a range has, and the requested ones.
 *
 * @param achieved ratios of the range
 */
record AchievedRatios(Recipe recipe, PredictedRatios.Range achieved) {
    /** Relative difference from the requested ratio above which there is a note. */
    private static final double NOTABLE_DIFFERENCE = 0.01;

    static AchievedRatios of(DataStream stream, StreamRange range) {
        Recipe recipe = stream.recipe();
        FramedRange framed = FramedRange.of(stream, range);
        return new AchievedRatios(
                recipe, recipe.predictedRatios().range(framed.payloadOffset(), framed.payloadBytes()));
    }

    boolean isDedupExact() {
        return achieved.accuracy() == PredictedRatios.Accuracy.EXACT;
    }

    String text() {
        return "dedup " + (isDedupExact() ? "" : "about ") + text(achieved.dedupRatio(), recipe.dedupRatio())
                + ", compress " + text(achieved.compressRatio(), recipe.compressRatio());
    }

    private static String text(double achieved, double requested) {
        return Text.ratio(achieved) + " (requested " + Text.ratio(requested) + ")";
    }

    /** {@return a sentence for each ratio that differs by more than 1 % from the requested one} */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (achieved.length() > 0) {
            addNote(notes, "dedup", achieved.dedupRatio(), recipe.dedupRatio());
            addNote(notes, "compress", achieved.compressRatio(), recipe.compressRatio());
        }
        return notes;
    }

    private void addNote(List<String> notes, String name, double has, double requested) {
        if (Math.abs(has / requested - 1) > NOTABLE_DIFFERENCE) {
            long blocks = Math.ceilDiv(achieved.length(), recipe.blockSizeBytes());
            notes.add(name + " ratio " + Text.ratio(has) + " instead of " + Text.ratio(requested) + ": the data has "
                    + (blocks == 1 ? "1 block" : blocks + " blocks") + " of "
                    + ByteSize.format(recipe.blockSizeBytes()));
        }
    }
}
