// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.Diagnosis.Cause;
import io.dgen.Diagnosis.Detail;
import io.dgen.internal.text.EnumNames;
import java.util.Locale;
import java.util.Objects;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One line of plain text for a diagnosis, as in reports of {@code dgen verify}. Immutable.
 *
 * @param recipe of the stream that was expected
 * @param start position in the stream of the start of the input; the lines have positions in the input
 * @param places the names of positions in the stream from which misplaced data is; null for the offset in the input and the
 *     distance from the right place
 */
public record DiagnosisText(
        Recipe recipe, long start, @Nullable LongFunction<String> places) {

    /**
     * Checks the recipe.
     *
     * @throws NullPointerException if it is null
     */
    public DiagnosisText {
        Objects.requireNonNull(recipe, "recipe");
    }

    /**
     * Creates texts in which all positions are in the input.
     *
     * @param recipe of the stream that was expected
     * @param start position in the stream of the start of the input
     * @throws NullPointerException if the recipe is null
     */
    public DiagnosisText(Recipe recipe, long start) {
        this(recipe, start, null);
    }

    /**
     * {@return texts for a file of a set} Misplaced data is named by the file that has it; other positions of the stream are in
     * other files, too.
     *
     * @param dataset the set
     * @param isTail whether the bytes are in {@link Dataset#tails()}; otherwise in {@link Dataset#body()}
     * @param start position in that stream of the start of the file; it can be negative
     * @throws NullPointerException if the set is null
     */
    public static DiagnosisText ofFile(Dataset dataset, boolean isTail, long start) {
        Objects.requireNonNull(dataset, "dataset");
        Recipe stream = isTail ? dataset.tails() : dataset.body();
        return new DiagnosisText(
                stream,
                start,
                offset -> offset < 0 || offset >= stream.sizeBytes()
                        ? "offset " + offset + " of the stream"
                        : place(dataset, isTail, offset));
    }

    private static String place(Dataset dataset, boolean isTail, long offset) {
        Dataset.Position position = isTail ? dataset.tailPosition(offset).orElse(null) : dataset.bodyPosition(offset);
        return position == null
                ? "offset " + offset + " of the stream of partial blocks"
                : "offset " + position.offset() + " of " + position.file().path();
    }

    /**
     * {@return the line, without a line end}
     *
     * @param diagnosis of a range of the stream
     * @throws NullPointerException if it is null
     */
    public String of(Diagnosis diagnosis) {
        Objects.requireNonNull(diagnosis, "diagnosis");
        return "offset " + (diagnosis.offset() - start) + ", " + bytes(diagnosis.length()) + ": "
                + EnumNames.of(diagnosis.cause()) + detail(diagnosis, diagnosis.cause(), diagnosis.detail());
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
            case Diagnosis.Framing framing -> ", " + framing.part();
            case Diagnosis.None _ -> cause == Cause.UNEXAMINED ? ", the limit of time was reached" : "";
        };
    }

    private String bits(Diagnosis diagnosis, Diagnosis.Bits bits) {
        StringBuilder text = new StringBuilder()
                .append(", ")
                .append(bits.count() + (bits.count() == 1 ? " bit" : " bits"))
                .append(" in ")
                .append(bytes(diagnosis.wrongBytes()))
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
            return ", " + bytes(Math.abs(distance))
                    + (distance > 0 ? " are missing before it" : " were inserted before it");
        }
        String place = places == null
                ? "offset " + (copy.offset() - start) + ", distance " + distance
                : places.apply(copy.offset());
        String copies = copy.copies() == 1 ? "" : ", one of " + copy.copies() + " blocks with this content";
        return ", data of " + place + copies;
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
        return " at " + at % 512 + " of 512, " + at % 4096 + " of 4096 bytes; behind it " + EnumNames.of(torn.cause())
                + detail(diagnosis, torn.cause(), torn.detail());
    }

    private static String bytes(long bytes) {
        String exact = bytes == 1 ? "1 byte" : bytes + " bytes";
        return bytes >= 1024 && bytes % 1024 == 0 ? exact + " (" + ByteSize.format(bytes) + ")" : exact;
    }
}
