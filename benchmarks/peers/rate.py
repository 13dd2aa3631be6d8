# SPDX-License-Identifier: MIT OR Apache-2.0
"""Prints one rate of dgen-py in bytes per second, for benchmarks/peers/run. Arguments: chunk, compress, threads, seconds.

Measures like io.dgen.benchmarks.FillRate: a single thread by its CPU time, several threads by the wall clock.
"""

import sys
import time

import dgen_py

BYTES_PER_CLOCK_READ = 4 << 20


def rate(generator, buffer, clock, seconds):
    calls = max(1, BYTES_PER_CLOCK_READ // len(buffer))
    start = clock()
    done = 0
    elapsed = 0
    while elapsed < seconds:
        for _ in range(calls):
            if generator.is_complete():
                generator.reset()
            done += generator.fill_chunk(buffer)
        elapsed = clock() - start
    return done / elapsed


def main():
    chunk, compress, threads = (int(argument) for argument in sys.argv[1:4])
    seconds = float(sys.argv[4])
    generator = dgen_py.Generator(size=1 << 40, compress_ratio=float(compress), max_threads=threads)
    buffer = bytearray(chunk)
    clock = time.process_time if threads == 1 else time.perf_counter
    rate(generator, buffer, clock, seconds / 4)
    print(round(rate(generator, buffer, clock, seconds)))


main()
