// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.Verification.WrongRange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerificationTest {

    @Test
    void everyDifferenceIsNotOk() {
        assertThat(new Verification(5, 5, false, 0, List.of()).isOk()).isTrue();
        assertThat(new Verification(5, 4, false, 0, List.of()).isOk()).isFalse();
        assertThat(new Verification(5, 5, true, 0, List.of()).isOk()).isFalse();
        assertThat(new Verification(5, 5, false, 1, List.of(new WrongRange(3, 1))).isOk())
                .isFalse();
    }

    @Test
    void namesTheFirstWrongByte() {
        Verification result =
                new Verification(900, 900, false, 2, List.of(new WrongRange(30, 1), new WrongRange(700, 1)));

        assertThat(result.firstWrongOffset()).isEqualTo(30);
        assertThat(new WrongRange(30, 7).end()).isEqualTo(37);
    }

    @Test
    void rangesAreJoinedOverGapsBelow64() {
        assertThat(then(new WrongRange(10, 5), new WrongRange(15, 1))).containsExactly(new WrongRange(10, 6));
        assertThat(then(new WrongRange(10, 5), new WrongRange(78, 1))).containsExactly(new WrongRange(10, 69));
        assertThat(then(new WrongRange(10, 5), new WrongRange(79, 1)))
                .containsExactly(new WrongRange(10, 5), new WrongRange(79, 1));
    }

    private static List<WrongRange> then(WrongRange first, WrongRange second) {
        return new Verification(50, 50, false, first.length(), List.of(first))
                .then(new Verification(50, 50, false, second.length(), List.of(second)))
                .wrongRanges();
    }

    @Test
    void keepsTheFirstTenRangesAndEveryCount() {
        Verification sum = Verification.ok(0);
        for (int i = 0; i < 25; i++) {
            sum = sum.then(new Verification(1000, 1000, false, 3, List.of(new WrongRange(i * 1000L, 3))));
        }
        assertThat(sum.wrongRanges()).hasSize(Verification.MAX_WRONG_RANGES);
        assertThat(sum.wrongRanges().getLast()).isEqualTo(new WrongRange(9000, 3));
        assertThat(sum.wrongBytes()).isEqualTo(75);
        assertThat(sum.checkedBytes()).isEqualTo(25_000);
    }

    @Test
    void keepsACopyOfTheList() {
        List<WrongRange> list = new ArrayList<>(List.of(new WrongRange(1, 1)));
        Verification result = new Verification(5, 5, false, 1, list);
        list.clear();

        assertThat(result.wrongRanges()).hasSize(1);
    }
}
