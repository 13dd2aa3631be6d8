package io.dgen.cli.bench;

import io.dgen.MemoryCeiling;
import io.dgen.cli.bench.Crew.Turn;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Entrants that take turns with the ceilings on one buffer, so that what disturbs the machine meets all alike.
 *
 * @param point what tells it from the other contests of its group
 * @param buffer of a multiple of as many bytes as there are threads
 * @param threads number of threads that share the buffer among them
 * @param entrants without the ceilings
 */
record Contest(String point, MemorySegment buffer, int threads, List<Entrant> entrants) {
    /** Measures nothing. */
    void warmUp(Pace pace) {
        try (Crew crew = new Crew(threads, buffer)) {
            for (Entrant entrant : all()) {
                long ignored = warmUp(crew, entrant.compiledLate(), pace);
            }
        }
    }

    private List<Entrant> all() {
        List<Entrant> all = new ArrayList<>(entrants);
        for (MemoryCeiling ceiling : MemoryCeiling.values()) {
            all.add(Entrant.ceiling(ceiling));
        }
        return all;
    }

    Point run(Pace pace) {
        List<Entrant> all = all();
        try (Crew crew = new Crew(threads, buffer)) {
            long[] repetitions =
                    all.stream().mapToLong(e -> warmUp(crew, e, pace)).toArray();
            List<List<Double>> rates = new ArrayList<>();
            all.forEach(_ -> rates.add(new ArrayList<>()));
            List<Double> clock = new ArrayList<>();
            long threadNanos = 0;
            long offCpuNanos = 0;
            long start = System.nanoTime();
            for (int round = 0; round < pace.rounds(); round++) {
                if (round >= Pace.MIN_ROUNDS && System.nanoTime() - start > pace.contestNanos()) {
                    break;
                }
                clock.add(Clock.measure());
                for (int i = 0; i < all.size(); i++) {
                    int turn = (i + round) % all.size();
                    Turn taken = turn(crew, all.get(turn), repetitions[turn]);
                    rates.get(turn).add((double) buffer.byteSize() * repetitions[turn] / Math.max(1, taken.nanos()));
                    threadNanos += taken.threadNanos();
                    offCpuNanos += taken.offCpuNanos();
                }
            }
            return point(all, rates, new Samples(clock), threadNanos, offCpuNanos);
        }
    }

    private Point point(
            List<Entrant> all, List<List<Double>> rates, Samples clock, long threadNanos, long offCpuNanos) {
        Map<MemoryCeiling, Samples> ceilings = new EnumMap<>(MemoryCeiling.class);
        for (MemoryCeiling ceiling : MemoryCeiling.values()) {
            ceilings.put(ceiling, new Samples(rates.get(entrants.size() + ceiling.ordinal())));
        }
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < entrants.size(); i++) {
            Entrant entrant = all.get(i);
            Operation operation = entrant.operation();
            if (operation != null) {
                figures.add(Figure.of(entrant.name(), operation, new Samples(rates.get(i)), ceilings));
            }
        }
        return new Point(point, buffer.byteSize(), threads, clock, ceilings, figures, threadNanos, offCpuNanos);
    }

    /** The caches are as an entrant's own calls leave them: one, that does not count, comes first. */
    private static Turn turn(Crew crew, Entrant entrant, long repetitions) {
        crew.prepare(entrant.task());
        Turn ignored = call(crew, entrant, 1);
        return call(crew, entrant, repetitions);
    }

    private static Turn call(Crew crew, Entrant entrant, long repetitions) {
        return entrant.isShared() ? crew.runWhole(entrant.task(), repetitions) : crew.run(entrant.task(), repetitions);
    }

    /** @return how many calls a turn takes */
    private static long warmUp(Crew crew, Entrant entrant, Pace pace) {
        crew.prepare(entrant.task());
        long start = System.nanoTime();
        long repetitions = 1;
        while (true) {
            long nanos = call(crew, entrant, repetitions).nanos();
            boolean isWarm = !entrant.isCompiledLate() || System.nanoTime() - start > pace.compileNanos();
            if (nanos < pace.turnNanos()) {
                repetitions = nanos < pace.turnNanos() / 4 ? repetitions * 4 : repetitions + (repetitions + 3) / 4;
            } else if (isWarm) {
                return repetitions;
            }
        }
    }
}
