# SPDX-License-Identifier: MIT OR Apache-2.0
import os
import subprocess
import sys


def run(*command, environment=None, **options):
    return subprocess.run([str(word) for word in command], env=os.environ | (environment or {}), capture_output=True, timeout=300,
                          **options)


def tool(*command, **options):
    """The output of a program that must succeed."""
    done = run(*command, **options)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}: status {done.returncode}: {done.stderr.decode()}")
    return done.stdout
