// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SessionTest extends SparkTest {
    @Test
    void runs() {
        assertThat(SPARK.range(1000).count()).isEqualTo(1000);
    }
}
