#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Writes data of one kind to standard output, from the files of a Debian system or from a seed: like_inputs.py KIND MIB

The same system gives the same bytes. Fewer bytes than MIB are written if the system has no more data of the kind."""
import array
import io
import json
import os
import pathlib
import random
import sqlite3
import subprocess
import sys
import tarfile
import tempfile

LIBRARIES = pathlib.Path("/usr/lib")
DPKG = pathlib.Path("/var/lib/dpkg")


def files(root, *patterns):
    found = {path for pattern in patterns for path in root.rglob(pattern) if path.is_file() and not path.is_symlink()}
    return sorted(path for path in found if os.access(path, os.R_OK))


def packages():
    """The paragraphs of the package lists of apt, or of dpkg, as dictionaries."""
    fields = {}
    for line in package_lists().decode("utf-8", "replace").splitlines():
        if not line:
            yield fields
            fields = {}
        elif line[0] == " ":
            fields[name] += "\n" + line[1:]
        else:
            name, _, value = line.partition(": ")
            fields[name] = value


def package_lists():
    lists = subprocess.run(["apt-cache", "dumpavail"], capture_output=True, check=False).stdout
    return lists or (DPKG / "status").read_bytes()


def tar(paths, size):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for path in paths:
            data = path.read_bytes()
            entry = tarfile.TarInfo(str(path.relative_to("/"))[-99:])
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
            if out.tell() >= size:
                break
    return out.getvalue()


def joined(paths, size):
    out = bytearray()
    for path in paths:
        out += path.read_bytes()
        if len(out) >= size:
            break
    return out


def sqlite(size):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "packages.sqlite")
        connection = sqlite3.connect(file)
        connection.execute("create table package (id integer primary key, name, version, size int, depends, summary, sha256)")
        connection.execute("create index by_name on package (name)")
        rows = 0
        for p in packages():
            connection.execute("insert into package (name, version, size, depends, summary, sha256) values (?, ?, ?, ?, ?, ?)",
                               [p.get(key) for key in ("Package", "Version", "Size", "Depends", "Description", "SHA256")])
            rows += 1
            if rows % 1000 == 0:
                connection.commit()
                if file.stat().st_size >= size:
                    break
        connection.commit()
        connection.close()
        return file.read_bytes()


def elf(size):
    return joined(files(LIBRARIES / (os.uname().machine + "-linux-gnu"), "*.so*"), size)


def modules(size):
    with open(pathlib.Path(os.environ["JAVA_HOME"], "lib/modules"), "rb") as file:
        return file.read(size)


def json_lines(size):
    out = bytearray()
    for p in packages():
        out += json.dumps(p).encode() + b"\n"
        if len(out) >= size:
            break
    return out


def disk_image(size):
    """An ext4 file system with the programs of the system, and unused space that mke2fs leaves as zeros."""
    with tempfile.TemporaryDirectory() as folder:
        content, image = pathlib.Path(folder, "content"), pathlib.Path(folder, "image")
        left = size * 3 // 4
        for path in files(pathlib.Path("/usr/bin"), "*"):
            copy = content / path.relative_to("/")
            left -= (path.stat().st_size + 4095) // 4096 * 4096 + (0 if copy.parent.exists() else 4096)
            if left < 0:
                break
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
        uuid = "00000000-0000-4000-8000-000000000000"
        subprocess.run(["mke2fs", "-q", "-t", "ext4", "-b", "4096", "-O", "^has_journal", "-i", "4096", "-U", uuid, "-E", f"hash_seed={uuid}", "-d", content, image,
                        f"{size // 1024}k"], check=True, stdout=subprocess.DEVNULL, env={**os.environ, "E2FSPROGS_FAKE_TIME": "1000000000"})
        return image.read_bytes()


def logs(size):
    """Lines of a web server: clients and paths with a Zipf distribution."""
    r = random.Random(7)
    clients = [f"10.{r.randrange(256)}.{r.randrange(256)}.{r.randrange(256)}" for _ in range(5000)]
    paths = [str(path) for path in files(pathlib.Path("/usr/share/doc"), "*")[:20000]]
    agents = [f"Mozilla/5.0 (X11; Linux x86_64; rv:{n}.0) Gecko/20100101 Firefox/{n}.0" for n in range(60, 140)]
    out, time = bytearray(), 1_000_000_000.0
    while len(out) < size:
        time += r.expovariate(20)
        client = clients[min(int(r.paretovariate(0.6)) - 1, 4999)]
        path = paths[min(int(r.paretovariate(0.5)) - 1, len(paths) - 1)]
        status = r.choices((200, 304, 404, 500), (90, 6, 3, 1))[0]
        agent = agents[min(int(r.paretovariate(1)) - 1, 79)]
        out += (f'{client} - - [{time:.3f}] "GET {path} HTTP/1.1" {status} {int(r.lognormvariate(8, 2))} '
                f'"-" "{agent}" {r.expovariate(20):.6f}\n').encode()
    return out


def floats(size):
    """Time series of 16 sensors: records of a time stamp and random walks, in binary64, measured to 1/1000."""
    r, values, out = random.Random(7), [20.0 * n for n in range(16)], array.array("d")
    for time in range(size // 136 + 1):
        values = [v + r.gauss(0, 0.02) for v in values]
        out.append(1e9 + time / 10)
        out.extend(round(v, 3) for v in values)
    return out.tobytes()


KINDS = {
    "sqlite": sqlite,
    "elf": elf,
    "modules": modules,
    "packages": lambda _: package_lists(),
    "json": json_lines,
    "python": lambda size: joined(files(LIBRARIES / "python3", "*.py"), size),
    "image": disk_image,
    "logs": logs,
    "floats": floats,
    "tar": lambda size: tar(files(pathlib.Path("/usr/include"), "*"), size),
}

if __name__ == "__main__":
    if len(sys.argv) == 2 and sys.argv[1] == "kinds":
        print(*KINDS)
    else:
        kind, size = sys.argv[1], int(sys.argv[2]) << 20
        sys.stdout.buffer.write(KINDS[kind](size)[:size])
