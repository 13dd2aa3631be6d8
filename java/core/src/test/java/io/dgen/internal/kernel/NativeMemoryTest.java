// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.testing.Header;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NativeMemoryTest {
    @Test
    void enumsMirrorTheHeader() {
        assertThat(mirror("DGEN_NUMA_", NativeMemory.Policy.values()))
                .isEqualTo(Header.enumeration("dgen_numa_policy"));
        assertThat(mirror("DGEN_PAGES_", NativeMemory.Pages.values())).isEqualTo(Header.enumeration("dgen_pages"));
    }

    private static Map<String, Integer> mirror(String prefix, Enum<?>[] values) {
        return Arrays.stream(values).collect(Collectors.toMap(v -> prefix + v.name(), Enum::ordinal));
    }
}
