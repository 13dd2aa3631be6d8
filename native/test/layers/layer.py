# SPDX-License-Identifier: MIT OR Apache-2.0
"""A medium with a layer above it that has faults."""
import abc
import contextlib
import pathlib
import subprocess

import cases
import expect
from processes import run, tool

CANNOT = 77  # exit status of fuse.c


@contextlib.contextmanager
def loop_device(image, *options):
    """Yields the path of a block device."""
    try:
        made = run("losetup", "--find", "--show", *options, image)
    except FileNotFoundError:
        raise cases.Unavailable("there is no losetup") from None
    if made.returncode:
        raise cases.Unavailable(made.stderr.decode().strip())
    device = made.stdout.decode().strip()
    try:
        yield device
    finally:
        tool("losetup", "--detach", device)


class Layer(abc.ABC):
    """`path` is the file or device above the layer, `medium` the one below it."""
    sector = 4096  # the kernel reads whole pages
    short = ""  # the words of short transfers, if the layer has them

    def __init__(self, path, *options, medium=None, capacity=cases.SIZE):
        self.path, self.medium, self.options, self.capacity = path, pathlib.Path(medium or path), options, capacity

    @abc.abstractmethod
    def faults(self, words):
        """Yields the environment of a process that uses the layer while it has these faults."""

    def put(self, data):
        with open(self.medium, "r+b" if self.medium.exists() else "wb") as file:
            file.write(data)

    def get(self):
        with open(self.medium, "rb") as file:
            return file.read(cases.SIZE)

    def generate(self, words, *options):
        done = self.start(words, *cases.GENERATE, *options)
        if b"refuses direct I/O" in done.stderr:
            raise cases.Unavailable(done.stderr.decode().strip())
        if done.returncode:
            raise expect.Different(f"generate ended with status {done.returncode}: {done.stderr.decode()}")

    def verify(self, words):
        return self.start(words, *cases.VERIFY)

    def start(self, words, *command):
        with self.faults(words) as environment:
            return run(*command, *self.options, self.path, environment=environment)


class Preload(Layer):
    """preload.c, in the process itself."""
    sector = 512

    def __init__(self, library, path, *options, short="short:5001", **keywords):
        super().__init__(path, *options, **keywords)
        self.library, self.short = library, short

    @contextlib.contextmanager
    def faults(self, words):
        yield preloaded(self.library, self.path, words)


def preloaded(library, path, words):
    return {"LD_PRELOAD": str(library), "FAULTY_FILE": str(path), "FAULTS": words}


class Fuse(Layer):
    """The file of fuse.c."""

    def __init__(self, program, path, *options, **keywords):
        super().__init__(path, *options, **keywords)
        self.program, self.mount_point = program, path
        path.touch()

    @contextlib.contextmanager
    def faults(self, words):
        with subprocess.Popen([self.program, self.mount_point, self.medium, words], stdout=subprocess.PIPE, text=True) as server:
            line = server.stdout.readline().strip()
            if line != "ready":
                raise cases.Unavailable(line) if server.wait() == CANNOT else expect.Different(f"fuse.c: status {server.returncode}")
            try:
                yield {}
            finally:
                tool("umount", "--lazy", self.mount_point)  # a program may still probe the loop device


class LoopOverFuse(Fuse):
    """A loop device over the file of fuse.c."""

    @contextlib.contextmanager
    def faults(self, words):
        # The kernel chooses the lengths of writes.
        words = words.replace(cases.TEAR, cases.TORN)
        with super().faults(words) as environment, loop_device(self.mount_point, "--direct-io=on") as self.path:
            yield environment


class DeviceMapper(Layer):
    """A device of dm-linear, dm-flakey and dm-error over a block device."""

    def __init__(self, name, right, *options, **keywords):
        super().__init__(pathlib.Path("/dev/mapper", name), *options, **keywords)
        self.right = right

    @contextlib.contextmanager
    def faults(self, words):
        tool("dmsetup", "create", "--noudevsync", self.path.name, input=self.table(words).encode())
        try:
            yield {}
        finally:
            tool("dmsetup", "remove", "--noudevsync", "--retry", self.path.name)

    def table(self, words):
        targets = map(self.target, words.replace(cases.TEAR, cases.TORN).split())
        lines, end = [], 0
        for start, length, target in [*sorted(targets), (self.capacity // 512, 0, "")]:
            if start > end:
                lines.append(f"{end} {start - end} linear {self.medium} {end}")
            if length:
                lines.append(f"{start} {length} {target}")
            end = start + length
        return "\n".join(lines) + "\n"

    def target(self, word):
        """Start and length in sectors of 512 bytes, and the target."""
        name, *numbers = word.split(":")
        offset, length, to, *_ = [int(number) for number in numbers] + [0, 0]
        start = offset // 512
        flakey = f"flakey {self.medium} {start} 0 1"  # is never up
        if name == "flip":
            byte = self.right[offset] ^ length
            return start, 1, f"{flakey} 5 corrupt_bio_byte {offset % 512 + 1} r {byte} 0"
        targets = {"lose": f"{flakey} 1 drop_writes", "move": f"linear {self.medium} {to // 512}", "unreadable": "error"}
        return start, length // 512, targets[name]
