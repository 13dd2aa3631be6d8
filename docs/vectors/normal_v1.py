#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""The table of docs/format.md, "Normal numbers", from its definition. Needs mpmath; writes the table to standard output."""
import mpmath as mp

mp.mp.dps = 40
OCTAVES, DEGREE = 52, 5


def quantile(p):
    """The x with a probability of p that a normal number is above it, 0 < p <= 1/2."""
    return mp.sqrt(2) * mp.erfinv(1 - 2 * p)


def polynomial(k):
    """Coefficients of r^0 .. r^5 on the octave p = (1 + r) / 2^(k+1), which interpolate at the Chebyshev-Lobatto points."""
    points = [(1 - mp.cos(mp.pi * j / DEGREE)) / 2 for j in range(DEGREE + 1)]
    rows = mp.matrix([[r**i for i in range(DEGREE + 1)] for r in points])
    return list(mp.lu_solve(rows, mp.matrix([quantile((1 + r) / mp.mpf(2) ** (k + 1)) for r in points])))


def square(c):
    """The integral of the squared polynomial over 0 .. 1."""
    return sum(a * b / (i + j + 1) for i, a in enumerate(c) for j, b in enumerate(c))


octaves = [polynomial(k) for k in range(1, OCTAVES + 1)]
variance = 2 * sum(square(c) / mp.mpf(2) ** (k + 1) for k, c in enumerate(octaves, 1))
print("k,c0,c1,c2,c3,c4,c5")
print("0,0,0,0,0,0,0")
for k, c in enumerate(octaves, 1):
    print(k, *(mp.nstr(x / mp.sqrt(variance), 14, min_fixed=-50, max_fixed=50) for x in c), sep=",")
