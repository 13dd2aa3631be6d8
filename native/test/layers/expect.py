# SPDX-License-Identifier: MIT OR Apache-2.0
"""Compares what dgen reports with what is expected."""
import json


class Different(Exception):
    pass


def equal(found, expected, what):
    if found != expected:
        raise Different(f"{what}: {found!r} instead of {expected!r}")


def text(found, expected):
    if expected not in found.decode():
        raise Different(f"{found.decode()!r} without {expected!r}")


def different(found, expected):
    """The number of different bytes."""
    return sum(a != b for a, b in zip(found, expected))


def value(diagnosis, key):
    for part in key.split("."):
        diagnosis = diagnosis.get(part)
    return diagnosis


def report(done, status, causes, wrong):
    """A process `verify --json` with that status, exactly these diagnoses with at least these keys, and that number of wrong
    bytes."""
    output = done.stdout.decode() + done.stderr.decode()
    if done.returncode != status:
        raise Different(f"status {done.returncode} instead of {status}: {output}")
    found = json.loads(done.stdout)
    diagnoses = [{key: value(diagnosis, key) for key in expected} for diagnosis, expected in zip(found["diagnoses"], causes)]
    equal(diagnoses, causes, "diagnoses")
    equal(len(found["diagnoses"]), len(causes), "number of diagnoses")
    equal(found["wrongBytes"], wrong, "wrong bytes")
    equal(sum(diagnosis["wrongBytes"] for diagnosis in found["diagnoses"]), wrong, "wrong bytes of the diagnoses")
