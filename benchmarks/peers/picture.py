# SPDX-License-Identifier: MIT OR Apache-2.0
"""Prints the results of the picture of the README as JSON. Arguments: results of benchmarks/peers/run, of accuracy/run --errors."""
import collections
import datetime
import json
import statistics
import sys

NAMES = {"fio": "fio refill_buffers", "openssl": "openssl AES-128-CTR", "java": "Java SplittableRandom"}


def rates(rows):
    """GB/s by program and ratio. dgen: of the rows of fio, which have the largest chunks."""
    found = collections.defaultdict(dict)
    for row in rows:
        ratio = "2:1" if "compress 50" in row["what"] else "incompressible"
        found[NAMES[row["peer"]]][ratio] = row["peer_bytes_per_second"]
        if row["peer"] == "fio":
            found["dgen"][ratio] = row["dgen_bytes_per_second"]
    ordered = sorted(found.items(), key=lambda item: -statistics.median(item[1]["incompressible"]))
    return {name: {r: round(statistics.median(v) / 1e9, 2) for r, v in by.items()} for name, by in ordered}


def errors(lines):
    found = collections.defaultdict(lambda: collections.defaultdict(dict))
    for source, ratio, compressor, percent in map(str.split, lines):
        if float(ratio) > 1:
            found[source.replace(",_", ", ").replace("_", " ")][f"{ratio}:1"][compressor] = round(float(percent), 3)
    return found


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        peers = json.load(file)
    with open(sys.argv[2], encoding="utf-8") as file:
        deviations = errors(file)
    json.dump({"machine": f"{peers['cpu']}, {peers['cpus']} CPUs, {peers['system']}, Java {peers['java']}, "
                          + ", ".join(v for k, v in peers["versions"].items() if k != "java"),
               "date": str(datetime.date.today()), "command": "benchmarks/peers/picture",
               "rates": rates(peers["rows"]), "errors": deviations}, sys.stdout, indent=1)
    print()


main()
