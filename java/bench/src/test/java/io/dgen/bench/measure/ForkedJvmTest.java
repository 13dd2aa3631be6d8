// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ForkedJvmTest {
    private static final ForkedJvm JVM =
            new ForkedJvm(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", testClasses()));

    private static String testClasses() {
        return ForkedJvmTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
    }

    /** The main class of the forks. Needs no other class, because tests run on the module path. */
    static final class Fork {
        private Fork() {}

        static void main(String[] args) {
            System.out.println("= 1.5 2.0");
            System.out.println("not an answer");
            System.err.println("= -3.0");
            System.out.println("property " + System.getProperty("added"));
            System.exit(Integer.parseInt(args[0]));
        }
    }

    @Test
    void answersOfAFork() {
        List<String> lines = JVM.with(List.of("-Dadded=yes")).run(Fork.class, "0");

        assertThat(lines).containsExactlyInAnyOrder("= 1.5 2.0", "not an answer", "= -3.0", "property yes");
        assertThat(ForkedJvm.answers(lines)).contains(new double[] {1.5, 2}, new double[] {-3});
    }

    @Test
    void failureOfAFork() {
        assertThatThrownBy(() -> JVM.run(Fork.class, "3"))
                .isInstanceOf(MeasurementException.class)
                .hasMessageStartingWith("Fork ended with status 3:\n")
                .hasMessageContaining("\n  not an answer");
    }

    @Test
    void numbersSurviveText() {
        double[] numbers = {1e-9, 0.1, 3e15, -2};

        assertThat(ForkedJvm.answers(List.of(ForkedJvm.answer(numbers)))).containsExactly(numbers);
    }
}
