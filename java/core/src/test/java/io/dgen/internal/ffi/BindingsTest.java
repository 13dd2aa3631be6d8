// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.ffi;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.MemoryCeiling;
import io.dgen.NumberType;
import io.dgen.StoreMode;
import io.dgen.Tier;
import io.dgen.internal.format.ByteRanges;
import io.dgen.internal.format.Domain;
import io.dgen.internal.format.Layout;
import io.dgen.internal.format.Page;
import io.dgen.internal.kernel.NativeLibrary;
import io.dgen.testing.CStruct;
import io.dgen.testing.Header;
import io.dgen.testing.Header.Variable;
import io.dgen.testing.Model;
import io.dgen.testing.Skip;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Compares the generated bindings with the text of the header, because jextract ignores a misspelt name without a
 * message.
 */
class BindingsTest {

    /** All constants except those of the enumerations that Java mirrors without bindings. */
    private static Map<String, Integer> boundConstants() {
        Map<String, Integer> constants = Header.constants();
        constants.keySet().removeAll(Header.enumeration("dgen_tier").keySet());
        constants.keySet().removeAll(Header.enumeration("dgen_tail").keySet());
        constants.keySet().removeAll(Header.enumeration("dgen_type").keySet());
        constants.keySet().removeAll(Header.enumeration("dgen_distribution").keySet());
        return constants;
    }

    @Test
    void everyConstantHasTheHeadersValue() throws ReflectiveOperationException {
        Map<String, Integer> constants = boundConstants();
        assertThat(constants).hasSizeGreaterThan(20);
        for (Map.Entry<String, Integer> constant : constants.entrySet()) {
            assertThat(DgenH.class.getMethod(constant.getKey()).invoke(null))
                    .as(constant.getKey())
                    .isEqualTo(constant.getValue());
        }
    }

    @Test
    void noConstantIsLeftFromAnOlderHeader() {
        assertThat(publicNames().filter(n -> n.startsWith("DGEN_")))
                .hasSameElementsAs(boundConstants().keySet());
    }

    @Test
    void bindingsHaveExactlyTheFunctionsOfTheHeader() {
        List<String> functions =
                Header.functions().stream().map(Header.Function::name).toList();

        assertThat(functions).hasSize((int) Header.declarations());
        assertThat(publicNames().filter(n -> n.startsWith("dgen_") && !n.contains("$")))
                .containsExactlyInAnyOrderElementsOf(functions);
    }

    @Test
    void javaEnumsMirrorTheHeaders() {
        assertThat(mirror("DGEN_TIER_", Tier.values())).isEqualTo(Header.enumeration("dgen_tier"));
        assertThat(mirror("DGEN_STORE_", StoreMode.values())).isEqualTo(Header.enumeration("dgen_store"));
        assertThat(mirror("DGEN_CEILING_", MemoryCeiling.values())).isEqualTo(Header.enumeration("dgen_ceiling"));
        assertThat(mirror("DGEN_TAIL_", Layout.Tail.values())).isEqualTo(Header.enumeration("dgen_tail"));
        assertThat(mirror("DGEN_TYPE_", NumberType.values())).isEqualTo(Header.enumeration("dgen_type"));
        assertThat(mirror("DGEN_DOMAIN_", Domain.values())).isEqualTo(Header.enumeration("dgen_domain"));
        assertThat(Header.constants())
                .containsEntry("DGEN_PAGE_SIZE", Page.BYTES)
                .containsEntry("DGEN_FORMAT_VERSION", io.dgen.Recipe.FORMAT_VERSION);
    }

    private static Map<String, Integer> mirror(String prefix, Enum<?>[] values) {
        Map<String, Integer> constants = new LinkedHashMap<>();
        for (Enum<?> value : values) {
            constants.put(prefix + value.name(), value.ordinal());
        }
        return constants;
    }

    @Test
    void cAssertsTheOffsetOfEveryField() {
        Map<String, List<Variable>> structs = Header.structs();
        assertThat(DgenH.DGEN_RANGE_GAP()).isEqualTo(ByteRanges.MAX_GAP_BYTES + 1);
        assertThat(structs)
                .containsOnlyKeys(
                        "dgen_key",
                        "dgen_reach",
                        "dgen_numbers",
                        "dgen_content",
                        "dgen_span",
                        "dgen_range",
                        "dgen_mismatch");
        structs.forEach((name, fields) -> {
            Map<String, CStruct.Field> expected = new LinkedHashMap<>();
            long offset = 0;
            for (Variable field : fields) {
                long alignment = alignmentOf(field.type());
                offset = (offset + alignment - 1) / alignment * alignment;
                expected.put(field.name(), new CStruct.Field(offset, sizeOf(field.type()) * field.count()));
                offset += sizeOf(field.type()) * field.count();
            }
            CStruct struct = new CStruct(name);
            assertThat(struct.fields()).as(name).isEqualTo(expected);
            assertThat(struct.size()).as(name).isEqualTo(offset);
        });
    }

    private static long sizeOf(String type) {
        return switch (type) {
            case "uint16_t" -> Short.BYTES;
            case "double" -> Double.BYTES;
            case "dgen_key", "dgen_reach", "dgen_numbers" -> new CStruct(type).size();
            default -> layoutOf(type).byteSize();
        };
    }

    private static long alignmentOf(String type) {
        return switch (type) {
            case "dgen_key", "dgen_numbers" -> Long.BYTES;
            case "dgen_reach" -> Integer.BYTES;
            default -> sizeOf(type);
        };
    }

    private static MemoryLayout layoutOf(String type) {
        return switch (type) {
            case "int32_t", "uint32_t" -> DgenH.C_INT.withoutName();
            case "uint64_t" -> DgenH.C_LONG.withoutName();
            default -> {
                assertThat(type).endsWith("*");
                yield DgenH.C_POINTER.withoutName();
            }
        };
    }

    private static Stream<String> publicNames() {
        return Arrays.stream(DgenH.class.getMethods()).map(Method::getName).distinct();
    }

    /** Tests that need the library itself. */
    @Nested
    class Calls {
        private final Arena arena = Arena.ofAuto();
        private final CStruct contentStruct = new CStruct("dgen_content");
        private final CStruct spanStruct = new CStruct("dgen_span");
        private final MemorySegment content = contentStruct.allocate(arena);
        private final MemorySegment span = spanStruct.allocate(arena);
        private final TreeSet<String> called = new TreeSet<>();

        @BeforeEach
        void needsTheLibrary() {
            Skip.unless(NativeLibrary.isLoaded(), "native library: " + NativeLibrary.failure());
        }

        @Test
        void everyDescriptorHasTheHeadersTypes() throws ReflectiveOperationException {
            for (Header.Function function : Header.functions()) {
                FunctionDescriptor expected = FunctionDescriptor.of(
                        layoutOf(function.returnType()),
                        function.parameters().stream()
                                .map(p -> layoutOf(p.type()))
                                .toArray(MemoryLayout[]::new));
                Object actual =
                        DgenH.class.getMethod(function.name() + "$descriptor").invoke(null);
                assertThat(actual).as(function.name()).isEqualTo(expected);
            }
        }

        @Test
        void everyFunctionCanBeCalled() {
            assertThat(call("dgen_abi_version", DgenH.dgen_abi_version())).isEqualTo(DgenH.DGEN_ABI_VERSION());
            deriveKey();
            checksum();
            fillAndVerify();
            tiers();
            statuses();
            memoryAndNodes();
            affinity();
            assertThat(called)
                    .isEqualTo(new TreeSet<>(Header.functions().stream()
                            .map(Header.Function::name)
                            .toList()));
        }

        private void memoryAndNodes() {
            long page = call("dgen_memory_page_size", DgenH.dgen_memory_page_size());
            MemorySegment address = arena.allocate(DgenH.C_POINTER);
            assertThat(call("dgen_memory_map", DgenH.dgen_memory_map(2 * page, page, 0, address)))
                    .isEqualTo(DgenH.DGEN_OK());
            MemorySegment memory = address.get(DgenH.C_POINTER, 0);
            assertThat(call("dgen_memory_populate", DgenH.dgen_memory_populate(memory, 2 * page)))
                    .isEqualTo(DgenH.DGEN_OK());
            MemorySegment range = arena.allocate(ValueLayout.JAVA_LONG, 2);
            MemorySegment isFile = arena.allocate(DgenH.C_INT);
            assertThat(call("dgen_memory_find", DgenH.dgen_memory_find(memory, 2 * page, range, isFile)))
                    .isIn(DgenH.DGEN_OK(), DgenH.DGEN_ERR_REFUSED());
            assertThat(isFile.get(DgenH.C_INT, 0)).isZero();
            boolean hasNuma = call("dgen_numa_status", DgenH.dgen_numa_status()) == DgenH.DGEN_OK();
            int placed = call(
                    "dgen_numa_place",
                    DgenH.dgen_numa_place(memory, 2 * page, DgenH.DGEN_NUMA_LOCAL(), MemorySegment.NULL, 0));
            MemorySegment nodes = arena.allocate(DgenH.C_INT, 2);
            int located = call("dgen_numa_locate", DgenH.dgen_numa_locate(memory, page, 2, nodes));
            if (hasNuma) {
                assertThat(placed).isIn(DgenH.DGEN_OK(), DgenH.DGEN_ERR_REFUSED());
                assertThat(located).isIn(DgenH.DGEN_OK(), DgenH.DGEN_ERR_REFUSED());
            } else {
                assertThat(placed).isNotEqualTo(DgenH.DGEN_OK());
                assertThat(located).isNotEqualTo(DgenH.DGEN_OK());
            }
            assertThat(call("dgen_ceiling_run", DgenH.dgen_ceiling_run(DgenH.DGEN_CEILING_STREAM(), memory, 2 * page)))
                    .isEqualTo(DgenH.DGEN_OK());
            assertThat(memory.reinterpret(2 * page).get(ValueLayout.JAVA_BYTE, 2 * page - 1))
                    .isEqualTo((byte) 0x5A);
            assertThat(call("dgen_memory_unmap", DgenH.dgen_memory_unmap(memory, 2 * page)))
                    .isEqualTo(DgenH.DGEN_OK());
            int allocated = call("dgen_numa_alloc", DgenH.dgen_numa_alloc(page, 0, address));
            MemorySegment onNode = allocated == DgenH.DGEN_OK() ? address.get(DgenH.C_POINTER, 0) : MemorySegment.NULL;
            assertThat(call("dgen_numa_free", DgenH.dgen_numa_free(onNode, page)))
                    .isEqualTo(allocated == DgenH.DGEN_OK() ? DgenH.DGEN_OK() : DgenH.DGEN_ERR_NULL());
        }

        private void affinity() {
            MemorySegment cpus = arena.allocate(ValueLayout.JAVA_LONG, 1024);
            assertThat(call("dgen_thread_get_cpus", DgenH.dgen_thread_get_cpus(cpus, 1024)))
                    .isEqualTo(DgenH.DGEN_OK());
            assertThat(call("dgen_thread_set_cpus", DgenH.dgen_thread_set_cpus(cpus, 1024)))
                    .isEqualTo(DgenH.DGEN_OK());
            MemorySegment cpu = arena.allocate(DgenH.C_INT);
            assertThat(call("dgen_thread_cpu", DgenH.dgen_thread_cpu(cpu))).isEqualTo(DgenH.DGEN_OK());
            int now = cpu.get(DgenH.C_INT, 0);
            assertThat(BitSet.valueOf(cpus.toArray(ValueLayout.JAVA_LONG)).get(now))
                    .isTrue();
        }

        private void deriveKey() {
            MemorySegment derived = contentStruct.slice(content, "key");
            assertThat(call("dgen_derive_key", DgenH.dgen_derive_key(DgenH.DGEN_DOMAIN_CONTENT(), 42, 7, derived)))
                    .isEqualTo(DgenH.DGEN_OK());
            assertThat(derived.toArray(ValueLayout.JAVA_LONG)).isEqualTo(Model.contentKey(42, 7));
        }

        private void checksum() {
            MemorySegment crc = arena.allocate(ValueLayout.JAVA_LONG);
            MemorySegment data = MemorySegment.ofArray("123456789".getBytes(StandardCharsets.US_ASCII));
            MemorySegment copy = arena.allocate(data.byteSize()).copyFrom(data);
            assertThat(call(
                            "dgen_crc64nvme",
                            DgenH.dgen_crc64nvme(crc, copy, copy.byteSize(), Tier.PORTABLE.ordinal())))
                    .isEqualTo(DgenH.DGEN_OK());
            assertThat(crc.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(0xAE8B14860A799888L);
        }

        private void fillAndVerify() {
            int literals = 1000 << 16 | 777;
            contentStruct.set(content, "cells", 1);
            contentStruct.set(content, "tail", Header.enumeration("dgen_tail").get("DGEN_TAIL_RUN"));
            contentStruct.set(content, "run_byte", 9);
            spanStruct.set(span, "offset", 4000);
            spanStruct.set(span, "length", 5000);
            spanStruct.set(span, "literals", literals);
            spanStruct.set(span, "bits", 5);
            byte[] expected = Model.content(Model.contentKey(42, 7), 4000, 5000, new Model.Cells(1, 9, literals, 5));
            MemorySegment buffer = arena.allocate(5000);
            assertThat(call(
                            "dgen_fill",
                            DgenH.dgen_fill(
                                    content, span, 1, buffer, 5000, Tier.PORTABLE.ordinal(), DgenH.DGEN_STORE_AUTO())))
                    .isEqualTo(DgenH.DGEN_OK());
            assertThat(buffer.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(expected);

            CStruct mismatchStruct = new CStruct("dgen_mismatch");
            MemorySegment found = mismatchStruct.allocate(arena);
            CStruct rangeStruct = new CStruct("dgen_range");
            MemorySegment range = rangeStruct.allocate(arena);
            buffer.set(ValueLayout.JAVA_BYTE, 4321, (byte) ~expected[4321]);
            assertThat(call(
                            "dgen_verify",
                            DgenH.dgen_verify(
                                    content, span, 1, buffer, 5000, Tier.PORTABLE.ordinal(), 0, range, 1, found)))
                    .isEqualTo(DgenH.DGEN_OK());
            assertThat(mismatchStruct.get(found, "first")).isEqualTo(4321);
            assertThat(mismatchStruct.get(found, "count")).isEqualTo(1);
            assertThat(mismatchStruct.get(found, "ranges")).isEqualTo(1);
            assertThat(rangeStruct.get(range, "start")).isEqualTo(4321);
            assertThat(rangeStruct.get(range, "end")).isEqualTo(4322);
            assertThat(call("dgen_store_for", DgenH.dgen_store_for(64))).isEqualTo(DgenH.DGEN_STORE_REGULAR());
        }

        private void tiers() {
            MemorySegment out = arena.allocate(DgenH.C_INT);
            if (Skip.whyUnavailable(io.dgen.Engine.NATIVE, Tier.AUTO) == null) {
                assertThat(DgenH.dgen_tier_default(out)).isEqualTo(DgenH.DGEN_OK());
                assertThat(out.get(DgenH.C_INT, 0)).isBetween(1, Tier.values().length - 1);
            }
            assertThat(call("dgen_tier_default", DgenH.dgen_tier_default(MemorySegment.NULL)))
                    .isEqualTo(DgenH.DGEN_ERR_NULL());
            for (Tier tier : Tier.values()) {
                boolean runs = call("dgen_tier_status", DgenH.dgen_tier_status(tier.ordinal())) == DgenH.DGEN_OK();
                assertThat(call("dgen_tier_name", DgenH.dgen_tier_name(tier.ordinal()))
                                .getString(0))
                        .isEqualTo(tier.name().toLowerCase(Locale.ROOT));
                assertThat(call("dgen_tier_reason", DgenH.dgen_tier_reason(tier.ordinal()))
                                .getString(0)
                                .isEmpty())
                        .isEqualTo(runs);
            }
            assertThat(DgenH.dgen_tier_name(99)).isEqualTo(MemorySegment.NULL);
            assertThat(DgenH.dgen_tier_reason(-1)).isEqualTo(MemorySegment.NULL);
        }

        private void statuses() {
            List<String> texts = Header.enumeration("dgen_status").values().stream()
                    .map(s -> call("dgen_status_string", DgenH.dgen_status_string(s))
                            .getString(0))
                    .toList();
            assertThat(texts).doesNotHaveDuplicates().allMatch(t -> !t.isEmpty());
            assertThat(DgenH.dgen_status_string(-77).getString(0)).isNotEmpty();
        }

        private <T> T call(String name, T result) {
            called.add(name);
            return result;
        }
    }
}
