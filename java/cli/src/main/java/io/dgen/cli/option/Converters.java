// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.option;

import io.dgen.ByteSize;
import io.dgen.CompressFor;
import io.dgen.Dataset;
import io.dgen.Dedup;
import io.dgen.DigestAlgorithm;
import io.dgen.Engine;
import io.dgen.Generation;
import io.dgen.Mixture;
import io.dgen.NumaMode;
import io.dgen.Numbers;
import io.dgen.PredictedRatios;
import io.dgen.Preset;
import io.dgen.Recipe;
import io.dgen.StorageSystem;
import io.dgen.Texture;
import io.dgen.cli.report.Text;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;

/**
 * Converts the texts of options to values. For an invalid text, picocli prints the message of the {@link
 * IllegalArgumentException}.
 */
public final class Converters {
    private Converters() {}

    /** Registers the types that have only one text form. Must be called after all subcommands are added. */
    public static void register(CommandLine commandLine) {
        commandLine.registerConverter(Recipe.class, Recipe::parse);
        commandLine.registerConverter(Dedup.class, Dedup::parse);
        commandLine.registerConverter(StorageSystem.class, StorageSystem::parse);
        commandLine.registerConverter(Mixture.class, Mixture::parse);
        commandLine.registerConverter(Numbers.class, Numbers::parse);
        commandLine.registerConverter(CompressFor.class, text -> CompressFor.parse(text.toLowerCase(Locale.ROOT)));
    }

    /** A number of bytes. */
    public static final class OfSize implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return ByteSize.parse(text);
        }
    }

    /** A distance from the start of a block, at most 1 GiB. */
    public static final class OfShift implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            long shift = ByteSize.parse(text);
            if (shift > PredictedRatios.MAX_UNIT_BYTES) {
                throw new IllegalArgumentException(
                        "shift " + shift + ": expected 0 to " + PredictedRatios.MAX_UNIT_BYTES + " (1GiB) bytes");
            }
            return shift;
        }
    }

    /** A seed, 64 bits. */
    public static final class OfSeed implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return Recipe.parseWord("seed", text);
        }
    }

    /** A stream id, 64 bits. */
    static final class OfStream implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return Recipe.parseWord("stream", text);
        }
    }

    /** The number of a generation. */
    public static final class OfGeneration implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return Generation.parseNumber(text);
        }
    }

    /** A number of generations. */
    public static final class OfGenerations implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return positive("generations", text);
        }
    }

    /** A share of the contents as a percentage. */
    static final class OfChange implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            return Generation.parseChange(text);
        }
    }

    /** A share of the bytes as a percentage. */
    public static final class OfSample implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            try {
                double percent = Double.parseDouble(text.endsWith("%") ? text.substring(0, text.length() - 1) : text);
                if (percent > 0 && percent <= 100) {
                    return percent / 100;
                }
            } catch (NumberFormatException e) {
                // falls through to the message that names the range
            }
            throw new IllegalArgumentException("sample '" + text + "': expected more than 0% and at most 100%");
        }
    }

    /** A number of threads. */
    public static final class OfThreads implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return positive("threads", text);
        }
    }

    /** A number of writers. */
    public static final class OfWriters implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return number("writers", text, 1, Transfers.MAX);
        }
    }

    /** A number of readers. */
    public static final class OfReaders implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return number("readers", text, 1, Transfers.MAX);
        }
    }

    /** A number of seconds. */
    public static final class OfSeconds implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return positive("seconds", text);
        }
    }

    /** A timeout in seconds. */
    public static final class OfTimeout implements ITypeConverter<Integer> {
        private static final int MAX_SECONDS = 3600;

        @Override
        public Integer convert(String text) {
            return number("timeout", text, 1, MAX_SECONDS);
        }
    }

    /** A number of rounds. */
    public static final class OfRounds implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return positive("rounds", text);
        }
    }

    /** A number of files. */
    public static final class OfFiles implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return Dataset.parseFiles(text);
        }
    }

    /** A number of parts. */
    public static final class OfParts implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return positive("parts", text);
        }
    }

    /** The number of a NUMA node. */
    static final class OfNode implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "NUMA node '" + text + "': expected a number; dgen info lists the nodes", e);
            }
        }
    }

    private static int positive(String name, String text) {
        return number(name, text, 1, Integer.MAX_VALUE);
    }

    private static int number(String name, String text, int least, int most) {
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // falls through to the message that names the range
        }
        throw new IllegalArgumentException(name + " '" + text + "': expected " + least + " to " + most);
    }

    /**
     * Lists the constants of an enum in lower case, and converts texts to them, ignoring case. Picocli's conversion
     * would list the constants in upper case.
     */
    public abstract static class OfEnum<E extends Enum<E>> implements ITypeConverter<E>, Iterable<String> {
        private final String what;
        private final List<E> constants;

        protected OfEnum(String what, Class<E> type) {
            this.what = what;
            constants = List.of(type.getEnumConstants());
        }

        @Override
        public final Iterator<String> iterator() {
            return names().iterator();
        }

        private Stream<String> names() {
            return constants.stream().map(Text::lower);
        }

        @Override
        public final E convert(String text) {
            return constants.stream()
                    .filter(constant -> constant.name().equalsIgnoreCase(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            what + " '" + text + "': expected " + String.join(", ", names().toList())));
        }
    }

    static final class OfTexture extends OfEnum<Texture> {
        OfTexture() {
            super("texture", Texture.class);
        }
    }

    static final class OfPreset extends OfEnum<Preset> {
        OfPreset() {
            super("preset", Preset.class);
        }
    }

    /** A digest algorithm. */
    public static final class OfDigestAlgorithm extends OfEnum<DigestAlgorithm> {
        public OfDigestAlgorithm() {
            super("digest algorithm", DigestAlgorithm.class);
        }
    }

    static final class OfEngine extends OfEnum<Engine> {
        OfEngine() {
            super("engine", Engine.class);
        }
    }

    static final class OfNumaMode extends OfEnum<NumaMode> {
        OfNumaMode() {
            super("NUMA mode", NumaMode.class);
        }
    }
}
