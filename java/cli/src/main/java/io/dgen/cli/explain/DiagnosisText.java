// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.explain;

import io.dgen.Diagnosis;
import io.dgen.Diagnosis.Cause;
import io.dgen.Diagnosis.Detail;
import io.dgen.Recipe;
import io.dgen.cli.report.Text;
import java.util.Locale;

/**
 * One line for a diagnosis.
 *
 * @param recipe of the stream that was expected
 * @param start position in the stream of the start of the input
 * @param places the names of other positions in the stream
 */
public record DiagnosisText(Recipe recipe, long start, Places places) {

    /** Names positions in a stream. */
    @FunctionalInterface
    public interface Places {
        /**
         * {@return the name of a position}
         *
         * @param offset position in the stream
         * @param expected the position of the data that was expected
         */
        String name(long offset, long expected);
    }

    /** Positions are in the input, too. */
    public DiagnosisText(Recipe recipe, long start) {
        this(recipe, start, (offset, expected) -> "offset " + (offset - start) + ", distance " + (offset - expected));
    }

    /** {@return the line} */
    public String of(Diagnosis diagnosis) {
        return "offset " + (diagnosis.offset() - start) + ", " + Text.bytes(diagnosis.length()) + ": "
                + Text.lower(diagnosis.cause()) + detail(diagnosis, diagnosis.cause(), diagnosis.detail());
    }

    private String detail(Diagnosis diagnosis, Cause cause, Detail detail) {
        return switch (detail) {
            case Diagnosis.Fill fill -> cause == Cause.ZEROS ? "" : String.format(Locale.ROOT, " 0x%02x", fill.value());
            case Diagnosis.Bits bits -> bits(diagnosis, bits);
            case Diagnosis.Copy copy -> copy(diagnosis, cause, copy);
            case Diagnosis.Torn torn -> torn(diagnosis, torn);
            case Diagnosis.Unknown unknown ->
                String.format(
                        Locale.ROOT,
                        ", %.2f bits of entropy per byte, expected %s, found %s",
                        unknown.entropy(),
                        unknown.expected(),
                        unknown.found());
            case Diagnosis.None _ -> cause == Cause.UNEXAMINED ? ", time limit of --explain=quick" : "";
        };
    }

    private String bits(Diagnosis diagnosis, Diagnosis.Bits bits) {
        StringBuilder text = new StringBuilder()
                .append(", ")
                .append(bits.count() + (bits.count() == 1 ? " bit" : " bits"))
                .append(" in ")
                .append(Text.bytes(diagnosis.wrongBytes()))
                .append(String.format(Locale.ROOT, ", mask 0x%02x, first at", bits.mask()));
        for (long position : bits.positions()) {
            text.append(' ').append(position / Byte.SIZE - start).append('.').append(position % Byte.SIZE);
        }
        return text.toString();
    }

    private String copy(Diagnosis diagnosis, Cause cause, Diagnosis.Copy copy) {
        if (cause == Cause.STALE) {
            return ", data of generation " + copy.recipe().generation().number();
        }
        if (cause == Cause.FOREIGN) {
            return ", data of " + difference(copy.recipe());
        }
        long distance = copy.offset() - diagnosis.offset();
        if (cause == Cause.SHIFTED) {
            return ", " + Text.bytes(Math.abs(distance))
                    + (distance > 0 ? " are missing before it" : " were inserted before it");
        }
        String copies = copy.copies() == 1 ? "" : ", one of " + copy.copies() + " blocks with this content";
        return ", data of " + places.name(copy.offset(), diagnosis.offset()) + copies;
    }

    private String difference(Recipe other) {
        Recipe sameStream = other.toBuilder().streamId(recipe.streamId()).build();
        Recipe sameSeed = other.toBuilder().seed(recipe.seed()).build();
        if (sameStream.equals(recipe)) {
            return "stream " + Long.toUnsignedString(other.streamId());
        }
        return sameSeed.equals(recipe) ? "seed " + Long.toUnsignedString(other.seed()) : other.toString();
    }

    private String torn(Diagnosis diagnosis, Diagnosis.Torn torn) {
        long at = diagnosis.offset() - start;
        return " at " + at % 512 + " of 512, " + at % 4096 + " of 4096 bytes; behind it " + Text.lower(torn.cause())
                + detail(diagnosis, torn.cause(), torn.detail());
    }
}
