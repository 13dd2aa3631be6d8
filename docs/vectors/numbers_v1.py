# SPDX-License-Identifier: MIT OR Apache-2.0
"""The numbers of format v1, written from docs/format.md alone, as format_v1.py.

A result of binary32 is computed in binary64 and rounded again: for one operation on binary32 numbers this is exact.
"""
import math
import pathlib
import re
import struct

DOCUMENT = pathlib.Path(__file__).parents[1] / "format.md"
NEIGHBOURS = 0x6467656E316E6569
WIDTHS = {"fp32": 4, "fp64": 8, "bf16": 2, "fp16": 2, "int8": 1, "int32": 4}


def f32(x):
    return struct.unpack("<f", struct.pack("<f", x))[0]


def f64(x):
    return float(x)


def f16(x):
    return struct.unpack("<e", struct.pack("<e", x))[0]


def bf16(x):
    (bits,) = struct.unpack("<I", struct.pack("<f", x))
    return struct.unpack("<f", struct.pack("<I", (bits + 0x7FFF + (bits >> 16 & 1)) >> 16 << 16 & 0xFFFFFFFF))[0]


ROUNDED = {"fp32": f32, "fp64": f64, "bf16": lambda x: bf16(f32(x)), "fp16": lambda x: f16(f32(x))}
FORMATS = {"fp32": ("<f", "<I", 0), "fp64": ("<d", "<Q", 0), "bf16": ("<f", "<I", 16), "fp16": ("<e", "<H", 0)}


def below(kind, x):
    """The largest number of the type below x."""
    number, bits, shift = FORMATS[kind]
    word = struct.unpack(bits, struct.pack(number, x))[0] >> shift
    top = 1 << (8 * WIDTHS[kind] - 1)
    word = top + 1 if x == 0 else word + 1 if word & top else word - 1
    return struct.unpack(number, struct.pack(bits, word << shift))[0]


def table():
    block = re.search(r"\n### Normal numbers\n.*?```csv\n(.*?)```", DOCUMENT.read_text(), re.DOTALL).group(1)
    return [[float(c) for c in line.split(",")[1:]] for line in block.splitlines()[1:]]


TABLE = table()


def widened(u, w):
    return {1: (u << 24) + (1 << 23), 2: (u << 16) + (1 << 15)}.get(w, u)


class Numbers:
    """`first` and `second` are low and high, or mean and standard deviation, as floats; `noise` is e, 0 without."""

    def __init__(self, kind, dist, first, second, dim, norm, noise):
        self.kind, self.dist, self.dim, self.norm, self.w = kind, dist, dim, norm, WIDTHS[kind]
        self.r = f64 if kind == "fp64" else f32
        s = (second - first) * 0.28867513459481287 if dist == "uniform" else second
        self.noise = self.r(noise * s)
        self.integer = kind.startswith("int")
        if self.integer and dist == "uniform":
            self.low, self.count = int(first), int(second - first)
        elif dist == "uniform":
            self.low, high = ROUNDED[kind](first), ROUNDED[kind](second)
            self.range, self.top = self.r(high - self.low), below(kind, high)
        else:
            self.mean, self.sd = self.r(first), self.r(second)

    def normal(self, U):
        r, bits, first = self.r, *((64, 52) if self.w == 8 else (32, 31))
        m = r(float(((U % (1 << 63)) >> 11) | 1 if self.w == 8 else (U % (1 << 31)) | 1))
        mantissa, exponent = math.frexp(m)
        k, x = first - (exponent - 1), r(2 * mantissa - 1)
        *rest, z = [r(c) for c in TABLE[k]]
        for c in reversed(rest):
            z = r(r(z * x) + c)
        return -z if U >> (bits - 1) else z

    def value(self, u, other):
        r, U = self.r, widened(u, self.w)
        if self.dist == "uniform":
            step = r(self.range * (2.0**-53 if self.w == 8 else 2.0**-24))
            x = min(r(self.low + r(step * (U >> (11 if self.w == 8 else 8)))), self.top)
        else:
            x = r(self.mean + r(self.sd * self.normal(U)))
        if self.noise:
            x = r(x + r(0 + r(self.noise * self.normal(widened(other, self.w)))))
        return x

    def factor(self, values):
        r, s = self.r, [0.0] * 16
        for i, x in enumerate(values):
            s[i % 16] = r(s[i % 16] + r(x * x))
        for h in (8, 4, 2, 1):
            for j in range(h):
                s[j] = r(s[j] + s[j + h])
        return r(1 / r(math.sqrt(s[0]))) if s[0] else 0.0

    def stored(self, x):
        if self.integer:
            least, most = (-128, 127) if self.kind == "int8" else (-(1 << 31), (1 << 31) - 128)
            return math.floor(min(max(f32(x + 0.5), least), most)).to_bytes(self.w, "little", signed=True)
        number, bits, shift = FORMATS[self.kind]
        return struct.pack(number, ROUNDED[self.kind](x))[shift // 8:]

    def row(self, content, noise):
        """The bytes of a row; the arguments are the bytes of both contents."""
        words = [[int.from_bytes(data[i:i + self.w], "little") for i in range(0, self.w * self.dim, self.w)] if data
                 else [0] * self.dim for data in (content, noise)]
        if self.integer and self.dist == "uniform":
            return b"".join((self.low + (u * self.count >> 8 * self.w)).to_bytes(self.w, "little", signed=True) for u in words[0])
        values = [self.value(u, other) for u, other in zip(*words)]
        f = self.factor(values) if self.norm else 1.0
        return b"".join(self.stored(self.r(x * f)) for x in values)
