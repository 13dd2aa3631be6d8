package io.dgen.benchmarks.ratio;

import io.dgen.benchmarks.Workload;
import java.util.List;
import java.util.stream.Stream;

/** The table: what must be how fast. */
final class Rows {
    static final String SIZE_4_KIB = "size=4096";
    static final String SIZE_64_KIB = "size=65536";
    static final String SIZE_256_KIB = "size=262144";
    static final String SIZE_1_MIB = "size=1048576";
    static final String SIZE_4_MIB = "size=4194304";
    static final String SIZE_16_MIB = "size=16777216";
    static final String SIZE_32_MIB = "size=33554432";
    static final String SIZE_64_MIB = "size=67108864";
    static final String SIZE_128_MIB = "size=134217728";
    static final String SIZE_256_MIB = "size=268435456";
    static final String SIZE_512_MIB = "size=536870912";
    static final String SIZE_1_GIB = "size=1073741824";

    /**
     * Rows that belong together.
     *
     * @param name the end of a file name
     */
    record Theme(String name, List<? extends Row> rows) {}

    static final List<Theme> THEMES = List.of(
            new Theme("fill", FillRows.ALL),
            new Theme("peers", PeerRows.ALL),
            new Theme("calls", CallRows.ALL),
            new Theme("engines", EngineRows.ALL),
            new Theme("compress", CompressRows.ALL),
            new Theme("threads", ThreadRows.ALL),
            new Theme("process", ProcessRows.ALL));

    static final List<Row> ALL =
            THEMES.stream().<Row>flatMap(t -> t.rows().stream()).toList();

    private Rows() {}

    static <R extends Row> R find(String name, Class<R> type) {
        return Stream.concat(ALL.stream(), Guard.CHECKS.stream().map(Guard.Check::row))
                .filter(r -> r.name().equals(name))
                .findFirst()
                .map(type::cast)
                .orElseThrow(() -> new IllegalArgumentException("no row " + name));
    }

    /** Of a row of ratios, or of a chart. */
    static List<Contender> contenders(String name) {
        return Charts.ALL.stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .map(ChartOfRates::contenders)
                .orElseGet(() -> find(name, RatioRow.class).contenders());
    }

    static Contender contender(Class<? extends Workload> workload, String method, String... parameters) {
        return Contender.of(workload, method, parameters);
    }
}
