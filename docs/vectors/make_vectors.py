#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Writes format-v1.json, the test vectors of docs/format.md ("Test vectors"), by format_v1.py, recipe_v1.py and
dataset_v1.py."""
import json
import pathlib
import struct
from fractions import Fraction

import dataset_cases as sets

FILE = pathlib.Path(__file__).with_name("format-v1.json")
MASK = (1 << 64) - 1
SEEDS = [(0, 0), (42, 0), (42, 1), (43, 0), (1, 42), (MASK, MASK), (0x0123456789ABCDEF, 1 << 63)]
LAST_PAGE, LAST_BLOCK = 0x7FFFFFFFFFFFF, (1 << 51) - 1

LANES = [(s, t, p, l) for s, t in ((0, 0), (42, 1)) for p in (0, 1, LAST_PAGE) for l in (0, 1, 7)]
PAGES = [(0, 0, 0), (42, 0, 1), (42, 1, 1), (MASK, MASK, LAST_PAGE)]
RANGES = [
    (42, 0, 0, 0), (42, 0, 0, 1), (42, 0, 7, 3), (42, 0, 63, 66), (42, 0, 4095, 2), (42, 0, 4000, 200), (42, 0, 8191, 130),
    (43, 0, 100, 64), (7, 3, (1 << 40) + 5, 77), (MASK, 1 << 63, (1 << 63) - 129, 128)]

# seed, stream, cells, run byte, F, offset, length, bits
CELLS = [
    (42, 0, 1, 0, 4096 << 16, 4090, 20, 8), (42, 0, 1, 0, 133234688, 0, 8192, 8), (42, 0, 1, 0, 2034 << 16, 4096, 4096, 8),
    (42, 0, 1, 0, 3584 << 16, 4096, 4096, 8), (42, 0, 1, 0, (576 << 16) - 1, 4096, 4096, 8),
    (42, 0, 1, 0, 190 << 16, 0, 4096, 8), (42, 0, 1, 0, (50 << 16) + 9999, 12288, 4096, 8),
    (42, 0, 1, 0, 8 << 16, 0, 100, 8), (7, 3, 1, 171, 1351 << 16, (1 << 40) + 5, 5000, 8),
    (42, 0, 4, 0, (498 << 16) + 32768, 8192, 4096, 8), (42, 0, 4, 0, 1000 << 16, 4000, 4200, 8),
    (MASK, 1, 4, 1, (20 << 16) + 1, 0, 4096, 8), (42, 0, 4, 0, 1024 << 16, 4096, 64, 8),
    (42, 0, 1, 0, 4096 << 16, 4000, 200, 5), (42, 0, 1, 0, (1351 << 16) + 7, 4096, 4096, 6),
    (42, 0, 4, 9, 100 << 16, 0, 4096, 4), (7, 0, 1, 0, 30 << 16, 0, 200, 7),
    # L at and next to the limits of the copy distance.
    *((42, 0, 1, 0, literal << 16, 0, 200, 8) for literal in (15, 16, 31, 32, 63, 64)),
    *((42, 0, 1, 0, literal << 16, 4096 + literal - 8, 100, 8) for literal in (127, 128, 575, 576, 640, 3584, 3585)),
    *((42, 0, 4, 0, literal << 16, 4096 + literal - 8, 100, 8) for literal in (512, 576, 513)),
    # Cell numbers of 2^15 and more: the remainders of 2^15 and 2^16 give different literals.
    *((42, 0, 1, 0, (300 << 16) + 40001, (t << 12) + 296, 80, 8) for t in (0x7FFF, 0x8000, 0xFFFF, 0x10001, 0x18000)),
    (42, 0, 4, 0, (300 << 16) + 40001, (0x8000 << 10) + 296, 80, 8),
    # More than 3 lines for less than 193 literals.
    (42, 0, 4, 0, (192 << 16) + 1, 1024, 64, 8)]

# Texture skip: seed, stream, F, offset, length, bits.
SKIPS = [
    # Landings that end before, at and after the end of the page, with several pieces and none.
    *((42, 0, F, o, 8192, 8) for F, o in ((133234688, 0), (1351 << 16, 1 << 40), (3700 << 16, 4096))),
    *((7, 3, L << 16, 5 * 4096 + L - 8, min(n, 4104 - L), 8)
      for L, n in ((4096, 8), (4090, 14), (4038, 66), (3915, 190), (2387, 200), (498, 800), (73, 1200), (70, 200))),
    # The allowed numbers of literals: next to the limits of the remainders of 32, and of 8 and 64.
    *((42, 0, (L << 16) + d, 4096 + L - 8, 100, 8) for L in (8, 32, 34, 62, 64, 70, 91, 94, 101, 164, 188, 229) for d in (-1, 0)
      if L > 8 or d == 0),
    # Page numbers of 2^15 and more.
    *((42, 0, (300 << 16) + 40001, (t << 12) + 290, 80, 8) for t in (0x7FFF, 0x8000, 0xFFFF, 0x10001, 0x18000)),
    # A share that is not a whole number.
    (42, 0, (1351 << 16) + 30000, (0x1CA << 12) + 1320, 60, 8),
    (42, 0, 4096 << 16, 4000, 200, 5), (42, 0, 1351 << 16, 4096, 4096, 6), (42, 0, 40 << 16, 0, 200, 7)]

# Numbers: keys after the size, offset, length. Whole and partial numbers, rows in several pages, blocks and positions.
NUMBERS = [
    *((f"40960,type={kind},dist=uniform,low={low},high={high}", 4090, 90)
      for kind in ("fp32", "fp64", "bf16", "fp16") for low, high in (("-1.1", "3"), ("0", "1"), ("60000", "61000"))),
    *((f"40960,type={kind},dist=normal,mean=0.3,sd={sd}", 8000, 400)
      for kind, sd in (("fp32", "1"), ("fp64", "2.5"), ("bf16", "3"), ("fp16", "0.001"), ("int8", "30"), ("int32", "1000000000"))),
    ("40960,type=fp32,dist=normal", 12288, 3000), ("40960,type=int8,low=-7,high=93", 100, 80), ("40960,type=int8,low=-128,high=128", 100, 80),
    ("40960,type=int32,low=-2147483648,high=2147483648", 101, 50), ("40960,type=int32,low=-5,high=1000000", 101, 50),
    *((f"{rows},type={kind},dist={dist},dim={dim},norm=l2", offset, 150)
      for kind, rows, dim, offset in (("fp32", 40000, 100, 4000), ("fp32", 36000, 1800, 8150), ("fp64", 40000, 50, 7990),
                                      ("bf16", 40020, 1334, 20), ("fp16", 40000, 25, 4071))
      for dist in ("normal,mean=0.5,sd=3", "uniform,low=-1,high=0.5")),
    *((f"{2400},type={kind},dist={dist},dim=30{norm},neighbours=77@0.3", 100, 140)
      for kind in ("fp32", "fp64", "bf16", "fp16")
      for dist, norm in (("uniform,low=-1,high=0.7", ""), ("normal,sd=1.7", ""), ("normal,sd=1.7", ",norm=l2"))),
    ("1048576,block=4KiB,dedup=4,type=fp32,dist=normal,dim=256,norm=l2", 300000, 100),
    ("1200000,block=4KiB,dedup=copies(1@0.5+3@0.5),type=fp32,dim=3", 301000, 100),
    ("1048576,block=4KiB,generation=3,change=40%,type=fp64,dim=2", 301000, 100)]

DEDUP_1 = "dgen1:seed=42,stream=0,size=1GiB,block=128KiB,dedup=1"
REACHES = "dgen1:seed=42,stream=3,size=8MiB,block=1MiB,compress="
FOUR = "1MiB/512KiB@0.07+16KiB/4KiB@0.11+64KiB/16KiB@0.13+128KiB/64KiB@0.04"
MIXED = "dgen1:seed=5,stream=0,size=1MiB,block=4KiB,dedup="
STREAMS = [
    ("dgen1:seed=42,stream=0,size=1MiB,block=4KiB,dedup=1,compress=1", 4090, 20),
    ("dgen1:seed=42,stream=0,size=1MiB,block=4KiB,dedup=2.5,compress=1", 102 * 4096 - 10, 20),
    ("dgen1:seed=42,stream=9,size=10000B,block=8KiB,dedup=2,compress=1", 8180, 24),
    ("dgen1:seed=7,stream=0,size=9223372036854775807B,block=128KiB,dedup=3,compress=1", (1 << 63) - 101, 100),
    ("dgen1:seed=42,stream=0,size=1MiB,block=4KiB,dedup=2,compress=2", 127 * 4096, 8192),
    (DEDUP_1 + ",compress=3.33,for=zstd@128KiB", (1 << 29) - 100, 4200),
    (DEDUP_1 + ",compress=1.01,for=gzip@32KiB,texture=cells", 4096, 4096),
    ("dgen1:seed=42,stream=1,size=1GiB,block=128KiB,dedup=1,compress=64,for=lz4@8MiB,texture=run", 8192, 4096),
    (MIXED + "1,compress=1@0.3+2@0.5+8@0.2", 61 * 4096, 6 * 4096),
    (MIXED + "1,compress=3/6", 61 * 4096, 4096),
    (MIXED + "1,compress=1@0.2+2/5@0.3+2/7@0.1+2@0.4", 0, 12 * 4096),
    # Duplicates have the ratio of their content, in every plan.
    *((MIXED + dedup + ",compress=1@0.3+2@0.5+8@0.2", b * 4096 + within, 48)
      for dedup in ("8", "8,window=64KiB", "copies(4@0.5+12@0.5)", "8,hot=25%@50%")
      for b, within in ((1, 1000), (77, 3000), (130, 1000), (200, 3000), (255, 1000))),
    # The order of a list does not matter.
    *((MIXED + f"1,compress={mixture}", b * 4096 + 1000, 48)
      for mixture in ("8@0.2+1@0.3+2@0.5", "2@0.4+2/7@0.1+1@0.2+2/5@0.3") for b in (0, 3, 7, 64, 100)),
    # Weights are taken relative to their sum.
    *((MIXED + f"1,compress={mixture}", b * 4096 + 1000, 48)
      for mixture in ("1@0.5000005+4@0.5000004", "1@0.000001+4@0.999999") for b in (9, 90)),
    ("dgen1:seed=5,size=4GiB,block=4KiB,compress=1@0.999+4@0.001001", 872992 * 4096 + 1200, 48),
    # A reach: pages of the same group, groups of the same block, both numbers of lines, all bits of page numbers.
    *((REACHES + f"{compress},reach={FOUR}", p * 4096 + within, 1500)
      for compress, within in (("1.69/6", 0), ("2.5", 100), ("1.01,texture=run", 2400))
      for p in (0, 1, 5, 21, 255, 256, 300, 2047)),
    *((REACHES + f"2,reach={reach}", p * 4096, 2100)
      for reach in ("8KiB/4KiB@1", "16KiB/4KiB@0.3+8KiB/4KiB@0.12", "32KiB/16KiB@0.031+64KiB/4KiB@0.000002")
      for p in (2, 3, 4, 6, 7, 8, 13)),
    *((REACHES + f"{compress},reach=16KiB/4KiB@0.9", 5 * 4096, 200) for compress in ("1", "1/7", "20", "60", "32", "31")),
    ("dgen1:seed=7,size=9223372036854775807,compress=2,reach=32KiB/8KiB@0.6", (1 << 63) - 8192, 8191),
    # Lines of an entry end before those of the previous one, because both are rounded.
    *((REACHES + "2,reach=8KiB/4KiB@0.09+16KiB/4KiB@0.002+32KiB/4KiB@0.1", 8 * q * 4096, 300)
      for q in range(0, 100, 9)),
    # The reach is that of the content, in every plan; incompressible blocks have none.
    *((f"dgen1:seed=5,size=1MiB,block=16KiB,dedup={dedup},compress=1@0.5+3@0.5,reach=16KiB/8KiB@0.4", b * 16384 + 8192, 300)
      for dedup in ("2", "8,hot=25%@50%") for b in (0, 5, 33, 63)),
    # Generations: all versions of a content have the entry of the mixture; the reach and the literals of a page are those of
    # its number.
    *((MIXED + f"{dedup},compress=1@0.3+2@0.5+8@0.2,generation={generation},change={change}%", b * 4096 + within, 48)
      for dedup in ("1", "8", "8,window=64KiB", "copies(4@0.5+12@0.5)", "8,hot=25%@50%")
      for generation, change in ((0, 5), (3, 12.5), (1000, 100)) for b, within in ((1, 1000), (130, 3000), (255, 1000))),
    *((REACHES + f"2.5,reach={FOUR},generation=4,change=40%", p * 4096, 1500) for p in (0, 300, 700, 1100)),
    ("dgen1:seed=3,size=4097,block=4KiB,generation=2,change=60%", 4090, 7),
    ("dgen1:seed=3,size=0,block=4KiB,dedup=2.5,generation=2,change=60%", 0, 0),
    # Texture run: the run byte is that of the stream.
    *((f"dgen1:seed={seed},stream={stream},size=1MiB,block=4KiB,dedup=1,compress=4,texture=run", 3000, 16)
      for seed, stream in SEEDS[:4]),
    # Texture stripes: whole and partial pages, fewer bits, and pages with different numbers of literals.
    ("dgen1:seed=42,stream=1,size=1GiB,block=128KiB,dedup=1,compress=1.1,for=zstd@128KiB,texture=stripes", 4000, 4300),
    ("dgen1:seed=42,stream=1,size=1GiB,block=128KiB,dedup=1,compress=64,for=lz4@8MiB,texture=stripes", 8192, 300),
    ("dgen1:seed=5,size=1MiB,block=4KiB,compress=1@0.3+1/5@0.3+3/6@0.4,texture=stripes", 0, 6 * 4096),
    *((f"dgen1:seed=4,size=1MiB,block=4KiB,dedup=2,compress={ratio},for={target},texture=skip", 3 * 4096 + at, 64)
      for ratio in ("1.5", "3/6", "1@0.5+5@0.5") for target in ("snappy@64KiB", "lzo@128KiB") for at in (700, 1500, 2900)),
    # Partial last blocks, and streams of one block.
    ("dgen1:seed=3,size=4097,block=4KiB", 4090, 7), ("dgen1:seed=3,size=4097,block=4KiB,dedup=2", 4090, 7),
    ("dgen1:seed=3,size=1,block=4KiB,dedup=2.5,hot=5%@50%", 0, 1), ("dgen1:seed=3,size=0,block=4KiB,dedup=2.5", 0, 0),
    ("dgen1:seed=3,size=0,block=4KiB,dedup=2.5,window=1MiB", 0, 0), ("dgen1:seed=3,size=0,dedup=copies(2@1)", 0, 0),
    ("dgen1:seed=3,size=0,dedup=2.5,hot=5%@50%", 0, 0), ("dgen1:seed=3,size=12KiB,block=4KiB,dedup=2", 8190, 8)]

# Keys of a plan, numbers of logical blocks, and logical blocks; -1 is the last one.
PLANS = [
    *((keys, n, b)
      for keys in ("dedup=2.5,window=1MiB", "dedup=3,window=28KiB", "dedup=copies(1@0.8+2@0.1+10@0.1)",
                   "dedup=copies(3@1)", "dedup=2.5,hot=5%@50%")
      for n in (1000, LAST_BLOCK) for b in (0, 1, 6, 255, 256, 999, -1)),
    # u is rounded half up, and is at least 1.
    *((f"dedup={r}", n, b) for r, n, b in (("2", 5, 3), ("2", 5, 2), ("2", 3, 1), ("2", 3, 2), ("1000", 3, 2),
                                           ("1.1", 121, 110), ("3", LAST_BLOCK, -1))),
    # b / r is a half, so that phi must be rounded up.
    *(("dedup=1.2,window=12KiB", n, b) for n in (6, 9) for b in range(3, n)),
    *(("dedup=6.8,window=68KiB", 100, b) for b in (17, 18, 34, 51, 99)),
    # A last window of few blocks, and a window that is longer than the stream.
    *(("dedup=3,window=28KiB", n, b) for n in (8, 9, 10) for b in (7, -1)),
    *(("dedup=2.5,window=1MiB", n, b) for n in (1, 2, 3, 7) for b in (0, -1)), ("dedup=1,window=12KiB", 10, 9),
    # n and n - 1 have different numbers of bits; both parts of the permutation have at least one bit.
    *((keys, n, b) for keys in ("dedup=copies(2@1)", "dedup=2.5,hot=5%@50%") for n in (2, 3, 4, 5, 8, 16, 256, 1024)
      for b in sorted({0, 1, n // 2, n - 1})),
    # Nothing repeats: the identity.
    *(("dedup=copies(1@1)", 1000, b) for b in (0, 1, 500, 999)),
    *(("dedup=1,hot=5%@5%", 1000, b) for b in (0, 1, 500, 999)), ("dedup=copies(2@1)", 1, 0),
    # u < 2: one class.
    *(("dedup=2.5,hot=5%@50%", n, b) for n in (1, 2, 3) for b in (0, -1)),
    *(("dedup=1000,hot=5%@50%", 1000, b) for b in (0, 7, 999)),
    # The limits of hot contents (at least 1, at most u - 1) and of hot slots (at least u_0, at most n - u_1).
    *((f"dedup={keys}", n, b)
      for keys, n in (("2,hot=1%@50%", 20), ("2,hot=99%@99%", 20), ("1.25,hot=55%@45%", 12), ("2,hot=50%@25%", 13),
                      ("1.1,hot=5%@5%", 6), ("1.25,hot=95%@95%", 4), ("2,hot=90%@95%", 7), ("2.5,hot=5%@60%", 12))
      for b in range(min(n, 8))),
    # The share p / 100 is rounded to binary64, not the percentage.
    *((f"dedup=3,hot={p}%@{q}%", n, b) for p, q in (("33.333333333333336", "66.66666666666667"),)
      for n in (1000, LAST_BLOCK) for b in (0, 1, 2, -1)),
    # Histograms: any order, shares relative to their sum, classes without slots, halves.
    *(("dedup=copies(10@0.1+1@0.8+2@0.1)", 1000, b) for b in (0, 1, 999)),
    *(("dedup=copies(1@0.5000005+3@0.5000004)", LAST_BLOCK, b) for b in (0, 1, -1)),
    *(("dedup=copies(1@0.001+5@0.9+7@0.099)", n, b) for n in (3, 10) for b in range(3)),
    *(("dedup=copies(2@0.5+4@0.5)", n, b) for n in (5, 7, 9) for b in range(5)),
    *(("dedup=copies(1@0.5+2@0.25+4@0.25)", n, b) for n in (5, 6) for b in range(n)),
    ("dedup=copies(2251799813685248@1)", 5, 4),
    # Generations: every plan, shares that are no whole number of contents, many versions, and contents near the limit.
    *((f"{keys},generation={generation},change={change}%", 1000, b)
      for keys in ("dedup=1", "dedup=2.5", "dedup=3,window=28KiB", "dedup=copies(1@0.8+2@0.1+10@0.1)", "dedup=2.5,hot=5%@50%")
      for generation, change in ((1, "5"), (7, "14.3"), (20, "5"), (2147483647, "0.7")) for b in (0, 1, 500, 999)),
    *((f"dedup={dedup},generation={generation},change={change}%", n, b)
      for dedup, generation, change, n in (("1", 20000, "5", 1 << 41), ("1", 1, "100", (1 << 50) - 1), ("3", 60, "5", LAST_BLOCK // 2))
      for b in (0, 12345678901, -1)),
    *((f"dedup=1,generation={generation},change=33.3%", n, b)
      for generation in (1, 2, 3, 4) for n in (1, 2, 3) for b in range(n))]

DRAWS = [(s, t, b) for s, t in ((0, 0), (42, 1)) for b in (0, 1, 63, 64, 1000, LAST_BLOCK)]
LITERALS = [
    *((r, texture, target)
      for r in ("1", "1.01", "1.2", "1.75", "2", "3.33", "12.34", "63.99", "64")
      for texture in ("copy", "cells", "run", "stripes")
      for target in ("any", "lz4@4096", "zstd@8192", "gzip@32768", "zstd@131072", "lz4@16777216")),
    ("64", "copy", "gzip@4096"), ("64", "cells", "gzip@4096"), ("64", "cells", "lz4@4096"), ("50", "cells", "gzip@8192"),
    *((r, texture, target) for r in ("1", "1.2", "3.33", "12.34", "64") for texture in ("run", "skip")
      for target in ("snappy@4096", "lzo@65536", "snappy@16777216", "lzo@8192")),
    *((r, "skip", target) for r in ("1", "1.01", "2", "7.77", "64") for target in ("any", "zstd@131072", "lz4@4096", "gzip@16384")),
    ("1.02", "copy", "zstd@1048576"), ("1.01", "copy", "zstd@16777216"), ("7.77", "run", "gzip@524288")]

START = "dgen1:seed=1,size=5"
CANONICAL = [
    *(f"dgen1:seed=1,size=4000,{keys}" for keys in (
        "type=fp32", "dim=010,dist=normal,type=bf16", "type=fp64,low=-1.50,high=-00.1", "type=fp32,low=-0,high=01.0",
        "type=int8,low=-128,high=128,dim=1", "norm=l2,type=fp16,dim=10,dist=normal,mean=0.0,sd=02", "type=fp32,neighbours=01000@0.10",
        "type=int32,dist=normal,mean=-7,sd=0.5", "high=100000000000000000000000000000,type=fp32")),
    START, "dgen1:size=5,seed=1", f" \t{START}\r\n", "dgen1:seed=0x1F,size=1.5KiB,stream=0Xff",
    "dgen1:seed=18446744073709551615,size=0,stream=9223372036854775808", "dgen1:seed=0xFFFFFFFFFFFFFFFF,size=1",
    "dgen1:seed=0000000000000000000000000000042,size=0001", "dgen1:compress=1.0,dedup=01.50,block=4096,size=0B,seed=007",
    *(f"dgen1:seed=1,size={size}" for size in (
        "1000000", "10000B", "1MB", "1mib", "1 GiB", "1\tKiB", "1k", "2048", "1023.5KiB", "0.5 K", "1.000KB", "1TB", "3E",
        "7.5EiB", "9EB", "9223372036854775807", "0000000000000000000000000000000012B")),
    *(f"{START},block={block}" for block in ("4096", "32MiB", "0.5MiB", "64k")),
    *(f"{START},dedup={dedup}" for dedup in (
        "2", "2.0", "1.1", "1.10000000000000000001", "2.718281828459045", "2.7182818284590452353602874713526", "1" + "0" * 22,
        "copies(3@1)", "copies(3@0.9999995)", "copies(10@0.10+1@0.9)", "copies(2@0.3+1@0.7000001)",
        "2.5,window=1024KiB", "1,window=1MiB", "2.5,window=1179648", "3,hot=05.0%@50.00%", "3,hot=12.5%@50%",
        "2.5,hot=33.333333333333336%@66.66666666666667%", "1,hot=5%@5%")),
    *(f"{START},compress={compress}" for compress in (
        "64", "1.25", "2.10", "2.000", "3/6", "3/8", "3/08", "3@1", "3@0.9999995", "3/5@1", "8@0.2+1.00@0.8",
        "2@0.4+2/7@0.1+1@0.2+2/5@0.3", "1@0.5000005+4@0.5000004", "1@1.00000000000000000001")),
    *(f"{START},compress=2,{keys}" for keys in (
        "for=any,texture=copy", "for=gzip@65536,texture=cells", "for=zstd@16MiB", "for=lz4@4 KiB", "texture=run",
        "for=snappy@64KiB", "texture=skip,for=lzo@4096", "texture=run,for=lzo@4096", "texture=skip", "for=zstd@4KiB,texture=skip")),
    *(f"{START},compress=2,reach={reach}" for reach in (
        "16KiB/4KiB@0.10", "64 KiB/16384@0.25+0.03125MiB/4096B@0.2", "8KiB/4KiB@1", "128KiB/64KiB@1.00000000000000000001",
        "8KiB/4KiB@0.3+16KiB/4KiB@0.3+32KiB/4KiB@0.3+64KiB/4KiB@0.1")),
    f"{START},reach=1MiB/4KiB@0.5,block=1MiB,texture=run",
    *(f"{START},{keys}" for keys in (
        "generation=3,change=5%", "change=05.0%", "change=100.00%,generation=000000000000000007", "change=33.333333333333336%",
        "change=100.00000000000000001%,generation=2147483647", "change=0.0000001%,generation=0,texture=run")),
    # The versions of all contents together have almost 2^63 bytes.
    *(f"dgen1:seed=1,size=4611686018427383808,block=4KiB,generation={generation},change={change}%"
      for generation, change in ((1, 100), (20, 5), (3, 33.333333333333336))),
    "dgen1:seed=1,size=9223372036854775807,block=4KiB,generation=0,change=5%",
    "dgen1:seed=1,size=9223372036854775807,block=4KiB,generation=1,change=0.00000000000001%",
    "dgen1:texture=run,seed=1,for=any,compress=2,dedup=2,window=1MiB,stream=3,size=5"]

# Text after "dgen1:seed=1,size=5,", unless it is a whole line; the part that the message must name; the error.
INVALID = [
    *((f"dgen1:seed=1,size=4000,{keys}", named, error) for keys, named, error in (
        ("type=fp8", "fp8", "syntax"), ("type=bytes", "bytes", "syntax"), ("dist=normal", "dist", "missing key"),
        ("dim=3", "dim", "missing key"), ("norm=l2", "norm", "missing key"), ("low=1", "low", "missing key"),
        ("type=fp32,dist=zipf", "zipf", "syntax"), ("type=fp32,low=1", "low 1", "range"), ("type=fp32,low=x", "x", "syntax"),
        ("type=fp32,low=1e3", "1e3", "syntax"), ("type=fp32,low=--1", "-1", "syntax"), ("type=fp32,low=+1", "+1", "syntax"),
        ("type=fp32,low=1,high=1.000000001", "1.000000001", "range"), ("type=fp32,high=1" + "0" * 39, "high", "range"),
        ("type=fp32,low=-3" + "0" * 38 + ",high=3" + "0" * 38, "difference", "range"), ("type=fp64,high=1" + "0" * 309, "high", "range"),
        ("type=fp16,high=65505", "65505", "range"), ("type=fp32,mean=1", "mean", "conflict"),
        ("type=fp32,dist=normal,low=1", "low", "conflict"), ("type=fp32,dist=normal,sd=0", "sd 0", "range"),
        ("type=fp16,dist=normal,sd=9000", "9000", "range"), ("type=int8,high=129", "129", "range"),
        ("type=int8,low=-129,high=1", "-129", "range"), ("type=int8,low=0.5,high=3", "0.5", "range"),
        ("type=int8,dist=normal,mean=200", "200", "range"), ("type=int8,norm=l2", "norm", "conflict"),
        ("type=int32,neighbours=1000@1", "neighbours", "conflict"), ("type=fp32,norm=l1", "l1", "syntax"),
        ("type=fp32,high=0.0000000001,dim=10,norm=l2", "0.0000000001", "range"), ("type=fp32,dim=0", "dim 0", "range"),
        ("type=fp32,dim=1048577", "1048577", "range"), ("type=fp32,dim=-1", "-1", "syntax"), ("type=fp32,dim=3", "4000", "range"),
        ("type=fp32,compress=2", "compress", "conflict"), ("type=fp32,compress=1/7", "compress", "conflict"),
        ("type=fp32,dim=250,norm=l2,dedup=2", "1000", "conflict"), ("type=fp32,dim=250,norm=l2,change=5%", "1000", "conflict"),
        ("type=fp32,neighbours=5", "5", "syntax"), ("type=fp32,neighbours=0@1", "0@1", "range"),
        ("type=fp32,neighbours=1000@0", "noise 0", "range"), ("type=fp32,neighbours=1000@101", "101", "range"),
        ("type=fp32,neighbours=999@1", "999", "range"), ("type=fp32,neighbours=1000@1,dedup=2", "dedup", "conflict"),
        ("type=fp32,dim=10,norm=l2,neighbours=1000@1", "norm", "conflict"),
        ("type=fp32,type=fp32", "type", "duplicate key"))),
    *((line, named, "version") for line, named in (
        ("", "dgen1:"), ("dgen2:seed=1,size=5", "dgen1:"), ("DGEN1:seed=1,size=5", "dgen1:"), ("seed=1,size=5", "dgen1:"),
        ("\u2003dgen1:seed=1,size=5", "dgen1:"), ("\fdgen1:seed=1,size=5", "dgen1:"), ("dgen 1:seed=1,size=5", "dgen1:"))),
    *((line, named, "missing key") for line, named in (("dgen1:seed=1", "size"), ("dgen1:size=1", "seed"))),
    *((keys, keys, "syntax") for keys in ("block", "=7")),
    ("", "''", "syntax"), ("block=4KiB,", "''", "syntax"), ("stream=1 ,block=4KiB", "1 ", "syntax"),
    ("block=4KiB ,stream=1", "4KiB ", "syntax"),
    *((keys, named, "unknown key") for keys, named in (
        ("color=red", "color"), ("Block=4KiB", "Block"), (" block=4KiB", " block"), ("block =4KiB", "block "))),
    *((keys, named, "duplicate key") for keys, named in (("seed=1", "seed"), ("block=4KiB,block=4KiB", "block"))),
    *((f"stream={text}", text, "syntax") for text in (
        "-1", "+1", "1.0", "0x", "x", "1e3", "0x00000000000000000", "0x10000000000000000", "0b1", " 1")),
    ("stream=\u0664", "stream", "syntax"),
    ("stream=", "stream", "syntax"), ("stream=18446744073709551616", "18446744073709551616", "range"),
    *((f"block={text}", named, "syntax") for text, named in (
        ("x", "x"), ("4KiBs", "4KiBs"), ("4 Ki", "4 Ki"), ("-4KiB", "-4KiB"), (".5MiB", ".5MiB"), ("4.KiB", "4.KiB"),
        ("4e3", "4e3"), (" 4KiB", " 4KiB"), ("4\u00a0KiB", "4"), ("4Kb4", "4Kb4"),
        ("0" * 40 + "4096", "4096"))),
    *((f"block={text}", named, "range") for text, named in (
        ("0", "0"), ("2KiB", "2048"), ("5KiB", "5120"), ("64MiB", "67108864"), ("4096.5", "4096.5"), ("8EiB", "8EiB"))),
    *((f"dedup={text}", text, "syntax") for text in (
        "-2", "NaN", "Infinity", "1e3", "2f", "2:1", "2.", ".5", "copies", "copies()", "copies(1)", "copies(1@1",
        "copies(1.5@1)", "Copies(1@1)")),
    *((f"dedup={text}", text[:30], "range") for text in ("0", "0.99", "0.99999999999999999999", "1" + "0" * 309)),
    *((f"dedup=copies({text})", named, "range") for text, named in (
        ("0@1", "0"), ("2251799813685249@1", "2251799813685249"), ("2@1.0000005", "1.0000005"), ("1@0+2@1", "0"))),
    ("dedup=copies(" + "+".join(f"{i}@0.1" for i in range(1, 66)) + ")", "65", "range"),
    ("dedup=copies(2@0.5+2@0.5)", "2", "duplicate entry"), ("dedup=copies(1@0.5+2@0.4)", "0.9", "sum"),
    ("dedup=copies(1@0.5+2@0.500002)", "1.000002", "sum"),
    ("window=x", "x", "syntax"), ("window=0", "0", "range"), ("window=2KiB", "2048", "range"),
    ("window=64KiB", "65536", "range"), ("window=192KiB", "196608", "range"), ("dedup=3,window=256KiB", "3", "range"),
    *((f"dedup=2,hot={text}", text, "syntax") for text in ("5%", "5@50", "5%@50", "5%@50%@1%", "-5%@50%")),
    *((f"dedup=2,hot={text}", named, "range") for text, named in (
        ("0%@50%", "0"), ("100%@50%", "1"), ("5%@100%", "1"), ("5%@99.99999999999999999999%", "1"),
        ("5%@1%", "5%@1%"), ("5%@99%", "5%@99%"))),
    ("hot=5%@50%", "5%@50%", "range"), ("dedup=3,window=1MiB,hot=5%@50%", "hot=5%@50%", "conflict"),
    ("dedup=copies(1@1),window=1MiB", "window", "conflict"), ("dedup=copies(1@1),hot=1%@2%", "hot", "conflict"),
    *((f"compress={text}", text, "syntax") for text in (
        "-1", "2x", "2:1", "2/", "/6", "2/x", "2/6/7", "1+2", "1@0.5+", "+1@1")),
    ("dedup=copies(1@.9)", ".9", "syntax"), ("compress=1@.5+2@.5", ".5", "syntax"), ("compress=1@0.5@0.5", "0.5@0.5", "syntax"),
    *((f"compress={text}", named, "range") for text, named in (
        ("0", "0"), ("0.99999999999999999999", "0.99999999999999999999"), ("64.01", "64.01"), ("65", "65"), ("1.234", "1.234"),
        ("2.0000000000000000000001", "2.0000000000000000000001"), ("64.00000000000000000001", "64.00000000000000000001"),
        ("3/3", "3"), ("3/9", "9"), ("2@1.0000005", "1.0000005"), ("1@0+2@1", "0"))),
    ("compress=2@0.5", "0.5", "sum"), ("compress=1@0.5+2@0.4", "0.9", "sum"),
    ("compress=2@0.5+2/8@0.5", "2", "duplicate entry"), ("compress=2@0.5+2.0@0.5", "2", "duplicate entry"),
    ("for=zstd", "zstd", "syntax"), ("for=lzma@4KiB", "lzma", "syntax"), ("for=LZ4@4KiB", "LZ4", "syntax"),
    ("for=any@4KiB", "any", "syntax"), ("for=zstd@2KiB", "2048", "range"), ("for=zstd@32MiB", "33554432", "range"),
    ("for=zstd@5KiB", "5120", "range"), ("for=snappy@2KiB", "2048", "range"), ("for=snappy@4KiB,texture=copy", "copy", "conflict"),
    ("texture=cells,for=lzo@4KiB", "cells", "conflict"), ("texture=stripes,for=lzo@4KiB", "stripes", "conflict"),
    ("texture=rough", "rough", "syntax"), ("texture=Run", "Run", "syntax"),
    *((f"reach={text}", named, "syntax") for text, named in (
        ("", "reach"), ("16KiB", "16KiB"), ("16KiB@0.1", "16KiB@0.1"), ("16KiB/4KiB", "16KiB/4KiB"),
        ("16KiB@0.1/4KiB", "16KiB@0.1/4KiB"), ("16KiB/4KiB@0.1+", "16KiB/4KiB@0.1+"), ("16KiB/4KiB@-1", "-1"),
        ("16KiB/4KiB@.5", ".5"), ("16KiB/4KiB@0.1@0.2", "0.1@0.2"), ("/4KiB@0.1", "''"), ("16KiB/@0.1", "''"),
        ("16KiB/8KiB/4KiB@0.1", "8KiB/4KiB"))),
    *((f"reach={text}", named, "range") for text, named in (
        ("4KiB/4KiB@0.1", "4096"), ("48KiB/4KiB@0.1", "49152"), ("16KiB/2KiB@0.1", "2048"), ("16KiB/12KiB@0.1", "12288"),
        ("16KiB/16KiB@0.1", "16384"), ("256KiB/4KiB@0.1", "262144"), ("16KiB/4KiB@0", "0"), ("16KiB/4KiB@1.1", "1.1"))),
    ("block=4MiB,reach=" + "+".join(f"{8 << i}KiB/4KiB@0.1" for i in range(5)), "5", "range"),
    ("reach=16KiB/4KiB@0.1+16KiB/8KiB@0.1", "16KiB", "duplicate entry"),
    ("reach=16KiB/4KiB@0.5+32KiB/4KiB@0.50001", "1.00001", "sum"),
    ("block=4KiB,reach=8KiB/4KiB@0.1", "8192", "range"),
    *((f"texture={texture},reach=16KiB/4KiB@0.1", texture, "conflict") for texture in ("cells", "stripes", "skip")),
    ("for=lzo@4KiB,reach=16KiB/4KiB@0.1", "skip", "conflict"),
    *((f"generation={number}", "change", "missing key") for number in (0, 3)),
    *((f"generation={text},change=5%", text or "''", "syntax") for text in ("", "x", "-1", "+1", "1.5", "0x3", "1e3", "0" * 18 + "1")),
    ("generation=2147483648,change=5%", "2147483648", "range"),
    ("generation=3,change=.5%", ".5", "syntax"),
    *((f"generation=3,change={text}", text or "''", "syntax") for text in ("", "5", "%", "-5%", "5%%", "5 %", "5e1%", "NaN%")),
    *((f"generation=3,change={text}%", named, "range") for text, named in (
        ("0", "0%"), ("0.00", "0%"), ("0." + "0" * 330 + "1", "0%"), ("100.1", "100.1%"), ("101", "101%"))),
    ("dgen1:seed=1,size=4EiB,block=4KiB,generation=1,change=100%", "generation 1", "range"),
    *((f"dgen1:seed=1,size=4611686018427383808,block=4KiB,generation={generation},change={change}%", f"generation {generation}", "range")
      for generation, change in ((2, 100), (21, 5), (3, 33.3333333333334))),
    ("dgen1:seed=1,size=9223372036854775807,block=4KiB,generation=1,change=5%", "generation 1", "range")]


def h(x):
    return f"0x{x:016x}"


def plan_recipe(keys, n):
    return f"dgen1:seed=7,stream=3,size={n * 4096}B,block=4KiB,{keys},compress=1"


def invalid_line(text, error):
    return text if error == "version" or text.startswith("dgen1:") else f"{START},{text}"


def error_of(recipe, line):
    try:
        recipe.Recipe(line)
    except recipe.RecipeError as e:
        return e.kind
    return "none"


def literals_of(fmt, ratio, texture, target):
    compressor, _, block = target.partition("@")
    return fmt.literals(Fraction(ratio), texture, compressor, int(block or 0))


def number_sections(recipe):
    """The section that depends on the module numbers_v1; the last one, because it takes the longest time."""
    lines = [(f"dgen1:seed=42,stream=6,size={keys}", o, n) for keys, o, n in NUMBERS]
    yield "numbers", ({"recipe": line, "uniqueBlocks": r.plan()[1], "offset": h(o), "length": n, "bytes": r.bytes(o, n).hex()}
                      for line, o, n in lines for r in (recipe.Recipe(line),))


def dataset_sections(recipe, dataset):
    """The sections of the module dataset_v1."""

    def error_of_set(line):
        try:
            dataset.Dataset(line)
        except recipe.RecipeError as e:
            return e.kind
        return "none"

    yield "quantiles", ({"class": k, "classes": q, "quantile": bits(dataset.quantile((2 * k + 1) / (2.0 * q)))}
                        for k, q in sets.QUANTILES)
    yield "exponentials", ({"x": bits(x), "exp": bits(dataset.exp(x))} for x in sets.EXPONENTS)
    yield "datasets", ({"dataset": line, "canonical": d.canonical(), "files": h(d.files), "bytes": h(d.total),
                        "body": d.body.canonical(), "tails": d.tails.canonical(),
                        "parts": [h(d.part(i, sets.PARTS)[0]) for i in range(sets.PARTS)] + [h(d.part(sets.PARTS - 1, sets.PARTS)[1])]}
                       for line, _ in sets.DATASETS for d in (dataset.Dataset(line),))
    yield "files", ({"dataset": line, "file": h(f % d.files), "path": d.names.path(f % d.files), "size": h(d.size(f % d.files)),
                     "body": h(d.offsets(f % d.files)[0]), "tail": h(d.offsets(f % d.files)[1])}
                    for line, files in sets.DATASETS for d in (dataset.Dataset(line),) for f in files)
    yield "fileDigests", ({"dataset": line, "file": h(f), "sha256": dataset.Dataset(line).digest(f)} for line, f in sets.DIGESTS)
    yield "records", ({"recipe": line, "sizes": sizes, "count": h(d.count), "record": h(r % d.count), "offset": h(d.offset(r % d.count)),
                       "end": h(d.offset(r % d.count + 1))}
                      for line, sizes, records in sets.RECORDS for d in (dataset.Records(line, sizes),) for r in records)
    yield "invalidDatasets", ({"dataset": line, "error": error_of_set(line), "names": named}
                              for line, named, _ in sets.INVALID)


def bits(x):
    return "0x" + struct.pack(">d", x).hex()


def sections(fmt, recipe, dataset):
    """(name, list of vectors, made when it is read); the arguments are the modules format_v1, recipe_v1 and dataset_v1."""
    domains = {"content": fmt.CONTENT, "dedup": fmt.DEDUP, "compression": fmt.COMPRESSION,
               "generation": fmt.GENERATION}

    def key(s, t):
        return fmt.stream_key(fmt.CONTENT, s, t)

    yield "keys", ({"domain": d, "seed": h(s), "stream": h(t), "key": [h(k) for k in fmt.stream_key(domains[d], s, t)]}
                   for d in domains for s, t in SEEDS)
    yield "lanes", ({"seed": h(s), "stream": h(t), "page": h(p), "lane": l,
                     "state": [h(x) for x in fmt.lane_state(key(s, t), p, l)]} for s, t, p, l in LANES)
    yield "pages", ({"seed": h(s), "stream": h(t), "page": h(p), "bytes": fmt.page_bytes(key(s, t), p).hex()}
                    for s, t, p in PAGES)
    yield "ranges", ({"seed": h(s), "stream": h(t), "offset": h(o), "length": n,
                      "bytes": fmt.content(key(s, t), o, n).hex()} for s, t, o, n in RANGES)
    tails = [(s, t, cells, "run" if run else "copy", run, F, o, n, bits) for s, t, cells, run, F, o, n, bits in CELLS]
    tails += [(s, t, 1, "skip", 0, F, o, n, bits) for s, t, F, o, n, bits in SKIPS]
    yield "cells", ({"seed": h(s), "stream": h(t), "cells": cells, "tail": tail, "run": run, "bits": bits, "literals": h(F),
                     "offset": h(o), "length": n, "bytes": fmt.content(key(s, t), o, n, cells, run, F, bits, tail).hex()}
                    for s, t, cells, tail, run, F, o, n, bits in tails)
    yield "streams", ({"recipe": line, "uniqueBlocks": r.plan()[1], "offset": h(o), "length": n, "bytes": r.bytes(o, n).hex()}
                      for line, o, n in STREAMS for r in (recipe.Recipe(line),))
    yield "plans", ({"recipe": line, "block": h(b % n), "content": h(recipe.Recipe(line).plan()[0](b % n))}
                    for keys, n, b in PLANS for line in (plan_recipe(keys, n),))
    yield "mixtures", ({"seed": h(s), "stream": h(t), "block": h(b),
                        "draw": h(fmt.draw(fmt.stream_key(fmt.COMPRESSION, s, t), b))} for s, t, b in DRAWS)
    yield "literals", ({"ratio": r, "texture": texture, "target": target,
                        "literals": h(literals_of(fmt, r, texture, target))} for r, texture, target in LITERALS)
    yield "canonical", ({"recipe": line, "canonical": recipe.Recipe(line).canonical()} for line in CANONICAL)
    yield "invalid", ({"recipe": line, "error": error_of(recipe, line), "names": named}
                      for text, named, error in INVALID for line in (invalid_line(text, error),))
    yield from dataset_sections(recipe, dataset)
    yield from number_sections(recipe)


if __name__ == "__main__":
    import dataset_v1
    import format_v1
    import recipe_v1

    made = {name: list(vectors) for name, vectors in sections(format_v1, recipe_v1, dataset_v1)}
    FILE.write_text(json.dumps({"format": 1, **made}, indent=1) + "\n")
