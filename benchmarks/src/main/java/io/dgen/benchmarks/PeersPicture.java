// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import io.dgen.bench.report.Chart;
import io.dgen.bench.report.Chart.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.jr.ob.JSON;

/** The picture of the README: rates and errors of dgen and of other programs, from the results of {@code benchmarks/peers/picture}. */
public final class PeersPicture {
    /**
     * The results.
     *
     * @param rates GB/s by name of the program, and by the ratio of the data
     * @param errors of the compressed size in percent: by source, ratio, compressor and block size
     */
    record Results(
            String machine,
            String date,
            String command,
            Map<String, Map<String, Double>> rates,
            Map<String, Map<String, Map<String, Double>>> errors) {}

    private PeersPicture() {}

    /** Arguments: the file of the results, the file of the picture. */
    public static void main(String[] args) throws IOException {
        Files.writeString(
                Path.of(args[1]),
                svg(JSON.std.beanFrom(Results.class, Path.of(args[0]).toFile())));
    }

    static String svg(Results results) {
        Map<String, Chart> charts = new LinkedHashMap<>();
        charts.put("One thread fills memory, GB/s: more is better", rates(results.rates));
        charts.put(
                "Compressed size: mean difference from the requested one, in percent: less is better",
                errors(results.errors));
        return Chart.svgFile(charts);
    }

    private static Chart rates(Map<String, Map<String, Double>> rates) {
        List<String> ratios = rates.values().stream()
                .flatMap(rate -> rate.keySet().stream())
                .distinct()
                .toList();
        return Chart.bars(
                List.copyOf(rates.keySet()),
                ratios.stream()
                        .map(ratio -> new Series(
                                ratio,
                                rates.values().stream()
                                        .map(rate -> rate.getOrDefault(ratio, Double.NaN))
                                        .toList()))
                        .toList());
    }

    private static Chart errors(Map<String, Map<String, Map<String, Double>>> errors) {
        List<String> ratios = List.copyOf(errors.values().iterator().next().keySet());
        return Chart.bars(
                ratios,
                errors.entrySet().stream()
                        .map(source -> new Series(
                                source.getKey(),
                                ratios.stream()
                                        .map(ratio -> mean(source.getValue().getOrDefault(ratio, Map.of())))
                                        .toList()))
                        .toList());
    }

    private static double mean(Map<String, Double> errors) {
        return errors.values().stream().mapToDouble(Math::abs).average().orElseThrow();
    }
}
