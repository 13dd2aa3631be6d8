# SPDX-License-Identifier: MIT OR Apache-2.0
"""The datasets of format v1, written from docs/format.md alone, as format_v1.py."""
import hashlib
import math
import re
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from format_v1 import GAMMA, mix64, permutation, rounded, stream_key
from recipe_v1 import NUMBER, Recipe, check_list, denoted, matched, plain, require, share, size, sized

SET, TAILS = 0x6467656E31736574, 0x6467656E31656E64
MAX_FILES, MAX_BYTES = 1 << 40, (1 << 63) - 1

# --- Quantiles ---------------------------------------------------------------------------------------------------------

A = (3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
     4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3)
B = (1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
     2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3)
C = (1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
     1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4)
D = (1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
     1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9)
LN2 = 0.6931471805599453


def polynomial(coefficients, x):
    value = coefficients[7]
    for i in range(6, -1, -1):
        value = value * x + coefficients[i]
    return value


def log(x):
    n = 0
    while x < 0.7071067811865476:
        x, n = x * 2.0, n + 1
    t = (x - 1.0) / (x + 1.0)
    t2, value = t * t, 0.0
    for i in range(9, -1, -1):
        value = value * t2 + 1.0 / (2 * i + 1)
    return 2.0 * t * value - n * LN2


def exp(x):
    n = math.floor(x / LN2 + 0.5)
    r, value = x - n * LN2, 1.0
    for i in range(16, 0, -1):
        value = 1.0 + value * r / i
    return value * 2.0**n


def quantile(p):
    q = p - 0.5
    if -0.425 <= q <= 0.425:
        r = 0.180625 - q * q
        return q * polynomial(A, r) / polynomial(B, r)
    r = math.sqrt(-log(p if q < 0 else 1.0 - p)) - 1.6
    tail = polynomial(C, r) / polynomial(D, r)
    return -tail if q < 0 else tail


# --- Size classes ------------------------------------------------------------------------------------------------------


def limits(least, most):
    least, most = size(least), size(most)
    require(least <= most, "range")
    return least, most


class Sizes:
    """`classes(q)` are the sizes of the classes, q of them unless the sizes determine the number."""

    def __init__(self, text):
        self.repeats = text.startswith("list")
        if text.startswith("uniform"):
            a, b = limits(*matched(r"uniform\(([^()]*?)[.][.]([^()]*)\)", text))
            self.classes = lambda q: [a + (b - a + 1) * (2 * k + 1) // (2 * q) for k in range(q)]
            self.canonical = f"uniform({sized(a)}..{sized(b)})"
        elif text.startswith("lognormal"):
            pattern = rf"lognormal\(([^(),]*),({NUMBER})\)(?:\[(.*?)[.][.](.*)\])?"
            median, sigma, least, most = matched(pattern, text)
            median, sigma = size(median), denoted(Fraction(sigma))
            require(median > 0 and 0 < sigma <= 10, "range")
            a, b = limits(least, most) if least is not None else (0, MAX_BYTES)
            self.classes = lambda q: [min(max(int(float(median) * exp(float(sigma) * quantile((2 * k + 1) / (2.0 * q)))), a), b)
                                      for k in range(q)]
            self.canonical = f"lognormal({sized(median)},{plain(sigma)})"
            self.canonical += f"[{sized(a)}..{sized(b)}]" if (a, b) != (0, MAX_BYTES) else ""
        elif self.repeats:
            (entries,) = matched(r"list\(([^()]*)\)", text)
            entries = [size(entry) for entry in entries.split(",")]
            require(len(entries) <= 256, "range")
            self.classes = lambda q: entries
            self.canonical = f"list({','.join(map(sized, entries))})"
        elif "@" in text or "+" in text:
            self.buckets(text)
        else:
            only = size(text)
            self.classes = lambda q: [only]
            self.canonical = sized(only)

    def buckets(self, text):
        entries = []
        for entry in text.split("+"):
            bytes_, weight = matched(f"([^@]*)@({NUMBER})", entry)
            entries.append((size(bytes_), share(weight)))
        require(len(entries) >= 2, "range")
        check_list(entries, [s for s, _ in entries], [w for _, w in entries])
        entries.sort()
        upto = [sum(w for _, w in entries[:j + 1]) for j in range(len(entries))]
        exact = next((q for q in range(1, 257) if all((q * t / upto[-1]).denominator == 1 for t in upto)), None)
        self.classes = lambda q: [
            next(s for (s, _), t in zip(entries, upto) if (2 * k + 1) * upto[-1] < 2 * (exact or q) * t) for k in range(exact or q)]
        self.canonical = "+".join(f"{sized(s)}@{plain(w)}" for s, w in entries)


def class_count(files, r):
    most = int(min(256, max(1, files // (2 * r - 1))))
    return min(range(most, most // 2, -1), key=lambda q: files % q)


# --- Names -------------------------------------------------------------------------------------------------------------

RESERVED = r"(?i)(con|prn|aux|nul|(com|lpt)([0-9]|\{1\}))([.].*)?"


class Names:
    def __init__(self, pattern, files):
        digits = len(str(files - 1))
        self.default = f"d{{{digits - 3}}}/f{{{digits}}}" if digits > 3 else f"f{{{digits}}}"
        self.pattern = self.default if pattern is None else pattern
        parts = re.split(r"\{([0-9]{1,2})\}", self.pattern)
        self.texts, self.widths = parts[::2], [int(w) for w in parts[1::2]]
        require(self.widths and all(1 <= w <= 18 for w in self.widths), "name")
        require(all(re.fullmatch(r'[ !#-&\'+./0-9=@A-Z\[\]^_`a-z~-]*', text) for text in self.texts), "name")
        require(sum(self.widths[:-1]) <= self.widths[-1] and digits <= self.widths[-1], "name")
        components = self.pattern.split("/")
        require(all(c and c[-1] not in ". " and not re.fullmatch(RESERVED, c) for c in components), "name")
        require(not any(c.startswith(".dgen-") for c in components), "name")
        require(len(self.path(0)) <= 1024 and all(len(c) <= 255 for c in self.path(0).split("/")), "name")

    def path(self, number):
        digits, path, at = str(number).zfill(self.widths[-1]), "", 0
        for text, width in zip(self.texts, self.widths[:-1]):
            path += text + digits[at:at + width]
            at += width
        return path + self.texts[-2] + digits + self.texts[-1]


# --- Files, Content of files, Parts --------------------------------------------------------------------------------------


def mean_ratio(recipe):
    if not recipe.histogram:
        return recipe.ratio
    exact = lambda x: Decimal(x.numerator) / Decimal(x.denominator) if x.denominator == 1 else Decimal(plain(x))
    total, shares = sum(m * h for m, h in recipe.histogram), sum(h for _, h in recipe.histogram)
    context = Context(prec=16, rounding=ROUND_HALF_EVEN)
    return denoted(Fraction(context.divide(exact(Fraction(total)), exact(Fraction(shares)))))


class Strata:
    """`s` are the sizes of the classes, `key` is the key of their order."""

    def class_of(self, f):
        g, position = divmod(f, len(self.s))
        if self.sizes.repeats:
            return position
        return permutation([mix64(k + (g + 1) * GAMMA) for k in self.key], len(self.s), position)

    def before(self, f, amounts):
        """The sum of amounts by class, of the files before one, without the cut."""
        g, position = divmod(f, len(self.s))
        return g * sum(amounts) + sum(amounts[self.class_of(f - position + i)] for i in range(position))

    def first(self, amount, amounts):
        """The smallest f with before(f) >= amount."""
        f = max(0, amount - 1) // sum(amounts) * len(amounts)
        reached = self.before(f, amounts)
        while reached < amount:
            reached += amounts[self.class_of(f)]
            f += 1
        return f


class Dataset(Strata):
    def __init__(self, line):
        version, pairs, unsized = matched("(?s)[ \t\r\n]*(dgenset1:)?([^;]*)(?:;(.*?))?[ \t\r\n]*", line)
        require(version, "version")
        require(unsized is not None, "syntax")
        values = {}
        for pair in re.split(r",(?![^(]*\))", pairs):
            key, value = matched("([^=]+)=(.*)", pair)
            require(key not in values, "duplicate key")
            values[key] = value
        require(set(values) <= {"files", "total", "size", "name"}, "unknown key")
        require("size" in values and ("files" in values or "total" in values), "missing key")
        require(not ("files" in values and "total" in values), "conflict")
        require(re.match("dgen1:", unsized), "version")
        require(not re.search("[:,]size=", unsized), "conflict")
        self.unsized = unsized
        recipe = self.stream(0)
        self.block, self.r, self.key = recipe.block, mean_ratio(recipe), stream_key(SET, recipe.seed, recipe.stream)
        self.sizes = Sizes(values["size"])
        self.cut = 0
        if "files" in values:
            self.files = int(matched("([0-9]{1,18})", values["files"])[0])
            require(1 <= self.files <= MAX_FILES, "range")
            self.s = self.sizes.classes(class_count(self.files, self.r))
        else:
            total = size(values["total"])
            require(total > 0, "range")
            some = self.sizes.classes(256)
            likely = min(MAX_FILES, max(1, total * len(some) // max(1, sum(some))))
            self.s = self.sizes.classes(class_count(likely, self.r))
            require(sum(self.s) > 0, "conflict")
            self.files = self.first(total, self.s)
            require(self.files <= MAX_FILES, "range")
            self.cut = self.before(self.files, self.s) - total
        self.names = Names(values.get("name"), self.files)
        self.total = self.before(self.files, self.s) - self.cut
        require(self.total + self.files <= MAX_BYTES, "range")
        self.blocks = [s // self.block for s in self.s]
        last = self.files - 1
        self.body = self.stream((self.before(last, self.blocks) + self.size(last) // self.block) * self.block)
        self.count_tails()
        self.tails = self.stream((sum(self.c) + (self.cut > 0)) * self.block)
        self.tails.seed = mix64(recipe.seed + TAILS)
        self.tails.ratio, self.tails.histogram, self.tails.window, self.tails.hot = Fraction(1), None, None, None
        self.amount = f"files={self.files}" if "files" in values else f"total={sized(self.total)}"

    def stream(self, bytes_):
        return Recipe(f"{self.unsized},size={bytes_}")

    def size(self, f):
        return self.s[self.class_of(f)] - (self.cut if f == self.files - 1 else 0)

    def count_tails(self):
        whole = self.files - (self.cut > 0)
        m = [whole // len(self.s)] * len(self.s)
        for f in range(whole - whole % len(self.s), whole):
            m[self.class_of(f)] += 1
        data = self.body.size
        unique = self.body.plan()[1] * self.block if data else 0
        self.c = [0] * len(self.s)
        for k in sorted(range(len(self.s)), key=lambda k: -(self.s[k] % self.block)):
            t = self.s[k] % self.block
            if t and m[k]:
                data += m[k] * t
                self.c[k] = min(max(rounded((data - self.r * unique) / (self.r * t)), 1), m[k])
                unique += self.c[k] * t
        self.unique = unique

    def offsets(self, f):
        """The positions of a file in the body and in the tails."""
        k, g = self.class_of(f), f // len(self.s)
        block = sum(self.c[:k]) + g % max(1, self.c[k])
        if self.cut and f == self.files - 1:
            block = sum(self.c)
        return self.before(f, self.blocks) * self.block, block * self.block

    def bytes(self, f):
        body, tail = self.offsets(f)
        whole = self.size(f) // self.block * self.block
        return self.body.bytes(body, whole) + self.tails.bytes(tail, self.size(f) - whole)

    def digest(self, f):
        return hashlib.sha256(self.bytes(f)).hexdigest()

    def part(self, i, n):
        def first(i):
            return self.first(-(-i * (self.total + self.files) // n), [s + 1 for s in self.s]) if i < n else self.files

        return first(i), first(i + 1)

    def canonical(self):
        name = "" if self.names.pattern == self.names.default else f",name={self.names.pattern}"
        return f"dgenset1:{self.amount},size={self.sizes.canonical}{name};{re.sub(',size=[^,]*', '', self.body.canonical())}"


# --- Records -----------------------------------------------------------------------------------------------------------


class Records(Strata):
    def __init__(self, line, sizes):
        recipe = Recipe(line)
        self.key, self.sizes, self.bytes = stream_key(SET, recipe.seed, recipe.stream), Sizes(sizes), recipe.size
        self.s = self.sizes.classes(256)
        self.count = self.first(self.bytes, self.s)

    def offset(self, r):
        return min(self.before(r, self.s), self.bytes)
