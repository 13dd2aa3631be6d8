# SPDX-License-Identifier: MIT OR Apache-2.0
"""Prints the rate of a method of numpy's Generator in bytes per second, for benchmarks/peers/run. Arguments: method, bytes of a
call, seconds. One thread, timed by its CPU time; the array is reused."""

import sys
import time

import numpy


def main():
    method, size, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    out = numpy.empty(size // 4, dtype=numpy.float32)
    call = getattr(numpy.random.default_rng(42), method)
    for duration in (seconds / 4, seconds):
        start, done = time.process_time(), 0
        while (elapsed := time.process_time() - start) < duration:
            call(dtype=numpy.float32, out=out)
            done += size
    print(round(done / elapsed))


main()
