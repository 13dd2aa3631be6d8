# SPDX-License-Identifier: MIT OR Apache-2.0
"""Faults of storage layers, in the words of faults.h, and what ./dgen verify must report about them."""
import pathlib

import expect



class Unavailable(Exception):
    """This machine does not have the layer."""


DGEN = pathlib.Path(__file__).resolve().parents[3] / "dgen"
SIZE = 2_100_000
CHUNK = 256 << 10
RECIPE = f"dgen1:seed=7,stream=0,size={SIZE},block=64KiB,dedup=1,compress=2,generation=1,change=100%"
EARLIER = RECIPE.replace("generation=1", "generation=0")
OTHER = RECIPE.replace("stream=0", "stream=5")
GENERATE = [DGEN, "generate", "--recipe", RECIPE, "--chunk-size", CHUNK]
VERIFY = [DGEN, "verify", "--recipe", RECIPE, "--explain=full", "--json"]

# The medium has another content before: an earlier generation, then another stream, then zeros.
PARTS = (720_896, 1_441_792)

# A write ends too early, and the same fault for layers that do not see whole writes.
TEAR = "tear:2040320"
TORN = "lose:2040320:56832"

WRITE_FAULTS = ("lose:65536:8192 lose:149504:2048 lose:311296:4096 move:614400:4096:311296 lose:401920:1536"
                " move:802816:1536:401920 lose:901120:512 lose:1507328:12288 " + TEAR)
WRITE_CAUSES = [
    {"cause": "stale", "offset": 65_536, "length": 8192, "recipe": EARLIER, "distance": 0},
    {"cause": "torn", "offset": 149_504, "length": 2048, "modulo512": 0, "modulo4096": 2048, "behind.cause": "stale"},
    {"cause": "misplaced", "offset": 311_296, "length": 4096, "streamOffset": 614_400, "distance": 303_104, "copies": 1},
    {"cause": "misplaced", "offset": 401_920, "length": 1536, "streamOffset": 802_816, "distance": 400_896},
    {"cause": "stale", "offset": 614_400, "length": 4096, "recipe": EARLIER},
    {"cause": "foreign", "offset": 802_816, "length": 1536, "recipe": OTHER},
    {"cause": "foreign", "offset": 901_120, "length": 512, "recipe": OTHER},
    {"cause": "zeros", "offset": 1_507_328, "length": 12_288},
    {"cause": "torn", "offset": 2_040_320, "length": 56_832, "modulo512": 0, "modulo4096": 512, "behind.cause": "zeros"},
]
UNREADABLE = [(10_240, 512), (266_240, 4096), (523_776, 1024)]
READ_ERRORS = " ".join(f"unreadable:{offset}:{length}" for offset, length in UNREADABLE)
BIT_FAULTS = "flip:700001:16 flip:1000000:3"
BIT_CAUSES = [
    {"cause": "bits", "offset": 700_001, "length": 1, "wrongBytes": 1, "bits": 1, "mask": 16,
     "firstBits": [{"offset": 700_001, "bit": 4}]},
    {"cause": "bits", "offset": 1_000_000, "length": 1, "wrongBytes": 1, "bits": 2, "mask": 3},
]


def unreadable(sector):
    """The layer reads only whole sectors of that many bytes."""
    for offset, length in UNREADABLE:
        start = offset // sector * sector
        yield {"cause": "unreadable", "offset": start, "length": -(-(offset + length) // sector) * sector - start, "wrongBytes": 0}


def lost_misplaced_and_torn_writes(layer, data):
    layer.put(data.before)
    layer.generate(WRITE_FAULTS, "--in-place", "--force")
    wrong = expect.different(layer.get(), data.right)
    expect.report(layer.verify(""), 4, WRITE_CAUSES, wrong)


def read_errors_and_wrong_bits(layer, data):
    layer.put(data.right)
    expect.report(layer.verify(f"{READ_ERRORS} {BIT_FAULTS} {layer.short}".strip()), 4, [*unreadable(layer.sector), *BIT_CAUSES], 2)


def read_errors_alone(layer, data):
    layer.put(data.right)
    causes = list(unreadable(layer.sector))
    done = layer.verify(READ_ERRORS)
    expect.report(done, 3, causes, 0)
    expect.text(done.stderr, f"cannot be read, the first at offset {causes[0]['offset']}; the others are right\n")


def read_errors_in_lost_data(layer, data):
    """Behind a sector that cannot be read, zeros are no torn page."""
    layer.put(data.right)
    with open(layer.medium, "r+b") as file:
        file.seek(40_960)
        file.write(bytes(4096))
    expect.report(layer.verify("unreadable:41984:512"), 4, [
        {"cause": "zeros", "offset": 40_960, "length": 1024},
        {"cause": "unreadable", "offset": 41_984, "length": 512},
        {"cause": "zeros", "offset": 42_496, "length": 2560}], expect.different(bytes(3584), data.right[40_960:41_984]
                                                                              + data.right[42_496:45_056]))


def nothing_can_be_read(layer, data):
    layer.put(data.right)
    expect.report(layer.verify(f"unreadable:0:{layer.capacity}"), 3, [{"cause": "unreadable", "offset": 0, "length": SIZE}], 0)


def short_writes(layer, data):
    """No fault: a call may transfer fewer bytes than requested."""
    layer.put(data.before)
    layer.generate(layer.short, "--in-place", "--force")
    expect.equal(layer.get() == data.right, True, "right data")


FAULTS = [lost_misplaced_and_torn_writes, read_errors_and_wrong_bits, read_errors_alone]


def series(name, layer, data, cases):
    """Whether all cases are right."""
    try:
        return all([check(name, case, layer, data) for case in cases])
    except Unavailable as reason:
        print(f"skipped {name}: {reason}", flush=True)
        return True


def check(name, case, *arguments):
    try:
        case(*arguments)
    except expect.Different as difference:
        print(f"FAILED {name}: {case.__name__}: {difference}", flush=True)
        return False
    print(f"ok     {name}: {case.__name__}", flush=True)
    return True
