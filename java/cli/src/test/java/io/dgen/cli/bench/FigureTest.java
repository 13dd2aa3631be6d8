package io.dgen.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dgen.MemoryCeiling;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FigureTest {
    private static Samples samples(double value) {
        return new Samples(List.of(value));
    }

    @Test
    void fillIsMeasuredAgainstTheBetterWayToWrite() {
        Map<MemoryCeiling, Samples> inCache = Map.of(
                MemoryCeiling.MEMSET, samples(60), MemoryCeiling.STREAM, samples(20), MemoryCeiling.READ, samples(90));
        Map<MemoryCeiling, Samples> inMemory = Map.of(
                MemoryCeiling.MEMSET, samples(12), MemoryCeiling.STREAM, samples(20), MemoryCeiling.READ, samples(90));

        assertThat(Figure.of("fill", Operation.FILL, samples(15), inCache))
                .returns(MemoryCeiling.MEMSET, Figure::ceiling)
                .returns(0.25, Figure::ofCeiling);
        assertThat(Figure.of("fill", Operation.FILL, samples(15), inMemory))
                .returns(MemoryCeiling.STREAM, Figure::ceiling)
                .returns(0.75, Figure::ofCeiling);
    }

    @Test
    void verifyIsMeasuredAgainstReading() {
        Map<MemoryCeiling, Samples> ceilings = Map.of(
                MemoryCeiling.MEMSET, samples(60), MemoryCeiling.STREAM, samples(99), MemoryCeiling.READ, samples(30));

        assertThat(Figure.of("verify", Operation.VERIFY, samples(15), ceilings))
                .returns(MemoryCeiling.READ, Figure::ceiling)
                .returns(0.5, Figure::ofCeiling);
    }

    @Test
    void noFigureWithoutItsCeiling() {
        assertThatThrownBy(() -> Figure.of("verify", Operation.VERIFY, samples(15), Map.of()))
                .hasMessage("ceiling READ was not measured");
    }
}
