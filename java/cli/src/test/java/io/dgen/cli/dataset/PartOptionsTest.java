// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dgen.cli.dataset.PartOptions.Share;
import io.dgen.cli.exit.Failure;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PartOptionsTest {
    private static Map<String, String> environment(String text) {
        Map<String, String> environment = new HashMap<>();
        for (String pair : text.split(" ", -1)) {
            environment.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
        }
        return environment;
    }

    @ParameterizedTest
    @CsvSource({
        "SLURM_PROCID=2 SLURM_NTASKS=5, , 2/5",
        "SLURM_PROCID=2 SLURM_NTASKS=5, 5, 2/5",
        "OMPI_COMM_WORLD_RANK=0 OMPI_COMM_WORLD_SIZE=1, , 0/1",
        "PMI_RANK=7 PMI_SIZE=8, , 7/8",
        "JOB_COMPLETION_INDEX=3, 4, 3/4",
        "SLURM_PROCID=9 PMI_RANK=1 PMI_SIZE=2, , 1/2",
    })
    void theProcessManagerStatesThePart(String variables, Integer parts, String part) throws Failure {
        assertThat(PartOptions.of("auto", parts, environment(variables))).hasToString(part);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X=1 | | --part auto: none of these variables is set: SLURM_PROCID and SLURM_NTASKS; OMPI_COMM_WORLD_RANK and"
                        + " OMPI_COMM_WORLD_SIZE; PMI_RANK and PMI_SIZE; with --parts N, JOB_COMPLETION_INDEX",
                "JOB_COMPLETION_INDEX=3 | | --part auto: none of these variables is set",
                "JOB_COMPLETION_INDEX=3 | 3 | --part auto: JOB_COMPLETION_INDEX: part 3: expected 0 to 2, of 3 parts",
                "SLURM_PROCID=x SLURM_NTASKS=5 | | --part auto: SLURM_PROCID is 'x': expected a number",
                "SLURM_PROCID=1 SLURM_NTASKS=5 | 4 | --parts 4: SLURM_NTASKS is 5",
                "SLURM_PROCID=1 SLURM_NTASKS=0 | | --part auto: SLURM_PROCID: 0 parts: expected 1 to 2147483647",
            })
    void whatIsMissingOrWrongIsNamed(String variables, Integer parts, String message) {
        assertThatThrownBy(() -> PartOptions.of("auto", parts, environment(variables)))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void thePartCanBeGiven() throws Failure {
        assertThat(PartOptions.of(null, null, Map.of())).isEqualTo(Share.ALL);
        assertThat(PartOptions.of("3/7", null, Map.of())).isEqualTo(new Share(3, 7));
        assertThatThrownBy(() -> PartOptions.of("3/7", 7, Map.of())).hasMessage("--parts requires --part auto");
    }
}
