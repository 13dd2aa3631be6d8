# SPDX-License-Identifier: MIT OR Apache-2.0
"""Puts measurements into the results of the README's picture. Arguments: rates, and the JSON of benchmarks/peers/run, or errors, and the
lines of benchmarks/accuracy/run --errors; the file of the results."""
import collections
import datetime
import json
import pathlib
import statistics
import sys

NAMES = {"fio": "fio refill_buffers", "openssl": "OpenSSL AES-128-CTR", "java": "Java SplittableRandom"}


def rates(peers):
    """GB/s by program and kind of data. dgen: in the rows of fio, which have chunks of the same size."""
    found = collections.defaultdict(dict)
    for row in peers["rows"]:
        kind = "2:1" if "compress 50" in row["what"] else "incompressible"
        found[NAMES[row["peer"]]][kind] = statistics.median(row["peer_bytes_per_second"])
        if row["peer"] == "fio":
            found["dgen"][kind] = statistics.median(row["dgen_bytes_per_second"])
    ordered = sorted(found.items(), key=lambda item: -item[1]["incompressible"])
    return {name: {kind: round(rate / 1e9, 2) for kind, rate in by.items()} for name, by in ordered}


def errors(lines):
    """Percent by source, ratio, compressor and block size."""
    found = collections.defaultdict(lambda: collections.defaultdict(dict))
    for source, ratio, compressor, percent in map(str.split, lines):
        if float(ratio) > 1:
            found[source.replace("_", " ")][f"{ratio}:1"][compressor] = round(float(percent), 3)
    return found


def main():
    part, measured, file = sys.argv[1], pathlib.Path(sys.argv[2]).read_text(encoding="utf-8"), pathlib.Path(sys.argv[3])
    results = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    results["date"] = str(datetime.date.today())
    results["command"] = "benchmarks/peers/picture"
    if part == "rates":
        peers = json.loads(measured)
        programs = ", ".join(peers["versions"][name] for name in ("fio", "openssl"))
        results["machine"] = f"{peers['cpu']}, {peers['cpus']} CPUs, {peers['system']}, Java {peers['java']}, {programs}"
        results["rates"] = rates(peers)
    else:
        results["errors"] = errors(measured.splitlines())
    file.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


main()
