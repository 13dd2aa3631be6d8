#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Opens files of each format with readers of other projects: numpy, GNU tar, and Python's tarfile and zipfile.

usage: check-formats.py DGEN, in an empty directory
"""

import functools
import json
import os
import struct
import subprocess
import sys
import tarfile
import zipfile

import numpy as np

DGEN = sys.argv[1]
BYTES = "dgen1:seed=7,size=3000000"
FLOATS = "dgen1:seed=7,size=400000,type=fp32,dist=normal,dim=100"


def run(*arguments):
    done = subprocess.run(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode:
        sys.exit(f"check-formats: {' '.join(arguments)}: status {done.returncode}: {done.stderr.decode()}")
    return done.stdout


@functools.cache
def payload_of(recipe):
    return run(DGEN, "generate", "--recipe", recipe, "-")


def generate(name, recipe, *options):
    """Writes a file, and returns the bytes of its payload."""
    report = json.loads(run(DGEN, "generate", "--json", "--recipe", recipe, *options, name))
    expect(name, os.path.getsize(name), report["bytes"])
    expect(name, report["payloadBytes"] + report["framingBytes"], report["bytes"])
    return payload_of(recipe)


def expect(what, found, wanted):
    same = np.array_equal(found, wanted) if isinstance(found, np.ndarray) else found == wanted
    if not same:
        sys.exit(f"check-formats: {what}: {str(found)[:500]}, expected {str(wanted)[:500]}")


def npy():
    values = np.frombuffer(generate("numbers.npy", FLOATS, "--format", "npy"), "<f4").reshape(1000, 100)
    expect("numbers.npy", np.load("numbers.npy"), values)
    expect("numbers.npy, mapped", np.load("numbers.npy", mmap_mode="r"), values)
    for kind, name in {"fp16": "<f2", "int32": "<i4"}.items():
        payload = generate(f"{kind}.npy", f"dgen1:seed=7,size=4000,type={kind}", "--format", "npy")
        expect(f"{kind}.npy", np.load(f"{kind}.npy"), np.frombuffer(payload, name))
    for align in 64, 4096, 1 << 20:
        name = f"bytes-{align}.npy"
        payload = generate(name, BYTES, "--format", "npy", "--record", "1000", "--align", str(align))
        large = {"max_header_size": 1 << 21} if align > 8192 else {}
        array = np.load(name, mmap_mode="r", **large)
        expect(name, (array.shape, array.offset % align), ((3000, 1000), 0))
        expect(name, array.tobytes(), payload)


def npz():
    payload = generate("a.npz", BYTES, "--format", "npz", "--arrays", "12", "--record", "1000")
    with np.load("a.npz") as arrays:
        expect("a.npz", arrays.files, [f"arr_{i}" for i in range(12)])
        expect("a.npz", b"".join(arrays[name].tobytes() for name in arrays.files), payload)
    expect("a.npz, test of the zip file", zipfile.ZipFile("a.npz").testzip(), None)
    payload = generate("named.npz", FLOATS, "--format", "npz", "--arrays", "x+labels/y")
    with np.load("named.npz") as arrays:
        expect("named.npz", arrays.files, ["x", "labels/y"])
        expect("named.npz", arrays["x"].tobytes() + arrays["labels/y"].tobytes(), payload)


def tar():
    recipe = "dgen1:seed=7,size=10000001,dedup=2,block=4KiB,compress=2"
    payload = generate("a.tar", recipe, "--format", "tar", "--record", "lognormal(30KB,1)[0..1MB]", "--ext", "jpg")
    expect("a.tar, by GNU tar", run("tar", "xOf", "a.tar"), payload)
    with tarfile.open("a.tar") as archive:
        members = archive.getmembers()
        expect("a.tar", [m.name for m in members], [f"{i:06}.jpg" for i in range(len(members))])
        expect("a.tar", b"".join(archive.extractfile(m).read() for m in members), payload)
    with open("payload", "wb") as file:
        file.write(run("tar", "xOf", "a.tar"))
    analysis = json.loads(run(DGEN, "analyze", "--json", "payload"))
    expect("dedup ratio of the samples of a.tar", [round(f["ratio"], 2) for f in analysis["fixed"] if f["chunkBytes"] == 4096], [2])
    ratios = [c["ratio"] for c in analysis["compression"] if c["blockBytes"] >= 65536]
    expect("compression ratios of the samples of a.tar", [round(ratio, 1) for ratio in ratios], [2] * len(ratios))


def safetensors():
    options = ["--format", "safetensors", "--arrays", "3", "--record", "1000", "--align", "4KiB"]
    payload = generate("a.safetensors", BYTES, *options)
    with open("a.safetensors", "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = file.read()
    expect("a.safetensors", (8 + length) % 4096, 0)
    end = 0
    for i in range(3):
        tensor = header.pop(f"tensor_{i}")
        expect("a.safetensors", (tensor["dtype"], tensor["shape"]), ("U8", [1000, 1000]))
        expect("a.safetensors", tensor["data_offsets"], [end, end + 1000000])
        end += 1000000
    expect("a.safetensors", (header, data), ({}, payload))
    try:
        from safetensors.numpy import load_file
    except ImportError:
        return
    expect("a.safetensors", b"".join(t.tobytes() for _, t in sorted(load_file("a.safetensors").items())), payload)


def fbin():
    payload = generate("a.fbin", FLOATS, "--format", "fbin")
    expect("a.fbin", np.fromfile("a.fbin", "<u4", 2).tolist(), [1000, 100])
    expect("a.fbin", np.fromfile("a.fbin", "<f4", offset=8), np.frombuffer(payload, "<f4"))


def tfrecord():
    options = ["--record", "lognormal(10KB,1)[0..100KB]"]
    payload = generate("a.tfrecord", BYTES, "--format", "tfrecord", *options)
    generate("a.tfrecord.index", BYTES, "--format", "tfrecord-index", *options)
    data = []
    with open("a.tfrecord", "rb") as file, open("a.tfrecord.index", encoding="ascii") as index:
        for line in index:
            offset, length = map(int, line.split())
            expect("a.tfrecord.index", offset, file.tell())
            (size,) = struct.unpack("<Q", file.read(8))
            expect("a.tfrecord.index", length, size + 16)
            file.read(4)
            data.append(file.read(size))
            file.read(4)
    expect("a.tfrecord", b"".join(data), payload)


for check in npy, npz, tar, safetensors, fbin, tfrecord:
    check()
    print(f"{check.__name__}: ok")
