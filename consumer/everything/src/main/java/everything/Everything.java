// SPDX-License-Identifier: MIT OR Apache-2.0
package everything;

import io.dgen.CompressFor;
import io.dgen.DataGenerator;
import io.dgen.Dedup;
import io.dgen.GeneratorConfig;
import io.dgen.SystemInfo;
import io.dgen.analyze.Analysis;
import io.dgen.analyze.Analyzer;
import io.dgen.bench.machine.ClockRate;
import io.dgen.bench.machine.MachineDescription;
import io.dgen.bench.statistics.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Calls each artifact, and reads members that may be null. */
public class Everything {
    public static void main(String[] args) throws IOException, InterruptedException {
        GeneratorConfig config = GeneratorConfig.builder()
                .sizeBytes(1 << 20)
                .dedup(Dedup.of(2))
                .build();
        byte[] data = new byte[1 << 20];
        try (DataGenerator generator = new DataGenerator(config)) {
            generator.fillChunk(data);
        }
        Path file = Files.createTempFile("dgen", null);
        try {
            Files.write(file, data);
            Analyzer analyzer = Analyzer.builder()
                    .fixedUnits(List.of(128L << 10))
                    .contentDefinedAverages(List.of())
                    .compressors(List.of())
                    .build();
            Analysis analysis = analyzer.analyze(file);
            System.out.println(analysis.fixed(128 << 10).ratio()
                    + " " + Summary.of(List.of(1.0, 2.0, 4.0)).median()
                    + " " + MachineDescription.of(SystemInfo.get()).isEmpty()
                    + " " + new ClockRate(1, null).doubt()
                    + " " + CompressFor.ANY.compressor());
        } finally {
            Files.delete(file);
        }
    }
}
