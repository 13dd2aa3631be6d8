// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NumaPolicyTest {
    @Test
    void nodesMayBeInAnyOrder() {
        assertThat(NumaPolicy.interleaved(3, 1)).isEqualTo(NumaPolicy.interleaved(1, 3));
        assertThat(NumaPolicy.spread(2, 0, 1).nodes()).containsExactly(0, 1, 2);
    }

    @Test
    void textNamesKindAndNodes() {
        assertThat(NumaPolicy.onNode(1)).hasToString("on-node 1");
        assertThat(NumaPolicy.spread()).hasToString("spread");
        assertThat(NumaPolicy.interleaved(0, 2)).hasToString("interleaved 0,2");
        assertThat(NumaPolicy.local()).hasToString("local");
    }

    @Test
    void memoryNearNoNodeIsLocal() {
        assertThat(NumaPolicy.near(List.of())).isEqualTo(NumaPolicy.local());
    }

    @Test
    void impossibleNodesAreRefused() {
        assertThatThrownBy(() -> NumaPolicy.onNode(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> NumaPolicy.spread(1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("each once");
        assertThatThrownBy(() -> new NumaPolicy(NumaPolicy.Kind.ON_NODE, List.of(0, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NumaPolicy(NumaPolicy.Kind.LOCAL, List.of(0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NumaPolicy(NumaPolicy.Kind.SPREAD, List.of(1, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[1, 0]");
    }
}
