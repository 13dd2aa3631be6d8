// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdSetsTest {
    static BitSet set(int... ids) {
        return IntStream.of(ids).collect(BitSet::new, BitSet::set, BitSet::or);
    }

    @Test
    void lists() {
        assertThat(IdSets.ofList("")).isEqualTo(set());
        assertThat(IdSets.ofList("0")).isEqualTo(set(0));
        assertThat(IdSets.ofList("0-3,8")).isEqualTo(set(0, 1, 2, 3, 8));
        assertThat(IdSets.ofList("7-7, 1023")).isEqualTo(set(7, 1023));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "1,", ",1", "3-1", "-1", "1-", "1--2", "0-99999999999", "0-2000000", "0x1", "1 2"})
    void malformedLists(String text) {
        assertThat(IdSets.ofList(text)).isNull();
    }

    @Test
    void masks() {
        assertThat(IdSets.ofMask("")).isEqualTo(set());
        assertThat(IdSets.ofMask("0")).isEqualTo(set());
        assertThat(IdSets.ofMask("8")).isEqualTo(set(3));
        assertThat(IdSets.ofMask("0f")).isEqualTo(set(0, 1, 2, 3));
        assertThat(IdSets.ofMask("F0000001")).isEqualTo(set(0, 28, 29, 30, 31));
        assertThat(IdSets.ofMask("1,00000000,80000001")).isEqualTo(set(0, 31, 64));
    }

    @ParameterizedTest
    @ValueSource(strings = {"g", "1,", ",1", "123456789", "0x1", "-1"})
    void malformedMasks(String text) {
        assertThat(IdSets.ofMask(text)).isNull();
    }

    @Test
    void intersectionsLeaveBothUnchanged() {
        BitSet a = set(1, 2);
        BitSet b = set(2, 3);

        assertThat(IdSets.and(a, b)).isEqualTo(set(2));
        assertThat(a).isEqualTo(set(1, 2));
        assertThat(b).isEqualTo(set(2, 3));
    }
}
