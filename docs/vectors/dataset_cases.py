# SPDX-License-Identifier: MIT OR Apache-2.0
"""The datasets of format-v1.json."""

QUANTILES = [(0, 1), (0, 2), (1, 2), (0, 3), *((k, 13) for k in (0, 1, 11, 12)), *((k, 256) for k in (0, 1, 18, 19, 100, 128, 236, 237, 255)),
             (0, 255), (127, 255), (254, 255), (3, 40), (36, 40), (1, 34), (4, 60)]
EXPONENTS = [0.0, 0.3465, -0.3466, 1.0, -1.0, 0.34657359027997264, 28.85, -28.85, 1.5 * 2.5, 4.327, -1.65]

PARTS = 4
MILLION = "dgenset1:files=1000000,size=lognormal(1MiB,1.5)[4KiB..1GiB],name=d{2}/d{2}/f{8}.bin;dgen1:seed=42,dedup=2,compress=1.8"
SMALL = "dgenset1:files=40,size=uniform(0..20000);dgen1:seed=1,block=4KiB,dedup="
# Lines, and numbers of files; -1 is the last one.
DATASETS = [
    (MILLION, (0, 1, 255, 256, 499999, 999991, -1)),
    ("dgenset1:files=10,size=10000;dgen1:seed=42,block=4KiB,dedup=2", (0, 1, 5, 9)),
    ("dgenset1:files=10,size=1MiB;dgen1:seed=0xFF,stream=3,dedup=3", (0, 9)),
    ("dgenset1:files=1,size=0;dgen1:seed=42", (0,)),
    ("dgenset1:files=3,size=lognormal(100KiB,2);dgen1:seed=42", (0, 1, 2)),
    ("dgenset1:files=1013,size=lognormal(16KiB,1.5)[4KiB..128KiB];dgen1:seed=42,dedup=10", (0, 500, 1012)),
    ("dgenset1:files=1013,size=lognormal(3,10)[0..8EB],name=x{4};dgen1:seed=42,dedup=1.5", (0, 1, 2, 3, 1012)),
    ("dgenset1:files=99,size=lognormal(5,0.4)[0..9223372036854775807],name=f{2};dgen1:seed=42", (7, 98)),
    ("dgenset1:files=2,size=lognormal(2305843009213693953,0.001);dgen1:seed=42,block=32MiB", (0, 1)),
    ("dgenset1:files=777,size=uniform(1000..2MiB),name=a/b-{3}.c{3};dgen1:seed=42,dedup=2.5", (0, 776)),
    ("dgenset1:files=5,size=uniform(7..7);dgen1:seed=42,dedup=copies(1@0.5+2@0.25+10@0.25)", (4,)),
    ("dgenset1:files=2,size=uniform(0..4611686018427387904);dgen1:seed=42,block=1MiB", (0, 1)),
    ("dgenset1:files=1000,size=1MiB@0.3+4KiB@0.7;dgen1:seed=42,dedup=2", (0, 9, 999)),
    ("dgenset1:files=1000,size=4KiB@0.123+5KiB@0.456+6KiB@0.421;dgen1:seed=42,dedup=2", (0, 999)),
    ("dgenset1:files=7,size=1@0.3333333+2@0.6666666;dgen1:seed=42", (0, 6)),
    ("dgenset1:files=10,size=1@0.25+2@0.749999;dgen1:seed=42", (0, 9)),
    ("dgenset1:files=32896,size=lognormal(1000,1);dgen1:seed=42", (0, 129, -1)),
    ("dgenset1:files=1,size=12388;dgen1:seed=42,block=4KiB,dedup=1.25", (0,)),
    ("dgenset1:files=12,size=5000@0.25+9000@0.75;dgen1:seed=42,block=4KiB,dedup=3", range(12)),
    ("dgenset1:files=20,size=list(4KiB,12345,0,4KiB,1MiB);dgen1:seed=42,block=4KiB,dedup=2,window=64KiB", (0, 1, 2, 3, 4, 18, 19)),
    ("dgenset1:files=7,size=list(100,300,200);dgen1:seed=42,dedup=3", (0, 1, 2, 6)),
    ("dgenset1:total=1GiB,size=4KiB@0.7+1MiB@0.3;dgen1:seed=42", (0, 1000, -1)),
    ("dgenset1:total=10MB,size=lognormal(64KiB,1.5)[4KiB..16MiB];dgen1:seed=42,dedup=2", (0, -2, -1)),
    ("dgenset1:total=100000,size=uniform(1000..2000);dgen1:seed=42,block=4KiB,dedup=1.25", (0, -1)),
    ("dgenset1:total=20KiB,size=12KiB;dgen1:seed=42,block=4KiB", (0, 1)),
    ("dgenset1:total=20000,size=12KiB;dgen1:seed=42,block=4KiB", (0, 1)),
    ("dgenset1:total=24KiB,size=12KiB;dgen1:seed=42,block=4KiB", (0, 1)),
    ("dgenset1:total=1,size=list(0,0,5);dgen1:seed=42", (0, 1, 2)),
    ("dgenset1:total=5000,size=list(100,200);dgen1:seed=42,dedup=2", (0, -1)),
    ("dgenset1:files=1099511627776,size=4KiB;dgen1:seed=42,dedup=2", (0, 1 << 39, -1)),
    ("dgenset1:files=1099511627776,size=uniform(0..8KiB);dgen1:seed=42,dedup=2,block=4KiB", (0, 1 << 39, -1)),
    (" \tdgenset1:name=x-{01}.y,size=0010K,files=0010;dgen1:dedup=2.50,seed=0x2A\r\n", (0,)),
    ("dgenset1:files=1000,size=1;dgen1:seed=42", (999,)),
    ("dgenset1:files=1001,size=1;dgen1:seed=42", (1000,)),
    ("dgenset1:files=10,size=1,name=f{1};dgen1:seed=42", (9,)),
    ("dgenset1:files=11,size=1,name=a{1}b{2}c{1}/x{6};dgen1:seed=42", (10,)),
    ("dgenset1:files=11,size=1,name=com{2}/lpt1x.nul;dgen1:seed=42", (10,)),
    *((SMALL + keys, (0, 20, 39)) for keys in ("1", "4", "3,window=32KiB", "2,hot=10%@50%", "copies(1@0.3+3@0.7)", "2,generation=3,change=20%",
                                               "2,compress=1@0.5+4@0.5")),
    ("dgenset1:files=300,size=uniform(1..4095);dgen1:seed=42,block=4KiB", (0, 299)),
    ("dgenset1:files=300,size=uniform(1..4095);dgen1:seed=42,block=4KiB,dedup=100", (0, 299))]

DIGESTS = [(line, f) for line, files in DATASETS for f in list(files)[:2]
           if "files=10,size=10000" in line or "list(100,300,200)" in line or "20000,size=12KiB" in line or line.startswith(SMALL)]

SET = "dgenset1:files=10,size=1"
END = ";dgen1:seed=42"
INVALID = [
    *((line, named, "version") for line, named in (
        ("", "dgenset1:"), ("dgenset2:files=1,size=1" + END, "dgenset1:"), ("dgen1:seed=42", "dgenset1:"),
        ("DGENSET1:files=1,size=1" + END, "dgenset1:"), (SET + ";dgen2:seed=42", "dgen1:"), (SET + ";", "dgen1:"), (SET + "; dgen1:seed=42", "dgen1:"),
        ("dgenset1:files=10,size=list(1;2)" + END, "dgen1:"))),
    (SET, ";", "syntax"), ("dgenset1:" + END, "key=value", "syntax"), (SET + "," + END, "key=value", "syntax"),
    ("dgenset1:files=1,=1,size=1" + END, "=1", "syntax"), (SET + ",order=1" + END, "order", "unknown key"),
    (SET + ",Size=1" + END, "Size", "unknown key"), (SET + ",files=10" + END, "files", "duplicate key"),
    ("dgenset1:files=10" + END, "size", "missing key"), ("dgenset1:size=1" + END, "files", "missing key"),
    (SET + ",total=10" + END, "total", "conflict"), (SET + END + ",size=10", "size", "conflict"),
    (SET + ";dgen1:stream=42", "seed", "missing key"), (SET + END + ",dedup=0", "0", "range"),
    ("dgenset1:total=5,size=list(0,0)" + END, "total 5", "conflict"),
    *((f"dgenset1:files={text},size=1" + END, text or "''", "syntax") for text in ("", "-1", "+1", "1K", "0x10", "1.0", "0" * 19)),
    *((f"dgenset1:files={text},size=1" + END, text, "range") for text in ("0", "1099511627777", "9" * 18)),
    *((f"dgenset1:total={text},size=1" + END, text, "syntax") for text in ("x", "-1")),
    ("dgenset1:total=0,size=1" + END, "total 0", "range"), ("dgenset1:total=1EiB,size=1" + END, "1099511627776", "range"),
    *((f"dgenset1:files=10,size={text}" + END, named, "syntax") for text, named in (
        ("", "''"), ("x", "x"), ("4KiB+1MiB", "4KiB"), ("4KiB@0.5+", "''"), ("4KiB@.5+1MiB@.5", ".5"), ("uniform", "uniform"),
        ("uniform(1)", "uniform(1)"), ("uniform(1..2", "uniform(1..2"), ("uniform(1,2)", "uniform(1,2)"), ("Uniform(1..2)", "Uniform(1..2)"),
        ("uniform(x..2)", "x"), ("lognormal(1)", "lognormal(1)"), ("lognormal(1,2,3)", "lognormal(1,2,3)"),
        ("lognormal(1,2)[1..2", "lognormal(1,2)[1..2"), ("lognormal(1,-2)", "-2"), ("lognormal(1,1)[1..]", "''"),
        ("lognormal(1,1)(1..2)", "lognormal(1,1)(1..2)"), ("list()", "''"), ("list(1,,2)", "''"))),
    *((f"dgenset1:files=10,size={text}" + END, named, "range") for text, named in (
        ("9223372036854775808", "9223372036854775808"), ("8EiB", "8EiB"), ("uniform(2..1)", "2"), ("lognormal(0,1)", "0"),
        ("lognormal(1,0)", "0"), ("lognormal(1,10.1)", "10.1"), ("lognormal(1,1)[2..1]", "2"), ("4KiB@1", "1"),
        ("4KiB@0+1MiB@1", "0"), ("list(" + ",".join(["1"] * 257) + ")", "257"), ("1EiB", "11529215046068469760"),
        ("uniform(0..8000000000000000000)", "40000000000000000000"))),
    ("dgenset1:files=10,size=" + "+".join(f"{i}@0.01" for i in range(65)) + END, "65", "range"),
    ("dgenset1:files=1,size=9223372036854775807" + END, "9223372036854775806", "range"),
    ("dgenset1:files=1099511627776,size=1" + END + ",block=32MiB", "files 1099511627776", "range"),
    ("dgenset1:files=10,size=4KiB@0.5+4096@0.5" + END, "4KiB", "duplicate entry"),
    ("dgenset1:files=10,size=4KiB@0.5+5KiB@0.4" + END, "0.9", "sum"),
    *((f"{SET},name={text}" + END, named, "name") for text, named in (
        ("", "''"), ("f", "f"), ("f{}", "f{}"), ("f{x}", "f{x}"), ("f{0}", "f{0}"), ("f{19}", "f{19}"), ("f{100}", "f{100}"), ("f{-1}", "f{-1}"),
        ("f{2}{1}", "f{2}{1}"), ("a{2}/b{2}/c{3}", "3 digits"), ("{1}}", "{1}}"), ("/f{2}", "/f{2}"), ("a//f{2}", "a//f{2}"), ("f{2}/", "f{2}/"),
        ("./f{2}", "./f{2}"), ("../f{2}", "../f{2}"), ("a/../f{2}", "a/../f{2}"), ("f{2}.", "f{2}."), ("a /f{2}", "a /f{2}"),
        ("a\\f{2}", "f{2}"), ("a:f{2}", ":"), ("a*f{2}", "*"), ("a?f{2}", "?"), ("a\"f{2}", '"'), ("a<f{2}", "<"), ("a>f{2}", ">"),
        ("a|f{2}", "|"), ("a(f{2}", "("), ("a\x00f{2}", "\\u0000"), ("a\x7ff{2}", "\\u007f"), ("\u00e4f{2}", "\u00e4"), ("a\tf{2}", "\\u0009"),
        ("con/f{2}", "con"), ("f{2}/NUL", "NUL"), ("com{1}", "com{1}"), ("Lpt3.x{2}", "Lpt3"), ("prn.{1}", "prn"),
        (".dgen-x{2}", ".dgen-"), ("x/.dgen-{2}", ".dgen-"), ("x" * 254 + "{2}", "255"), ("/".join(["x" * 204] * 5) + "{2}", "1024"))),
    ("dgenset1:files=11,size=1,name=f{1}" + END, "2 digits", "name"),
    ("dgenset1:files=1000001,size=1,name=f{6}" + END, "7 digits", "name"),
    (SET + ",name=f{2},x" + END, "x", "syntax")]

# Recipes, sizes, and numbers of records; -1 is the last one.
RECORDS = [
    ("dgen1:seed=42,size=1MB", "100", (0, 1, 9999)),
    ("dgen1:seed=42,size=1000001", "64KiB", (0, 14, -1)),
    ("dgen1:seed=42,size=10", "64KiB", (0,)),
    ("dgen1:seed=42,stream=3,size=9223372036854775807", "1", (0, -1)),
    ("dgen1:seed=42,stream=3,size=8EB", "lognormal(1KiB,1.5)[0..1MiB]", (0, 1, 255, 256, 1000000007, -2, -1)),
    ("dgen1:seed=0xFF,size=1GiB,dedup=2", "uniform(0..2000)", (0, 1, 257, -1)),
    ("dgen1:seed=1,size=100000", "0@0.5+100@0.5", (0, 1, 2, 3, -1)),
    ("dgen1:seed=1,size=100000", "10@0.333+20@0.667", (0, 300, -1)),
    ("dgen1:seed=1,size=1000", "list(0,300,0,7)", (0, 1, 2, 3, 4, -1)),
]
