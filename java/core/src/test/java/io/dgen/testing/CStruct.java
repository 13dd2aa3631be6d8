// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A struct of the kernel's interface, with the offsets that the assertions in native/src/abi.c check at compile time.
 */
public final class CStruct {
    /** Offset and size in bytes. */
    public record Field(long offset, long size) {}

    private static final Pattern FIELD = Pattern.compile("FIELD\\((\\w+), (\\w+), (\\d+), (\\d+)\\);");
    private static final Pattern SIZE = Pattern.compile("_Static_assert\\(sizeof\\((\\w+)\\) == (\\d+),");

    private static final String ASSERTIONS = read();

    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final long size;

    public CStruct(String name) {
        FIELD.matcher(ASSERTIONS)
                .results()
                .filter(m -> m.group(1).equals(name))
                .forEach(
                        m -> fields.put(m.group(2), new Field(Long.parseLong(m.group(3)), Long.parseLong(m.group(4)))));
        size = SIZE.matcher(ASSERTIONS)
                .results()
                .filter(m -> m.group(1).equals(name))
                .mapToLong(m -> Long.parseLong(m.group(2)))
                .findFirst()
                .orElseThrow();
    }

    private static String read() {
        try {
            return Files.readString(Repository.root().resolve("native/src/abi.c"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long size() {
        return size;
    }

    public Map<String, Field> fields() {
        return fields;
    }

    public MemorySegment allocate(Arena arena) {
        return arena.allocate(size, Long.BYTES);
    }

    /** The memory of a field. */
    public MemorySegment slice(MemorySegment struct, String name) {
        assertThat(fields).containsKey(name);
        return struct.asSlice(fields.get(name).offset(), fields.get(name).size());
    }

    public long get(MemorySegment struct, String name) {
        MemorySegment field = slice(struct, name);
        return switch ((int) field.byteSize()) {
            case Short.BYTES -> field.get(ValueLayout.JAVA_SHORT, 0);
            case Integer.BYTES -> field.get(ValueLayout.JAVA_INT, 0);
            case Long.BYTES -> field.get(ValueLayout.JAVA_LONG, 0);
            default -> throw new IllegalArgumentException(name + " is not a number");
        };
    }

    public void set(MemorySegment struct, String name, long value) {
        MemorySegment field = slice(struct, name);
        switch ((int) field.byteSize()) {
            case Short.BYTES -> field.set(ValueLayout.JAVA_SHORT, 0, (short) value);
            case Integer.BYTES -> field.set(ValueLayout.JAVA_INT, 0, (int) value);
            case Long.BYTES -> field.set(ValueLayout.JAVA_LONG, 0, value);
            default -> throw new IllegalArgumentException(name + " is not a number");
        }
    }
}
