# SPDX-License-Identifier: MIT OR Apache-2.0
"""Prints the tables of `like` from lines of KIND UNIT NAME BYTES ORIGINAL MIMIC, where the last two are ratios."""
import sys

DEDUP = ("fixed", "contentDefined")


def size(size_bytes):
    if size_bytes == 0:
        return "whole"
    return f"{size_bytes >> 20} MiB" if size_bytes >= 1 << 20 else f"{size_bytes >> 10} KiB"


def row(*cells):
    print("| " + " | ".join(cells) + " |")


def table(head, rows):
    row(*head)
    print("|" + "---|" * len(head))
    for cells in rows:
        row(*cells)


def percent(original, mimic):
    return f"{100 * (mimic / original - 1):+.1f}"


lines = [line.split() for line in open(sys.argv[1])]
found = {(kind, name, int(at)): (float(original), float(mimic)) for kind, _, name, at, original, mimic in lines}
units = {kind: int(unit) for kind, unit, *_ in lines}
points = list(dict.fromkeys((name, int(at)) for _, _, name, at, _, _ in lines))
compression = [point for point in points if point[0] not in DEDUP]
blocks = list(dict.fromkeys(at for _, at in compression))

compressors = list(dict.fromkeys(name for name, _ in compression))


def spread(point):
    errors = [100 * (found[(kind, *point)][1] / found[(kind, *point)][0] - 1) for kind in units]
    return f"{min(errors):+.0f} .. {max(errors):+.0f}"


print("Difference of the compression ratios in percent; + means that the generated data compresses better than the original. The "
      "smallest and the largest over all inputs:\n")
table(["block", *compressors], [[size(at), *(spread((name, at)) for name in compressors)] for at in blocks])

print("\nEach input; the unit of its profile is the block size of the generated data:\n")
table(["input", "unit", "block", *compressors],
      [[kind if at == blocks[0] else "", size(unit) if at == blocks[0] else "", size(at)]
       + [percent(*found[kind, name, at]) for name in compressors]
       for kind, unit in units.items() for at in blocks])

print("\nDeduplication ratio of the original, then of the generated data:\n")
names = {"fixed": "fixed", "contentDefined": "FastCDC"}
chunks = [point for point in points if point[0] in DEDUP]
table(["input", *(f"{names[name]} {size(at)}" for name, at in chunks)],
      [[kind, *("{:.3f}, {:.3f}".format(*found[kind, *chunk]) for chunk in chunks)] for kind in units])
