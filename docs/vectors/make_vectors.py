#!/usr/bin/env python3
"""Writes format-v1.json, the test vectors of docs/format.md.

An implementation of its own, from the document alone: it shares no code with the C kernel or the Java engines, which
both read the file in their tests.
"""
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


def content(key, offset, length):
    first, last = offset // PAGE, (offset + max(length, 1) - 1) // PAGE
    data = b"".join(page_bytes(key, p) for p in range(first, last + 1))
    return data[offset - first * PAGE:][:length]


def stream_bytes(key, size, block, unique_blocks, offset, length):
    """Round-robin dedup: logical block b shows content block b mod unique_blocks."""
    out = b""
    while length:
        b, within = divmod(offset, block)
        n = min(length, block - within)
        out += content(key, (b % unique_blocks) * block + within, n)
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
        "streams": [
            {"recipe": r, "uniqueBlocks": u, "offset": h(o), "length": n,
             "bytes": stream_bytes(stream_key("content", s, t), size, block, u, o, n).hex()}
            for r, s, t, size, block, u, o, n in (
                ("dgen1:seed=42,stream=0,size=1MiB,block=4KiB,dedup=1,compress=1", 42, 0, 1 << 20, 4096, 256, 4090, 20),
                ("dgen1:seed=42,stream=0,size=1MiB,block=4KiB,dedup=2.5,compress=1", 42, 0, 1 << 20, 4096, 102, 102 * 4096 - 10, 20),
                ("dgen1:seed=42,stream=9,size=10000B,block=8KiB,dedup=2,compress=1", 42, 9, 10000, 8192, 1, 8180, 24),
                ("dgen1:seed=7,stream=0,size=9223372036854775807B,block=128KiB,dedup=3,compress=1", 7, 0, (1 << 63) - 1,
                 131072, 23456248059221, (1 << 63) - 101, 100))
        ],
    }
    path = pathlib.Path(__file__).with_name("format-v1.json")
    path.write_text(json.dumps(vectors, indent=1) + "\n")


main()
