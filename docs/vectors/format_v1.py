# SPDX-License-Identifier: MIT OR Apache-2.0
"""Format v1, written from docs/format.md alone: it shares no code with the C kernel and the Java engines.

The sections have the order and the symbols of the page. check.py changes single expressions of this file, to prove that the
test vectors notice.
"""
import pathlib
import re
from fractions import Fraction

DOCUMENT = pathlib.Path(__file__).parents[1] / "format.md"
MASK = (1 << 64) - 1
GAMMA = 0x9E3779B97F4A7C15
PAGE = 4096
CONTENT, DEDUP, COMPRESSION, GENERATION = 0x6467656E31636F6E, 0x6467656E31646475, 0x6467656E31636D70, 0x6467656E3167656E


def rounded(x):
    x = Fraction(x)
    return (2 * x.numerator + x.denominator) // (2 * x.denominator)


def mix64(z):
    z &= MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


# --- Stream key, Page ------------------------------------------------------------------------------------------------


def stream_key(domain, seed, stream):
    x, y = mix64(seed + domain), mix64(stream + domain)
    return [mix64(mix64(x + (2 * j + 1) * GAMMA) ^ mix64(y + (2 * j + 2) * GAMMA)) for j in range(4)]


def lane_state(k, p, l):
    return [mix64(word + (8 * p + l + 1) * GAMMA) for word in k]


def rotl(x, n):
    return ((x << n) | (x >> (64 - n))) & MASK


def next_output(s):
    result = (rotl((s[0] + s[3]) & MASK, 23) + s[0]) & MASK
    shifted = (s[1] << 17) & MASK
    s[2] ^= s[0]
    s[3] ^= s[1]
    s[1] ^= s[2]
    s[0] ^= s[3]
    s[2] ^= shifted
    s[3] = rotl(s[3], 45)
    return result


def page_bytes(k, p):
    lanes = [lane_state(k, p, l) for l in range(8)]
    return b"".join(next_output(lanes[i % 8]).to_bytes(8, "little") for i in range(PAGE // 8))


# --- Content and stream ----------------------------------------------------------------------------------------------


def content_blocks(n, r):
    return max(1, rounded(n / r))


def round_robin(n, r):
    u = content_blocks(n, r)
    return lambda b: b % u, u


def windowed(n, r, w):
    phi = -(-(1 << 64) // r)

    def start(b):
        return (b * phi + (1 << 63)) >> 64

    def contents(f):
        return max(1, start(min(f + w, n)) - start(f))

    if r == 1:
        return round_robin(n, r)
    last = max(0, n - 1) // w * w
    return lambda b: start(b - b % w) + b % w % contents(b - b % w), start(last) + contents(last)


def permutation(k, n, b):
    bits = max(2, (n - 1).bit_length())
    low_bits = bits // 2
    high_bits = bits - low_bits
    while True:
        low, high = b % (1 << low_bits), b >> low_bits
        high ^= mix64(k[0] ^ low) % (1 << high_bits)
        low ^= mix64(k[1] ^ high) % (1 << low_bits)
        high ^= mix64(k[2] ^ low) % (1 << high_bits)
        low ^= mix64(k[3] ^ high) % (1 << low_bits)
        b = high << low_bits | low
        if b < n:
            return b


def scattered(k, n, classes):
    """`classes` are (S_j, u_j)."""

    def plan(b):
        if sum(u for _, u in classes) == n:
            return b
        slot, first = permutation(k, n, b), 0
        for slots, u in classes:
            if slot < slots:
                return first + slot % u
            slot, first = slot - slots, first + u

    return plan, max(1, sum(u for _, u in classes))


def copies_classes(n, histogram):
    total, upto, before, classes = sum(m * h for m, h in histogram), 0, 0, []
    for m, h in sorted(histogram):
        upto += m * h
        end = rounded(n * upto / total)
        classes.append((end - before, max(1, rounded(Fraction(end - before, m))) if end > before else 0))
        before = end
    return classes


def hot_classes(n, r, hot, writes):
    u = content_blocks(n, r)
    if u < 2:
        return [(n, 1)]
    u0 = min(max(rounded(u * hot), 1), u - 1)
    s0 = min(max(rounded(n * writes), u0), n - (u - u0))
    return [(s0, u0), (n - s0, u - u0)]


def content_changes(u, change, generation):
    return int(generation * change * u)


def versioned(k, plan, u, changes):
    return lambda b: (changes + permutation(k, u, plan(b))) // u * u + plan(b)


# --- Compressible page, Literal bytes, Mixture -------------------------------------------------------------------------


def literal_count(F, t):
    return (F + (t % 65536 * (F % 65536)) % 65536) >> 16


def skip_literals():
    """The numbers of literals that texture skip allows."""
    s, allowed = 0, []
    while s < PAGE:
        if 8 <= s < 64 or s >= 64 and 5 <= s % 32 <= 28:
            allowed.append(s)
        s += 1 + s // 32
    return allowed + [PAGE]


def skip_count(F, t):
    if F == PAGE << 16:
        return PAGE
    few = max(s for s in skip_literals() if s << 16 <= F)
    more = min(s for s in skip_literals() if s << 16 > F)
    share = (F - (few << 16)) // (more - few)
    return few + (more - few) * ((share + t % 65536 * share % 65536) >> 16)


def skip_source(L, j):
    E = -(-(L + 2 * (1 + L // 32)) // 64) * 64
    return j % 32 if j < E else 31 - (j - E) // 128 + (j - E) % 128


def distance(L, S, p):
    if L < 64:
        return 32 if L >= 32 else 16 if L >= 16 else 8
    lines = L // 64
    if lines % 2 == 0:
        lines -= 1
    if p % 2 == 1 and lines >= 9 and S - L >= 512:
        lines -= 2
    return 64 * lines


def skip_page(k, p, F, bits):
    L = skip_count(F, p)
    page = bytearray(byte % (1 << bits) for byte in page_bytes(k, p)[:L])
    for j in range(L, PAGE):
        page.append(page[skip_source(L, j)] if L >= 64 else page[j - distance(L, PAGE, p)])
    return bytes(page)


def reach_lines(k, p, F, bits, reach):
    """The lines of a page; `reach` is [(g_k, d_k, a_k)] in ascending order, g_k and d_k in pages."""
    generated, first, X = page_bytes(k, p), 0, 0
    if F == PAGE << 16 and bits == 8:
        return generated
    for number, (g, d, a) in enumerate(reach):
        X += int(65536 * a)
        E, q = F * X >> 22, p // reach[-1][0]
        end = min((E + (q % 65536 * (E % 65536)) % 65536) >> 16, max((F >> 22) - 1, 0))
        if end > first:
            source = page_bytes(k, (1 << 53) + 4 * (p - p % g + p % d) + number)
            generated = generated[:64 * first] + source[:64 * (end - first)] + generated[64 * end:]
            first = end
    return generated


def compressible_page(k, p, cells, run, F, bits, reach):
    S, G = PAGE // cells, -(-(-(-F // 65536)) // 64)
    generated, data = reach_lines(k, p, F, bits, reach), bytearray()
    for i in range(cells):
        L = literal_count(F, p * cells + i)
        cell = bytearray(byte % (1 << bits) for byte in generated[i * G * 64:][:L])
        D = distance(L, S, p)
        while len(cell) < S:
            cell.append(run if run else cell[-D])
        data += cell
    return bytes(data)


def striped_page(k, p, run, F, bits):
    generated, runs, data = page_bytes(k, p), PAGE - literal_count(F, p), bytearray()
    for stripe in range(16):
        length = runs // 16 + (1 if stripe < runs % 16 else 0)
        data += bytes([run] * length) + bytes(byte % (1 << bits) for byte in generated[stripe * 256 + length:][:256 - length])
    return bytes(data)


def content(k, offset, length, cells=1, run=0, F=PAGE << 16, bits=8, texture="copy", reach=()):
    def page(p):
        if texture == "skip":
            return skip_page(k, p, F, bits)
        if texture == "stripes":
            return striped_page(k, p, run, F, bits)
        return compressible_page(k, p, cells, run, F, bits, reach)

    pages = range(offset // PAGE, (offset + length + PAGE - 1) // PAGE)
    return b"".join(page(p) for p in pages)[offset % PAGE:][:length]


def overhead_table():
    """The ratios of the columns in hundredths, and {(texture, compressor): [(block, [c of each ratio])]}."""
    block = re.search(r"\n## Overhead table\n.*?```csv\n(.*?)```", DOCUMENT.read_text(), re.DOTALL).group(1)
    head, *lines = [line.split(",") for line in block.splitlines()]
    rows = {}
    for texture, compressor, size, *values in lines:
        rows.setdefault((texture, compressor), []).append((int(size), [int(c) * 4096 for c in values]))
    return [int(Fraction(r) * 100) for r in head[3:]], rows


RATIOS, ROWS = overhead_table()


def between(c0, c1, x0, x1, x):
    return c0 + (c1 - c0) * x1 * (x - x0) // (x * (x1 - x0))


def interpolated(points, x):
    if x <= points[0][0]:
        return points[0][1]
    for (x0, c0), (x1, c1) in zip(points, points[1:]):
        if x <= x1:
            return c1 if x == x1 else between(c0, c1, x0, x1, x)
    return points[-1][1]


def cells_of(texture):
    return 4 if texture == "cells" else 1


def literals(ratio, texture, compressor, block):
    """F of a cell."""
    H, cells = int(ratio * 100), cells_of(texture)
    S = PAGE // cells
    if H == 100:
        return S << 16
    rows = ROWS[texture, compressor]
    columns = [interpolated([(size // 1024, c[i]) for size, c in rows], block // 1024) for i in range(len(RATIOS))]
    P = PAGE * 65536 * 100 // H - interpolated(list(zip(RATIOS, columns)), H)
    return min(max(P // cells, 8 << 16), S << 16)


def permute(i, bits):
    x = ((bits | 1) * i + (bits >> 6)) % 64
    return x ^ (x >> 3)


def draw(k, c):
    g = mix64(k[1] + ((c >> 6) + 1) * GAMMA)
    i = permute(permute(c % 64, g % 4096), (g >> 12) % 4096)
    return i << 58 | mix64(k[2] + (c + 1) * GAMMA) >> 6


def drawn(k, c, mixture):
    """The (ratio, bits) of content block c; `mixture` is [(ratio, bits, weight)] in ascending order."""
    total, upto = sum(weight for _, _, weight in mixture), 0
    for ratio, bits, weight in mixture[:-1]:
        upto += weight
        if draw(k, c) < int((1 << 64) * upto / total):
            return ratio, bits
    return mixture[-1][:2]
