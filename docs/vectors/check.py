#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Checks that format-v1.json is up to date, that the tables of docs/format.md are right, and that the vectors detect every
mutant of mutants.py. Exit status 1 if not."""
import json
import multiprocessing
import pathlib
import sys
import types

import make_vectors
import mutants
import normal_v1

HERE = pathlib.Path(__file__).parent
DOCUMENT = HERE.parent / "format.md"
TABLE = HERE.parents[1] / "java/core/src/main/resources/io/dgen/internal/format/overheads.csv"
NORMAL = TABLE.with_name("normal.csv")
SOURCES = {name: (HERE / f"{name}.py").read_text() for name in (mutants.FORMAT, mutants.NUMBERS, mutants.RECIPE, mutants.DATASET)}


def modules(changed="", text="", replacement=""):
    """The modules format_v1, recipe_v1 and dataset_v1, with one text replaced in one of all modules."""
    loaded = {}
    for name, source in SOURCES.items():
        if name == changed:
            if source.count(text) < 1:
                raise ValueError(f"{name}.py has no text {text!r}")
            source = source.replace(text, replacement)
        module = types.ModuleType(name)
        module.__file__ = str(HERE / f"{name}.py")
        sys.modules[name] = module
        exec(compile(source, module.__file__, "exec"), module.__dict__)
        loaded[name] = module
    return loaded[mutants.FORMAT], loaded[mutants.RECIPE], loaded[mutants.DATASET]


def differs(vectors, expected):
    try:
        count = 0
        for vector in vectors:
            if count == len(expected) or vector != expected[count]:
                return True
            count += 1
        return count != len(expected)
    except Exception:  # a mutant may also fail
        return True


def detecting_section(expected, *change):
    """The first section of which the changed modules do not make all vectors; None if they make all vectors."""
    fmt, recipe, dataset = modules(*change)
    made = make_vectors.sections(fmt, recipe, dataset)
    if change and change[0] == mutants.DATASET:  # the other modules do not use it
        made = make_vectors.dataset_sections(recipe, dataset)
    elif change and change[0] == mutants.NUMBERS:
        made = make_vectors.number_sections(recipe)
    return next((name for name, vectors in made if differs(vectors, expected[name])), None)


def example(fmt, recipe):
    """The rows of the worked example."""
    text = DOCUMENT.read_text().split("\n## Worked example\n")[1]
    line = text.split("```\n")[1].strip()
    r, x = recipe.Recipe(line), int(text.split("the byte x = ")[1].split()[0])
    n, b, within = r.n, x // r.block, x % r.block
    key = {domain: r.key(getattr(fmt, domain)) for domain in ("CONTENT", "DEDUP", "COMPRESSION")}
    classes = fmt.hot_classes(n, r.ratio, *r.hot)
    (slots, hot), (_, cold) = classes
    slot, c = fmt.permutation(key["DEDUP"], n, b), r.plan()[0](b)
    ratio, bits = fmt.drawn(key["COMPRESSION"], c, r.mixture)
    F, p, total = r.literals(ratio), c * r.block // fmt.PAGE + within // fmt.PAGE, sum(w for _, _, w in r.mixture)
    L, overhead = fmt.literal_count(F, p), fmt.PAGE * 65536 * 100 // int(ratio * 100) - F
    at, distance = within % fmt.PAGE, fmt.distance(L, fmt.PAGE, p)
    return [
        ("canonical form", r.canonical()),
        ("n = ceil(size / block)", n),
        ("b, x mod block", f"{b}, {within}"),
        ("u = max(1, round(n / 2.5))", fmt.content_blocks(n, r.ratio)),
        ("u_0, u_1", f"{hot}, {cold}"),
        ("S_0, S_1", f"{slots}, {n - slots}"),
        *((f"k_0 .. k_3, `{domain}`", " ".join(f"{word:016x}" for word in k)) for domain, k in key.items()),
        ("B, BL, BH", f"{(n - 1).bit_length()}, {(n - 1).bit_length() // 2}, {-(-(n - 1).bit_length() // 2)}"),
        ("pi(b)", slot),
        ("c = content(pi(b))", c),
        ("T_1, T_2", ", ".join(f"{int((1 << 64) * t / total):016x}" for t in (r.mixture[0][2], total - r.mixture[2][2]))),
        ("draw", f"{fmt.draw(key['COMPRESSION'], c):016x}"),
        ("N, bits", f"{recipe.plain(ratio)}, {bits}"),
        ("o in 2^-16 bytes", overhead),
        ("F", F),
        ("p, t", f"{p}, {p}"),
        ("L", L),
        ("G", -(-(-(-F // 65536)) // 64)),
        ("D", distance),
        ("s_0 .. s_3 of lane 0", " ".join(f"{word:016x}" for word in fmt.lane_state(key["CONTENT"], p, 0))),
        ("bytes 0 .. 7 of the page", fmt.page_bytes(key["CONTENT"], p)[:8].hex()),
        ("byte of the page, and the literal that it repeats", f"{at}, {at - -(-(at - L + 1) // distance) * distance}"),
        ("stream bytes x .. x + 7", r.bytes(x, 8).hex()),
    ]


def main():
    expected = json.loads(make_vectors.FILE.read_text())
    stale = detecting_section(expected)
    if stale:
        sys.exit(f"check.py: format-v1.json differs in '{stale}': run make_vectors.py")

    failures = []

    document = DOCUMENT.read_text()
    rows = "".join(f"| {name} | {value} |\n" for name, value in example(*modules()[:2]))
    if f"| value | |\n|---|---|\n{rows}\n" not in document:
        failures.append(f"the table of the worked example in docs/format.md is not\n{rows}")
    table = "".join(line for line in TABLE.open() if not line.startswith("#"))
    if f"```csv\n{table}```" not in document:
        failures.append(f"the overhead table of docs/format.md differs from {TABLE}")

    table = "".join(line for line in NORMAL.open() if not line.startswith("#"))
    if f"```csv\n{table}```" not in document:
        failures.append(f"the table of normal numbers in docs/format.md differs from {NORMAL}")
    if (HERE.parents[1] / "native/src/normal_table.c").read_text() != "\n".join(normal_v1.header()) + "\n":
        failures.append("native/src/normal_table.c differs from the table: run 'normal_v1.py header'")

    with multiprocessing.Pool() as pool:
        sections = pool.starmap(detecting_section, [(expected, *change) for _, *change in mutants.MUTANTS], chunksize=4)
    for (what, *_), section in zip(mutants.MUTANTS, sections):
        if section is None:
            failures.append(f"no vector detects the mutant '{what}'")
        elif "--verbose" in sys.argv:
            print(f"{what}: {section}")
    print(f"{sum(len(v) for v in expected.values() if isinstance(v, list))} vectors, {len(mutants.MUTANTS)} mutants")
    for failure in failures:
        print(f"check.py: {failure}", file=sys.stderr)
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
