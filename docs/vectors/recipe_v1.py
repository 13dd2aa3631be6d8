# SPDX-License-Identifier: MIT OR Apache-2.0
"""The recipes of format v1, written from docs/format.md alone, as format_v1.py."""
import re
from decimal import Decimal
from fractions import Fraction

from format_v1 import (COMPRESSION, CONTENT, DEDUP, GENERATION, MASK, PAGE, cells_of, content, content_changes,
                       copies_classes, drawn, hot_classes, literals, permutation, round_robin, scattered, stream_key,
                       versioned, windowed)
from numbers_v1 import NEIGHBOURS, ROUNDED, WIDTHS, Numbers, f32


class RecipeError(Exception):
    """`kind` is one of the errors of the page."""

    def __init__(self, kind):
        super().__init__(kind)
        self.kind = kind


def require(condition, kind):
    if not condition:
        raise RecipeError(kind)


NUMBER = "[0-9]{1,400}(?:[.][0-9]{1,400})?"
UNITS = {"": 1, "B": 1, **{unit: scale ** (i + 1) for i, letter in enumerate("KMGTPE")
                           for unit, scale in ((letter, 1024), (letter + "IB", 1024), (letter + "B", 1000))}}


def matched(pattern, text, kind="syntax"):
    match = re.fullmatch(pattern, text)
    require(match, kind)
    return match.groups()


def denoted(written):
    """The decimal that a number denotes, as a fraction."""
    try:
        value = float(written)
    except OverflowError:
        raise RecipeError("range") from None
    text, two_digits = repr(value), f"{value:.1e}"
    return Fraction(Decimal(two_digits if float(two_digits) == value else text))


def word(text):
    matched("[0-9]+|0[xX][0-9a-fA-F]{1,16}", text)
    value = int(text, 16 if text[1:2] in ("x", "X") else 10)
    require(value <= MASK, "range")
    return value


def size(text):
    number, unit = matched("([0-9]{1,40}(?:[.][0-9]{1,40})?)[ \t]*([A-Za-z]*)", text)
    require(unit.upper() in UNITS, "syntax")
    value = Fraction(number) * UNITS[unit.upper()]
    require(value.denominator == 1 and value < 1 << 63, "range")
    return int(value)


def power_of_two(text, least, most):
    value = size(text)
    require(least <= value <= most and value & (value - 1) == 0, "range")
    return value


def ratio_at_least_1(text):
    matched(NUMBER, text)
    require(Fraction(text) >= 1, "range")
    return denoted(Fraction(text))


def share(text):
    value = denoted(Fraction(text))
    require(0 < value <= 1, "range")
    return value


def check_list(entries, keys, shares):
    require(len(entries) <= 64, "range")
    require(len(set(keys)) == len(keys), "duplicate entry")
    require(abs(sum(shares) - 1) <= Fraction(1, 10**6), "sum")


def histogram_of(text):
    (inner,) = matched(r"copies\((.*)\)", text)
    entries = []
    for entry in inner.split("+"):
        m, h = matched(f"([0-9]{{1,19}})@({NUMBER})", entry)
        require(1 <= int(m) <= 1 << 51, "range")
        entries.append((int(m), share(h)))
    check_list(entries, [m for m, _ in entries], [h for _, h in entries])
    return sorted(entries)


def mixture_of(text):
    entries = []
    for entry in text.split("+"):
        pattern = f"({NUMBER})(?:/([0-9]{{1,9}}))?(?:@({NUMBER}))?"
        ratio, bits, weight = matched(pattern, entry)
        require(weight or entry == text, "syntax")
        require(1 <= Fraction(ratio) <= 64 and (Fraction(ratio) * 100).denominator == 1, "range")
        require(4 <= int(bits or 8) <= 8, "range")
        entries.append((Fraction(ratio), int(bits or 8), share(weight or "1")))
    check_list(entries, [e[:2] for e in entries], [e[2] for e in entries])
    return sorted(entries)


def target_of(text):
    if text == "any":
        return "any", 0
    compressor, block = matched("(lz4|zstd|gzip|snappy|lzo)@(.*)", text)
    return compressor, power_of_two(block, 4096, 16 << 20)


def generation_of(generation, change):
    if change is None:
        require(generation is None, "missing key")
        return 0, 0
    (number,), (percent,) = matched("([0-9]{1,18})", "0" if generation is None else generation), matched(f"({NUMBER})%", change)
    require(int(number) < 1 << 31, "range")
    return int(number), share(Fraction(percent) / 100)


def reach_of(text, block):
    entries = []
    for entry in text.split("+"):
        group, distance, part = matched(f"([^/@]*)/([^/@]*)@({NUMBER})", entry)
        g = power_of_two(group, 2 * PAGE, block)
        entries.append((g, power_of_two(distance, PAGE, g // 2), share(part)))
    require(len(entries) <= 4, "range")
    require(len({g for g, _, _ in entries}) == len(entries), "duplicate entry")
    require(sum(a for _, _, a in entries) <= 1, "sum")
    return sorted(entries)


def real(text):
    sign, written = matched(f"(-?)({NUMBER})", text)
    value = denoted(Fraction(written))
    return -value if sign else value


LARGEST = {"fp32": f32(3.4028234663852886e38), "fp64": 1.7976931348623157e308, "bf16": 3.3895313892515355e38, "fp16": 65504.0,
           "int8": 127, "int32": (1 << 31) - 1}
NUMBER_KEYS = ("dist", "low", "high", "mean", "sd", "dim", "norm", "neighbours")


class NumberKeys:
    """The keys of numbers of a recipe."""

    def __init__(self, values, recipe):
        (self.kind,) = matched("(fp32|fp64|bf16|fp16|int8|int32)", values["type"])
        (self.dist,) = matched("(uniform|normal)", values["dist"] or "uniform")
        names, other = (("low", "high"), ("mean", "sd")) if self.dist == "uniform" else (("mean", "sd"), ("low", "high"))
        require(all(values[key] is None for key in other), "conflict")
        self.first, self.second = (real(values[key] or default) for key, default in zip(names, ("0", "1")))
        (dim,) = matched("([0-9]{1,9})", values["dim"] or "1")
        self.dim, self.norm = int(dim), values["norm"] == "l2"
        require(1 <= self.dim <= 1 << 20, "range")
        require(values["norm"] in (None, "l2"), "syntax")
        self.row, self.rows, self.noise = self.dim * WIDTHS[self.kind], 0, Fraction(0)
        if values["neighbours"] is not None:
            rows, noise = matched(f"([0-9]{{1,18}})@({NUMBER})", values["neighbours"])
            self.rows, self.noise = int(rows), denoted(Fraction(noise))
            require(1 <= self.rows <= ((1 << 63) - 1) // self.row and 0 < self.noise <= 100, "range")
            require(self.rows >= recipe.size // self.row, "range")
        self.check_range()
        moved = recipe.histogram or recipe.hot or recipe.window or recipe.ratio != 1 or recipe.change
        require(not (self.norm or self.rows) or not self.kind.startswith("int"), "conflict")
        require(not self.rows or not moved, "conflict")
        require(not (self.norm and self.rows) or (self.dist, self.first) == ("normal", 0), "conflict")
        require(not (self.norm and moved) or recipe.block % self.row == 0, "conflict")
        require([entry[:2] for entry in recipe.mixture] == [(1, 8)] and not recipe.reach, "conflict")
        require(recipe.size % self.row == 0, "range")
        self.numbers = Numbers(self.kind, self.dist, float(self.first), float(self.second), self.dim, self.norm, float(self.noise))

    def check_range(self):
        integer, largest = self.kind.startswith("int"), LARGEST[self.kind]
        if self.dist == "normal":
            reach = abs(self.first) + 9 * self.second
            require(self.second > 0, "range")
            require(self.second <= largest and -largest - 1 <= self.first <= largest if integer else reach <= largest, "range")
            require(not self.norm or (self.second >= Fraction(1, 1 << 20) and reach <= 1 << 40), "range")
            return
        low, high = self.first, self.second
        require(low < high, "range")
        if integer:
            require(low.denominator == high.denominator == 1 and -largest - 1 <= low and high <= largest + 1, "range")
            return
        require(-largest <= low and high <= largest, "range")
        a, b = (ROUNDED[self.kind](float(x)) for x in (low, high))
        require(a < b and b - a <= LARGEST["fp64" if self.kind == "fp64" else "fp32"], "range")
        require(not self.norm or 2.0**-20 <= max(abs(low), abs(high)) <= 1 << 40, "range")

    def text(self):
        names = ("low", "high") if self.dist == "uniform" else ("mean", "sd")
        return (f",type={self.kind},dist={self.dist},{names[0]}={signed(self.first)},{names[1]}={signed(self.second)}"
                f"{f',dim={self.dim}' if self.dim > 1 else ''}{',norm=l2' if self.norm else ''}"
                f"{f',neighbours={self.rows}@{plain(self.noise)}' if self.rows else ''}")


def signed(value):
    return f"-{plain(-value)}" if value < 0 else plain(value)


DEFAULTS = {"stream": "0", "block": "128KiB", "dedup": "1", "window": None, "hot": None, "compress": "1", "for": "any",
            "texture": None, "reach": None, "generation": None, "change": None,
            "type": None, **dict.fromkeys(NUMBER_KEYS)}


class Recipe:
    def __init__(self, line):
        version, pairs = matched("(?s)[ \t\r\n]*(dgen1:)?(.*?)[ \t\r\n]*", line)
        require(version, "version")
        values = {}
        for pair in pairs.split(","):
            key, value = matched("([^=]+)=(.*)", pair)
            require(key not in values, "duplicate key")
            values[key] = value
        require({"seed", "size"} <= set(values), "missing key")
        require(set(values) <= {"seed", "size", *DEFAULTS}, "unknown key")
        values = DEFAULTS | values
        self.seed, self.stream, self.size = word(values["seed"]), word(values["stream"]), size(values["size"])
        self.block = power_of_two(values["block"], PAGE, 32 << 20)
        self.n = -(-self.size // self.block)
        self.histogram = self.window = self.hot = None
        if values["dedup"].startswith("copies"):
            self.histogram = histogram_of(values["dedup"])
        else:
            self.ratio = ratio_at_least_1(values["dedup"])
        require((self.histogram, values["window"], values["hot"]).count(None) >= 2, "conflict")
        if values["window"] is not None:
            self.window = size(values["window"])
            require(self.window >= self.block and self.window % self.block == 0, "range")
            require(self.ratio <= self.window // self.block, "range")
        if values["hot"] is not None:
            shares = [denoted(Fraction(p) / 100) for p in matched(f"({NUMBER})%@({NUMBER})%", values["hot"])]
            require(all(0 < p < 1 for p in shares), "range")
            require(shares[1] * self.ratio >= shares[0] and (1 - shares[1]) * self.ratio >= 1 - shares[0], "range")
            self.hot = shares
        self.mixture = mixture_of(values["compress"])
        self.target = target_of(values["for"])
        self.default_texture = "skip" if self.target[0] in ("snappy", "lzo") else "copy"
        (self.texture,) = matched("(copy|cells|run|stripes|skip)", values["texture"] or self.default_texture)
        require(self.default_texture == "copy" or self.texture in ("run", "skip"), "conflict")
        self.reach = reach_of(values["reach"], self.block) if values["reach"] is not None else []
        require(not self.reach or self.texture in ("copy", "run"), "conflict")
        self.generation, self.change = generation_of(values["generation"], values["change"])
        require(values["type"] is not None or all(values[key] is None for key in NUMBER_KEYS), "missing key")
        self.numbers = None if values["type"] is None else NumberKeys(values, self)
        u = self.first_plan()[1]
        self.changes = content_changes(u, self.change, self.generation)
        require(not self.changes or (-(-self.changes // u) + 1) * u * self.block < 1 << 63, "range")

    def key(self, domain):
        return stream_key(domain, self.seed, self.stream)

    def plan(self):
        """The content block of a logical block, as a function, and the number of content blocks."""
        plan, u = self.first_plan()
        return versioned(self.key(GENERATION), plan, u, self.changes), u

    def first_plan(self):
        """The plan of generation 0."""
        if self.histogram:
            return scattered(self.key(DEDUP), self.n, copies_classes(self.n, self.histogram))
        if self.hot:
            return scattered(self.key(DEDUP), self.n, hot_classes(self.n, self.ratio, *self.hot))
        if self.window:
            return windowed(self.n, self.ratio, self.window // self.block)
        return round_robin(self.n, self.ratio)

    def literals(self, ratio):
        return literals(ratio, self.texture, *self.target)

    def bytes(self, offset, length):
        return self.raw_bytes(offset, length) if self.numbers is None else self.number_bytes(offset, length)

    def number_bytes(self, offset, length):
        """Makes the row of each byte."""
        keys, row, data = self.numbers, self.numbers.row, b""
        k, noise = self.key(CONTENT), self.key(NEIGHBOURS)
        rows = {}
        for x in range(offset, offset + length):
            if keys.rows:
                at = permutation(self.key(DEDUP), keys.rows, x // row) * row + x % row
            else:
                at = self.plan()[0](x // self.block) * self.block + x % self.block
            start = at - at % row
            if start not in rows:
                rows[start] = keys.numbers.row(content(k, start, row), content(noise, start, row) if keys.rows else b"")
            data += rows[start][at - start:at - start + 1]
        return data

    def raw_bytes(self, offset, length):
        k, shape, (plan, u), data = self.key(CONTENT), self.key(COMPRESSION), self.plan(), b""
        run = 1 + ((shape[0] >> 32) * 255 >> 32) if self.texture in ("run", "stripes") else 0
        while length:
            b, within = divmod(offset, self.block)
            part, c = min(length, self.block - within), plan(b)
            ratio, bits = drawn(shape, c % u, self.mixture)
            reach = [(g // PAGE, d // PAGE, a) for g, d, a in self.reach]
            data += content(k, c * self.block + within, part, cells_of(self.texture), run, self.literals(ratio), bits,
                            self.texture, reach)
            offset, length = offset + part, length - part
        return data

    def canonical(self):
        dedup = f"copies({'+'.join(f'{m}@{plain(h)}' for m, h in self.histogram)})" if self.histogram else plain(self.ratio)
        window = f",window={sized(self.window)}" if self.window else ""
        hot = f",hot={plain(self.hot[0] * 100)}%@{plain(self.hot[1] * 100)}%" if self.hot else ""
        kinds = [plain(ratio) + ("" if bits == 8 else f"/{bits}") for ratio, bits, _ in self.mixture]
        weighted = "+".join(f"{kind}@{plain(entry[2])}" for kind, entry in zip(kinds, self.mixture))
        target = "" if self.target == ("any", 0) else f",for={self.target[0]}@{sized(self.target[1])}"
        texture = "" if self.texture == self.default_texture else f",texture={self.texture}"
        reach = "+".join(f"{sized(g)}/{sized(d)}@{plain(a)}" for g, d, a in self.reach)
        generation = f",generation={self.generation},change={plain(self.change * 100)}%" if self.change else ""
        return (f"dgen1:seed={self.seed},stream={self.stream},size={sized(self.size)},block={sized(self.block)},"
                f"dedup={dedup}{window}{hot},compress={weighted if len(kinds) > 1 else kinds[0]}{target}{texture}"
                f"{',reach=' if reach else ''}{reach}{generation}{self.numbers.text() if self.numbers else ''}")


def plain(value):
    digits = 0
    while (value * 10**digits).denominator != 1:
        digits += 1
    text = str(int(value * 10**digits)).rjust(digits + 1, "0")
    return f"{text[:-digits]}.{text[-digits:]}" if digits else text


def sized(value):
    unit = 6
    while unit and (value == 0 or value % 1024**unit):
        unit -= 1
    return f"{value // 1024**unit}{' KMGTPE'[unit]}iB" if unit else str(value)
