package io.dgen.benchmarks.scale;

import io.dgen.SystemInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Measures the parts that are named, or all, and prints a Markdown table of each. */
public final class Scale {
    /** How long, and how often; patience is for other programs to let go of the CPUs. */
    record Settings(int rounds, long roundNanos, int jobs, double patienceSeconds) {
        static final Settings FULL = new Settings(9, 80_000_000, 60, 300);
        static final Settings QUICK = new Settings(3, 40_000_000, 20, 0);
    }

    private static final Map<String, Consumer<Settings>> PARTS = new LinkedHashMap<>();

    static {
        PARTS.put("dispatch", Dispatch::measure);
        PARTS.put("lines", Lines::measure);
        PARTS.put("calls", Calls::measure);
        PARTS.put("split", Splits::measure);
    }

    private Scale() {}

    public static void main(String[] args) {
        Settings settings = Settings.FULL;
        List<Consumer<Settings>> parts = new ArrayList<>();
        for (String arg : args) {
            if (arg.equals("--quick")) {
                settings = Settings.QUICK;
            } else if (PARTS.containsKey(arg)) {
                parts.add(PARTS.get(arg));
            } else {
                System.err.println("no part '" + arg + "': expected one of " + String.join(", ", PARTS.keySet()));
                System.exit(2);
            }
        }
        Quiet.patience(settings.patienceSeconds);
        SystemInfo system = SystemInfo.get();
        System.out.println(system.cpuModel() + ", " + system.availableCpus() + " CPUs, tier " + system.autoTier() + "; "
                + system.operatingSystem() + "; Java " + system.jdk() + "; medians of " + settings.rounds
                + " rounds, contenders in turns");
        for (Consumer<Settings> part : parts.isEmpty() ? PARTS.values() : parts) {
            System.out.println();
            part.accept(settings);
        }
        System.out.println("\n" + Quiet.summary());
    }
}
