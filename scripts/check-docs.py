#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Runs every command line and every Java program of README.md, CONTRIBUTING.md and docs/*.md: each line of a block of sh, each
`./dgen ...` in running text, and each block of java. For `dgen NAME` in running text, the command must have help. Sizes and durations are reduced
by SUBSTITUTIONS. Exit status 1 if one fails."""
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
RECIPE = "dgen1:seed=7,size=4MiB,dedup=2.5"

# Applied in this order to every command line: (pattern, replacement).
SUBSTITUTIONS = [
    (r"(?<!\S)dgen (?=[a-z-])", "./dgen "),
    (r"/dev/shm/file", "shm.bin"),
    (r"(--(?:size|max-size) )[0-9]+[MG]iB", r"\g<1>4MiB"),
    (r"--offset 512MiB", "--offset 2MiB"),
    (r"(dataset create .*--files )[0-9]+", r"\g<1>40"),
    (r"(dataset create .*--size )[0-9]+MB", r"\g<1>1MB"),
    (r"--size 3997171712 ", "--size 4194304 "),
    (r"lognormal\(100MiB", "lognormal(1MiB"),
    (r"--seconds [0-9]+", "--seconds 1"),
    (r"/srv/data|/usr/share/doc|/mnt/disk|/path/to/\w+", "folder"),
    (r"\bINPUT\b", "data.bin"),
    (r"\bOUTPUT\b", "output.bin"),
    (r"\bUNIT\b", "128KiB"),
    (r"\./dgen bench --numa", "./dgen bench --numa --size 4MiB --rounds 1"),
    (r"\./dgen bench(?! sink| help| --numa)[^|>]*",
     lambda line: re.sub(r" --(only|max-size) \S+| --quick", "", line[0]) + " --quick --max-size 64KiB --only size "),
    (r"\./dgen bench sink (?!.*--size)", "./dgen bench sink --size 4MiB "),
]

# Lines that are not run: (pattern, reason).
SKIPPED = [
    (r"(^|\s)(\./check|\./mvnw|benchmarks/\S*run|jextract-config/bindings)\b", "./check and CI run it"),
    (r"^(jdeps|javac|jar) ", "stage consumer runs it"),
    (r"\bcmake\b", "stage native builds, and its tests install"),
    (r"…|\.\.\.|\[--|generate -$", "not a complete command line"),
    (r"\bsudo\b|/dev/(?!null|full|std|fd)|\bmount\b|\bnumactl\b", "needs root, a device or another program"),
    (r"s3://", "needs a server: tests of java/s3"),
    (r"\./dgen spark|^J=", "stage spark runs it"),
    (r"\b(spark-submit|srun|mpirun|kubectl)\b", "needs a cluster"),
    (r"\bssh\b|\bcurl\b|\bdocker\b|\bpodman\b", "needs another machine or program"),
]

# A line may fail with status 3 and a message that says that the machine lacks something.
LACKING = re.compile(r"NUMA|node \d+|placement|does not support|not available")


def blocks(text):
    """(language, lines) of the fenced blocks, and the text without them."""
    found = re.findall(r"^```(\w+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return found, re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


def command_lines(text):
    found, prose = blocks(text)
    for language, block in found:
        if language in ("sh", "bash"):
            yield from (line for line in re.sub(r"\\\n", " ", block).splitlines() if line.strip() and not line.startswith("#"))
    for line in re.findall(r"`((?:\./)?dgen [^`\n]+)`", prose):
        name = re.fullmatch(r"dgen ([a-z]+(?: sink|(?<=dataset) [a-z]+)?)(?: [A-Z]+)?", line)
        yield f"./dgen help {name.group(1)}" if name else line


def without_comment(line):
    return re.split(r"\s+#\s", line, maxsplit=1)[0].strip()


def adapted(line):
    for pattern, replacement in SUBSTITUTIONS:
        line = re.sub(pattern, replacement, line)
    return line


def remove_outputs(line, folder):
    """Each line begins without the files that it writes."""
    outputs = re.findall(r"(?:--save|--html|>) (\S+)", line)
    if "--since" not in line:  # changes a file
        outputs += [words.split()[-1] for words in re.findall(r"\./dgen generate ([^|&;]+)", line)]
    for name in outputs:
        if re.fullmatch(r"[\w.-]+\.\w+", name):
            (folder / name).unlink(missing_ok=True)


def run(command, folder):
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], cwd=folder, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, errors="replace", timeout=120, check=False)
    return done.returncode, (done.stdout[-600:] + done.stderr[-600:]).strip()


def check_lines(document, folder):
    failures, ran, recipe = 0, 0, RECIPE
    for line in command_lines(document.read_text()):
        command = adapted(without_comment(line)).replace("dgen1:seed=…", recipe)
        skipped = next((reason for pattern, reason in SKIPPED if re.search(pattern, command)), None)
        if skipped:
            print(f"  not run: {command}: {skipped}")
            continue
        remove_outputs(command, folder)
        status, output = run(command, folder)
        ran += 1
        recipe = next(iter(re.findall(r"dgen1:\S+", output)[-1:]), recipe)
        if status == 3 and LACKING.search(output):
            print(f"  not possible on this machine: {command}: {output.splitlines()[-1]}")
        elif status:
            failures += 1
            print(f"{document.name}: '{command}' ends with status {status}: {output}", file=sys.stderr)
    return ran, failures


def check_programs(document, folder):
    failures = ran = 0
    pattern = re.compile(r"^```java\n(.*?)^```\n(?:\n*It prints `([^`]*)`)?", re.MULTILINE | re.DOTALL)
    for program, printed in pattern.findall(document.read_text()):
        if "org.junit" in program:
            print("  not run: a test with JUnit: stage consumer runs it")
            continue
        if " main(" not in program:
            program = f"import io.dgen.*;\nvoid main() throws Exception {{\n{program}}}\n"
        (folder / "Program.java").write_text(program)
        java = f"{os.environ['JAVA_HOME']}/bin/java" if "JAVA_HOME" in os.environ else "java"
        libraries = f":{ROOT}/java/s3/target/lib/*" if "import io.netty" in program else ""
        status, output = run(f"{java} -cp '{ROOT}/java/core/target/classes:{ROOT}/java/formats/target/classes{libraries}' --enable-native-access=ALL-UNNAMED Program.java", folder)
        ran += 1
        if status or printed and output != printed:
            failures += 1
            print(f"{document.name}: a Java program ends with status {status}, expected '{printed}': {output}", file=sys.stderr)
    return ran, failures


def check_document(document):
    """Returns the numbers of command lines, programs and failures."""
    with tempfile.TemporaryDirectory() as name:
        folder, started = pathlib.Path(name), time.monotonic()
        (folder / "dgen").symlink_to(ROOT / "dgen")
        (folder / "folder").mkdir()
        # What the reader of a page has already made.
        status, output = run(f"./dgen generate --recipe '{RECIPE}' data.bin && cp data.bin folder", folder)
        if status:
            raise RuntimeError(output)
        lines, failed_lines = check_lines(document, folder)
        programs, failed_programs = check_programs(document, folder)
        if "--verbose" in sys.argv:
            print(f"{document.name}: {time.monotonic() - started:.1f} s")
        return lines, programs, failed_lines + failed_programs


def main():
    documents = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
    subprocess.run([ROOT / "dgen", "--version"], check=True, stdout=subprocess.DEVNULL)  # builds once
    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        lines, programs, failures = map(sum, zip(*pool.map(check_document, documents)))
    print(f"{lines} command lines, {programs} Java programs")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
