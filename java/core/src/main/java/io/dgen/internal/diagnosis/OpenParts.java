// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.diagnosis;

import io.dgen.internal.format.Page;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Long parts of wrong data that show no reason in samples: comparing each page with all sources would take many times as
 * long as the verification. The first ones of such parts are kept for the search at the end. Thread-safe.
 */
final class OpenParts {
    private static final int MIN_BYTES = 64 * Page.BYTES;

    /** 16 MiB. */
    private static final int MAX_KEPT = 16;

    /** Pages of the first part that are compared with all sources; one page of each further part is. */
    private static final int FIRST_SAMPLES = 64;

    /** Odd, so that different numbers give different pages. */
    private static final int SAMPLE_STEP = 37;

    private static final int RARELY = 128;

    private static final int SAMPLE_BYTES = 64;
    private static final int COMPARED_BYTES = 16;

    private static final int MAX_EARLY_SEARCHES = 8;
    private static final long EARLY_NANOS = 500_000_000;

    private final Origin stream;
    private final Sources sources;
    private final int runByte;
    private final AtomicInteger inSequence = new AtomicInteger();
    private final AtomicInteger earlySearches = new AtomicInteger();
    private final Object nearLock = new Object();
    private @Nullable ShiftSearch near;
    private final Map<OpenPart, Finding> kept = new HashMap<>();

    OpenParts(Origin stream, Sources sources, int runByte) {
        this.stream = stream;
        this.sources = sources;
        this.runByte = runByte;
    }

    /**
     * Examines samples of a part.
     *
     * @return the finding that no reason holds; null if pages need to be examined
     */
    @Nullable
    Finding examine(WrongPart part) {
        int number = inSequence.get();
        boolean isOpen = part.length() >= MIN_BYTES
                && part.isWrongThroughout()
                && !hasRun(part)
                && !hasKnownSource(part, number)
                && !(isDue(number) && isFound(part, number == 0));
        if (!isOpen) {
            inSequence.set(0);
            return null;
        }
        inSequence.incrementAndGet();
        return unknown(part);
    }

    /** Keeps the part for the search at the end, if there is room. */
    boolean keep(WrongPart part, Finding unknown) {
        synchronized (kept) {
            if (kept.size() >= MAX_KEPT) {
                return false;
            }
            kept.put(new OpenPart(part), unknown);
            return true;
        }
    }

    /** The parts that are kept, with their findings if the search does not find them. */
    Map<OpenPart, Finding> kept() {
        synchronized (kept) {
            return Map.copyOf(kept);
        }
    }

    void remove(OpenPart part) {
        synchronized (kept) {
            kept.remove(part);
        }
    }

    /** Whether a sector begins with a run, other than those of the texture. */
    private boolean hasRun(WrongPart part) {
        long textureRun = runByte * 0x0101010101010101L;
        MemorySegment data = part.data();
        long last = data.byteSize() - Long.BYTES;
        for (long at = Sector.bytesToNext(part.offset()); at <= last; at += Sector.BYTES) {
            long word = data.get(Bytes.WORD, at);
            if (Bytes.isRun(word) && word != textureRun) {
                return true;
            }
        }
        return false;
    }

    /** Of long unknown data, the parts 0, 1, 2, 4, 8 .. are looked for, and every 128th. */
    private static boolean isDue(int number) {
        return Integer.bitCount(number) <= 1 || number % RARELY == 0;
    }

    /**
     * Whether the start of one of the sampled pages has a reason. A cause that continues from or into another part is in the
     * first or the last page.
     */
    boolean hasKnownSource(WrongPart part, int number) {
        int pages = part.length() / Page.BYTES;
        List<Source> all = sources.with(List.of());
        boolean isFound = hasSource(part, 0, sources.confirmed()) || hasSource(part, pages - 1, sources.confirmed());
        for (int i = 1; i <= (number == 0 ? FIRST_SAMPLES : 1) && !isFound; i++) {
            isFound = hasSource(part, Math.floorMod(i * (SAMPLE_STEP + number), pages), all);
        }
        return isFound;
    }

    private boolean hasSource(WrongPart part, int page, List<Source> tried) {
        long place = part.offset() + (long) page * Page.BYTES;
        byte[] found = part.copy(place, SAMPLE_BYTES);
        byte[] expected = new byte[SAMPLE_BYTES];
        stream.fill(place, expected, 0, SAMPLE_BYTES);
        boolean isOneBit = Integer.bitCount(Bytes.differentBits(expected, found, 0, SAMPLE_BYTES)) <= 1;
        return isOneBit || tried.stream().anyMatch(source -> source.isAt(place, found, COMPARED_BYTES));
    }

    /** Looks for the part near its place; and if it is the first one, in the whole stream. */
    private boolean isFound(WrongPart part, boolean isFirst) {
        List<Source> candidates = new ArrayList<>();
        findNear(part, part.length() - Page.BYTES).ifPresent(candidates::add);
        if (isFirst) {
            findNear(part, part.length() / 2).ifPresent(candidates::add);
        }
        if (candidates.isEmpty() && isFirst && earlySearches.getAndIncrement() < MAX_EARLY_SEARCHES) {
            OpenPart open = new OpenPart(part);
            candidates.addAll(StreamSearch.fast(stream, List.of(open), new Deadline(EARLY_NANOS))
                    .getOrDefault(open, List.of()));
        }
        candidates.reversed().forEach(sources::add);
        return !candidates.isEmpty();
    }

    private Optional<Source> findNear(WrongPart part, int place) {
        byte[] page = part.copy(part.offset() + place, Page.BYTES);
        synchronized (nearLock) {
            near = near == null ? new ShiftSearch(stream) : near;
            OptionalLong distance = near.distance(part.offset() + place, page, 0, page.length);
            return distance.isPresent() ? Optional.of(new Source(stream, distance.getAsLong())) : Optional.empty();
        }
    }

    private Finding unknown(WrongPart part) {
        int length = (int) Math.min(Reason.Unknown.SAMPLE_BYTES, part.end() - part.first());
        byte[] expected = new byte[length];
        stream.fill(part.first(), expected, 0, length);
        byte[] page = part.copy(part.offset() + part.length() / 2, Page.BYTES);
        Reason unknown =
                new Reason.Unknown(Bytes.entropy(page, 0, page.length), expected, part.copy(part.first(), length));
        return new Finding(part.first(), part.end(), part.wrong(), unknown);
    }
}
