package io.dgen.cli.option;

import io.dgen.ByteSize;
import io.dgen.CompressFor;
import io.dgen.Dedup;
import io.dgen.Engine;
import io.dgen.Mixture;
import io.dgen.NumaMode;
import io.dgen.Preset;
import io.dgen.Recipe;
import io.dgen.Texture;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Option texts as values. What is wrong is said in the words of the library. */
public final class Converters {
    private Converters() {}

    private static <T> T convert(String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    public static final class OfSize implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return Converters.convert(text, ByteSize::parse);
        }
    }

    public static final class OfSeed implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return Converters.convert(text, t -> Recipe.parseWord("seed", t));
        }
    }

    static final class OfStream implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return Converters.convert(text, t -> Recipe.parseWord("stream", t));
        }
    }

    static final class OfDedup implements ITypeConverter<Dedup> {
        @Override
        public Dedup convert(String text) {
            return Converters.convert(text, Dedup::parse);
        }
    }

    static final class OfMixture implements ITypeConverter<Mixture> {
        @Override
        public Mixture convert(String text) {
            return Converters.convert(text, Mixture::parse);
        }
    }

    static final class OfCompressFor implements ITypeConverter<CompressFor> {
        @Override
        public CompressFor convert(String text) {
            return Converters.convert(text, CompressFor::parse);
        }
    }

    static final class OfTexture implements ITypeConverter<Texture> {
        @Override
        public Texture convert(String text) {
            return Converters.convert(text, Texture::parse);
        }
    }

    static final class TextureNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names(Texture.values());
        }
    }

    static final class OfPreset implements ITypeConverter<Preset> {
        @Override
        public Preset convert(String text) {
            return Converters.convert(text, Preset::parse);
        }
    }

    static final class PresetNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names(Preset.values());
        }
    }

    private static Iterator<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants)
                .map(c -> c.name().toLowerCase(Locale.ROOT))
                .iterator();
    }

    static final class OfRecipe implements ITypeConverter<Recipe> {
        @Override
        public Recipe convert(String text) {
            return Converters.convert(text, Recipe::parse);
        }
    }

    static final class OfEngine implements ITypeConverter<Engine> {
        @Override
        public Engine convert(String text) {
            return constant("engine", Engine.values(), text);
        }
    }

    static final class EngineNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names(Engine.values());
        }
    }

    static final class OfNumaMode implements ITypeConverter<NumaMode> {
        @Override
        public NumaMode convert(String text) {
            return constant("NUMA mode", NumaMode.values(), text);
        }
    }

    static final class NumaModeNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names(NumaMode.values());
        }
    }

    private static <E extends Enum<E>> E constant(String what, E[] constants, String text) {
        for (E constant : constants) {
            if (constant.name().equalsIgnoreCase(text)) {
                return constant;
            }
        }
        Iterable<String> names = () -> names(constants);
        throw new TypeConversionException(what + " '" + text + "': expected " + String.join(", ", names));
    }

    /** A number of threads. */
    public static final class OfThreads implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return positive("threads", text);
        }
    }

    /** A number of seconds. */
    public static final class OfSeconds implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return positive("seconds", text);
        }
    }

    /** A number of rounds. */
    public static final class OfRounds implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return positive("rounds", text);
        }
    }

    private static int positive(String name, String text) {
        try {
            int value = Integer.parseInt(text);
            if (value >= 1) {
                return value;
            }
        } catch (NumberFormatException e) {
            // falls through to the message that names the range
        }
        throw new TypeConversionException(name + " '" + text + "': expected 1 to " + Integer.MAX_VALUE);
    }
}
