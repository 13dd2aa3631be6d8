#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Writes format-v1.json, the test vectors of docs/format.md.

An independent implementation that follows only the document: it shares no code with the C kernel and the
Java engines. Their tests read the file.
"""
import fractions
import json
import pathlib

MASK = (1 << 64) - 1
GAMMA = 0x9E3779B97F4A7C15
PAGE = 4096
DOMAINS = {
    "content": 0x6467656E31636F6E,
    "dedup": 0x6467656E31646475,
    "compression": 0x6467656E31636D70,
}


def mix64(z):
    z &= MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def stream_key(domain, seed, stream):
    u = mix64(seed + DOMAINS[domain])
    v = mix64(stream + DOMAINS[domain])
    return [mix64(mix64(u + (2 * j + 1) * GAMMA) ^ mix64(v + (2 * j + 2) * GAMMA)) for j in range(4)]


def lane_state(key, page, lane):
    return [mix64(k + (8 * page + lane + 1) * GAMMA) for k in key]


def rotl(x, n):
    return ((x << n) | (x >> (64 - n))) & MASK


def xoshiro256pp(s):
    result = (rotl((s[0] + s[3]) & MASK, 23) + s[0]) & MASK
    t = (s[1] << 17) & MASK
    s[2] ^= s[0]
    s[3] ^= s[1]
    s[1] ^= s[2]
    s[0] ^= s[3]
    s[2] ^= t
    s[3] = rotl(s[3], 45)
    return result


def page_bytes(key, page):
    lanes = [lane_state(key, page, lane) for lane in range(8)]
    return b"".join(xoshiro256pp(lanes[i % 8]).to_bytes(8, "little") for i in range(PAGE // 8))


def cell_literals(literals, number):
    """Whole literal bytes of a cell; `literals` counts 1/65536 bytes."""
    number %= 65536
    return (number + 1) * literals // 65536 - number * literals // 65536


def copy_distance(literals, size, page):
    lines = literals // 64
    if lines == 0:
        return 32 if literals >= 32 else 16 if literals >= 16 else 8
    if lines % 2 == 0:
        lines -= 1
    if page % 2 == 1 and lines >= 9 and size - literals >= 512:
        lines -= 2
    return 64 * lines


def compressible_page(key, page, cells, run, literals, bits=8):
    outputs = page_bytes(key, page)
    size, taken, data = PAGE // cells, 0, bytearray()
    lines = -(-(-(-literals // 65536)) // 64)
    for i in range(cells):
        n = cell_literals(literals, page * cells + i)
        cell = bytearray(b % (1 << bits) for b in outputs[taken:taken + n])
        taken += 64 * lines
        distance = copy_distance(n, size, page)
        while len(cell) < size:
            cell.append(run if run else cell[-distance])
        data += cell
    return bytes(data)


def content(key, offset, length, layout=(1, 0, PAGE << 16)):
    """`layout` is cells per page, run byte, literals, bits of a literal byte."""
    first, last = offset // PAGE, (offset + max(length, 1) - 1) // PAGE
    data = b"".join(compressible_page(key, p, *layout) for p in range(first, last + 1))
    return data[offset - first * PAGE:][:length]


def overhead_table():
    """{(texture, compressor): [(block, [c per ratio])]} and the ratios in hundredths, c in 2^-16 bytes."""
    path = pathlib.Path(__file__).parents[2] / "java/core/src/main/resources/io/dgen/internal/format/overheads.csv"
    lines = [line.split(",") for line in path.read_text().splitlines() if not line.startswith("#")]
    ratios = [int(fractions.Fraction(r) * 100) for r in lines[0][3:]]
    table = {}
    for texture, compressor, block, *overheads in lines[1:]:
        table.setdefault((texture, compressor), []).append((int(block), [int(c) * 4096 for c in overheads]))
    return table, ratios


def between(c0, c1, x0, x1, x):
    return c0 + (c1 - c0) * x1 * (x - x0) // (x * (x1 - x0))


def interpolate(points, x):
    """`points` are (x, c), ascending."""
    if x <= points[0][0]:
        return points[0][1]
    for (x0, c0), (x1, c1) in zip(points, points[1:]):
        if x <= x1:
            return c1 if x == x1 else between(c0, c1, x0, x1, x)
    return points[-1][1]


def literals_of(ratio, texture="copy", target="any"):
    """F of docs/format.md, "Literal bytes"; `ratio` is a decimal text, target such as zstd@131072."""
    cells, n = (4 if texture == "cells" else 1), int(fractions.Fraction(ratio) * 100)
    size = PAGE // cells
    if n == 100:
        return size << 16
    compressor, _, block = target.partition("@")
    table, ratios = overhead_table()
    rows = table[texture, compressor]
    columns = [interpolate([(b // 1024, row[i]) for b, row in rows], int(block or 0) // 1024)
               for i in range(len(ratios))]
    page = PAGE * 65536 * 100 // n - interpolate(list(zip(ratios, columns)), n)
    return min(max(page // cells, 8 << 16), size << 16)


def permute(i, bits):
    x = ((bits | 1) * i + (bits >> 6)) % 64
    return x ^ (x >> 3)


def draw(key, block):
    g = mix64(key[1] + ((block >> 6) + 1) * GAMMA)
    i = permute(permute(block % 64, g % 4096), (g >> 12) % 4096)
    return i << 58 | mix64(key[2] + (block + 1) * GAMMA) >> 6


def drawn_ratio(key, block, mixture):
    """`mixture` is [(ratio, weight)] of decimal texts, ascending; a ratio may be followed by a slash and bits."""
    weights = [fractions.Fraction(w) for _, w in mixture]
    for j in range(len(mixture) - 1):
        if draw(key, block) < (1 << 64) * sum(weights[:j + 1]) // sum(weights):
            return mixture[j][0]
    return mixture[-1][0]


def half_up(x):
    return (2 * x.numerator + x.denominator) // (2 * x.denominator)


def windowed(n, ratio, w):
    """Content block of logical block b; `ratio` is a decimal text."""
    phi = -(-(1 << 64) // fractions.Fraction(ratio))

    def start(b):
        return (b * phi + (1 << 63)) >> 64

    def plan(b):
        f = b - b % w
        return start(f) + (b - f) % max(1, start(min(f + w, n)) - start(f))
    return plan


def permute_blocks(key, n, b):
    bits = max(2, (n - 1).bit_length())
    low_bits = bits // 2
    while True:
        low, high = b % (1 << low_bits), b >> low_bits
        high ^= mix64(key[0] ^ low) % (1 << (bits - low_bits))
        low ^= mix64(key[1] ^ high) % (1 << low_bits)
        high ^= mix64(key[2] ^ low) % (1 << (bits - low_bits))
        low ^= mix64(key[3] ^ high) % (1 << low_bits)
        b = high << low_bits | low
        if b < n:
            return b


def scattered(seed, stream, n, classes):
    """`classes` are (slots, contents)."""
    key = stream_key("dedup", seed, stream)

    def plan(b):
        if sum(u for _, u in classes) == n:
            return b
        slot, first = permute_blocks(key, n, b), 0
        for slots, contents in classes:
            if slot < slots:
                return first + slot % contents
            slot, first = slot - slots, first + contents
    return plan


def copies(seed, stream, n, shares):
    """`shares` are (copies, share) in decimal texts, ascending."""
    shares = [(int(c), fractions.Fraction(p)) for c, p in shares]
    total, classes, before = sum(c * p for c, p in shares), [], 0
    for j, (c, _) in enumerate(shares):
        upto = half_up(n * sum(c * p for c, p in shares[:j + 1]) / total)
        slots = upto - before
        classes.append((slots, max(1, half_up(fractions.Fraction(slots, c))) if slots else 0))
        before = upto
    return scattered(seed, stream, n, classes)


def hot_set(seed, stream, n, ratio, contents, writes):
    u = max(1, half_up(n / fractions.Fraction(ratio)))
    if u < 2:
        return scattered(seed, stream, n, [(n, min(u, n))])
    hot = min(max(half_up(u * fractions.Fraction(contents)), 1), u - 1)
    slots = min(max(half_up(n * fractions.Fraction(writes)), hot), n - (u - hot))
    return scattered(seed, stream, n, [(slots, hot), (n - slots, u - hot)])


PLANS = {
    "dedup=2.5,window=1MiB": lambda n: windowed(n, "2.5", 256),
    "dedup=3,window=28KiB": lambda n: windowed(n, "3", 7),
    "dedup=copies(1@0.8+2@0.1+10@0.1)": lambda n: copies(7, 3, n, [("1", "0.8"), ("2", "0.1"), ("10", "0.1")]),
    "dedup=copies(3@1)": lambda n: copies(7, 3, n, [("3", "1")]),
    "dedup=2.5,hot=5%@50%": lambda n: hot_set(7, 3, n, "2.5", "0.05", "0.5"),
}


def stream_bytes(seed, stream, block, unique_blocks, offset, length, mixture=(("1", "1"),), texture="copy", target="any"):
    """Round-robin dedup: logical block b has the content of content block b mod unique_blocks."""
    key, shape = stream_key("content", seed, stream), stream_key("compression", seed, stream)
    run = 1 + ((shape[0] >> 32) * 255 >> 32) if texture == "run" else 0
    cells = 4 if texture == "cells" else 1
    out = b""
    while length:
        b, within = divmod(offset, block)
        n = min(length, block - within)
        c = b % unique_blocks
        ratio, _, bits = drawn_ratio(shape, c, mixture).partition("/")
        literals = literals_of(ratio, texture, target)
        out += content(key, c * block + within, n, (cells, run, literals, int(bits or 8)))
        offset, length = offset + n, length - n
    return out


def h(x):
    return f"0x{x:016x}"


SEEDS = [(0, 0), (42, 0), (42, 1), (43, 0), (1, 42), (MASK, MASK), (0x0123456789ABCDEF, 1 << 63)]


def main():
    vectors = {
        "format": 1,
        "keys": [
            {"domain": d, "seed": h(s), "stream": h(t), "key": [h(k) for k in stream_key(d, s, t)]}
            for d in DOMAINS for s, t in SEEDS
        ],
        "lanes": [
            {"seed": h(s), "stream": h(t), "page": h(p), "lane": lane,
             "state": [h(x) for x in lane_state(stream_key("content", s, t), p, lane)]}
            for s, t in ((0, 0), (42, 1)) for p in (0, 1, 0x7FFFFFFFFFFFF) for lane in (0, 1, 7)
        ],
        "pages": [
            {"seed": h(s), "stream": h(t), "page": h(p), "bytes": page_bytes(stream_key("content", s, t), p).hex()}
            for s, t, p in ((0, 0, 0), (42, 0, 1), (42, 1, 1), (MASK, MASK, 0x7FFFFFFFFFFFF))
        ],
        "ranges": [
            {"seed": h(s), "stream": h(t), "offset": h(o), "length": n,
             "bytes": content(stream_key("content", s, t), o, n).hex()}
            for s, t, o, n in (
                (42, 0, 0, 0), (42, 0, 0, 1), (42, 0, 7, 3), (42, 0, 63, 66), (42, 0, 4095, 2), (42, 0, 4000, 200),
                (42, 0, 8191, 130), (43, 0, 100, 64), (7, 3, (1 << 40) + 5, 77), (MASK, 1 << 63, (1 << 63) - 129, 128))
        ],
        "cells": [
            {"seed": h(s), "stream": h(t), "cells": cells, "run": run, "bits": bits, "literals": h(literals),
             "offset": h(o), "length": n,
             "bytes": content(stream_key("content", s, t), o, n, (cells, run, literals, bits)).hex()}
            for s, t, cells, run, literals, o, n, bits in (tuple(v + (8,))[:8] for v in (
                (42, 0, 1, 0, 4096 << 16, 4090, 20), (42, 0, 1, 0, 133234688, 0, 8192), (42, 0, 1, 0, 2034 << 16, 4096, 4096),
                (42, 0, 1, 0, 3584 << 16, 4096, 4096), (42, 0, 1, 0, (576 << 16) - 1, 4096, 4096),
                (42, 0, 1, 0, 190 << 16, 0, 4096), (42, 0, 1, 0, (50 << 16) + 9999, 12288, 4096),
                (42, 0, 1, 0, 8 << 16, 0, 100), (7, 3, 1, 171, 1351 << 16, (1 << 40) + 5, 5000),
                (42, 0, 4, 0, (498 << 16) + 32768, 8192, 4096), (42, 0, 4, 0, 1000 << 16, 4000, 4200),
                (MASK, 1, 4, 1, (20 << 16) + 1, 0, 4096), (42, 0, 4, 0, 1024 << 16, 4096, 64),
                (42, 0, 1, 0, 4096 << 16, 4000, 200, 5), (42, 0, 1, 0, (1351 << 16) + 7, 4096, 4096, 6),
                (42, 0, 4, 9, 100 << 16, 0, 4096, 4), (7, 0, 1, 0, 30 << 16, 0, 200, 7)))
        ],
        "streams": [
            {"recipe": r, "uniqueBlocks": u, "offset": h(o), "length": n,
             "bytes": stream_bytes(s, t, block, u, o, n, **compression).hex()}
            for r, s, t, block, u, o, n, compression in (
                ("dgen1:seed=42,stream=0,size=1MiB,block=4KiB,dedup=1,compress=1", 42, 0, 4096, 256, 4090, 20, {}),
                ("dgen1:seed=42,stream=0,size=1MiB,block=4KiB,dedup=2.5,compress=1", 42, 0, 4096, 102, 102 * 4096 - 10, 20, {}),
                ("dgen1:seed=42,stream=9,size=10000B,block=8KiB,dedup=2,compress=1", 42, 9, 8192, 1, 8180, 24, {}),
                ("dgen1:seed=7,stream=0,size=9223372036854775807B,block=128KiB,dedup=3,compress=1", 7, 0,
                 131072, 23456248059221, (1 << 63) - 101, 100, {}),
                ("dgen1:seed=42,stream=0,size=1MiB,block=4KiB,dedup=2,compress=2", 42, 0, 4096, 128, 127 * 4096, 8192,
                 {"mixture": [("2", "1")]}),
                ("dgen1:seed=42,stream=0,size=1GiB,block=128KiB,dedup=1,compress=3.33,for=zstd@128KiB", 42, 0, 131072, 8192,
                 (1 << 29) - 100, 4200, {"mixture": [("3.33", "1")], "target": "zstd@131072"}),
                ("dgen1:seed=42,stream=0,size=1GiB,block=128KiB,dedup=1,compress=1.01,for=gzip@32KiB,texture=cells", 42, 0, 131072,
                 8192, 4096, 4096, {"mixture": [("1.01", "1")], "target": "gzip@32768", "texture": "cells"}),
                ("dgen1:seed=42,stream=1,size=1GiB,block=128KiB,dedup=1,compress=64,for=lz4@8MiB,texture=run", 42, 1, 131072,
                 8192, 8192, 4096, {"mixture": [("64", "1")], "target": "lz4@8388608", "texture": "run"}),
                ("dgen1:seed=5,stream=0,size=1MiB,block=4KiB,dedup=1,compress=1@0.3+2@0.5+8@0.2", 5, 0, 4096, 256, 61 * 4096,
                 6 * 4096, {"mixture": [("1", "0.3"), ("2", "0.5"), ("8", "0.2")]}),
                ("dgen1:seed=5,stream=0,size=1MiB,block=4KiB,dedup=1,compress=3/6", 5, 0, 4096, 256, 61 * 4096, 4096,
                 {"mixture": [("3/6", "1")]}),
                ("dgen1:seed=5,stream=0,size=1MiB,block=4KiB,dedup=1,compress=1@0.2+2/5@0.3+2/7@0.1+2@0.4", 5, 0, 4096, 256, 0,
                 12 * 4096, {"mixture": [("1", "0.2"), ("2/5", "0.3"), ("2/7", "0.1"), ("2", "0.4")]}))
        ],
        "plans": [
            {"recipe": f"dgen1:seed=7,stream=3,size={n * 4096}B,block=4KiB,{text},compress=1", "block": h(b),
             "content": h(plan(n)(b))}
            for text, plan in PLANS.items() for n in (1000, (1 << 51) - 1)
            for b in (0, 1, 6, 255, 256, 999, n - 1)
        ],
        "mixtures": [
            {"seed": h(s), "stream": h(t), "block": h(b), "draw": h(draw(stream_key("compression", s, t), b))}
            for s, t in ((0, 0), (42, 1)) for b in (0, 1, 63, 64, 1000, (1 << 51) - 1)
        ],
        "literals": [
            {"ratio": r, "texture": texture, "target": target, "literals": h(literals_of(r, texture, target))}
            for r in ("1", "1.01", "1.2", "1.75", "2", "3.33", "12.34", "63.99", "64")
            for texture in ("copy", "cells", "run")
            for target in ("any", "lz4@4096", "zstd@8192", "gzip@32768", "zstd@131072", "lz4@16777216")
        ],
    }
    path = pathlib.Path(__file__).with_name("format-v1.json")
    path.write_text(json.dumps(vectors, indent=1) + "\n")


main()
