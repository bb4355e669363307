"""Parsers that others made, each as a function that counts what is in files and repeats what it complains of."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import rdflib

import interop_programs as programs

TURTLE, N_QUADS = "turtle", "nquads"


@dataclass(frozen=True, slots=True)
class Parser:
    """``package`` brings it; ``find`` gives its version, ``""`` where it is not installed. ``count`` gives the number
    of statements of each file in a syntax, and every complaint; a file that it cannot read is one."""

    name: str
    package: str
    find: Callable[[], str]
    count: Callable[[Sequence[Path], str, Path], tuple[list[int], list[str]]]


def _complaints(text: str, harmless: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip() and not re.search(harmless, line)]


def _rapper(files: Sequence[Path], syntax: str, _: Path) -> tuple[list[int], list[str]]:
    counts, complaints = [], []
    for path in files:
        _output, stderr, code = programs.run(programs.program("rapper"), "-c", "-i", syntax, str(path))
        found = re.search(r"Parsing returned (\d+) (?:triples?|statements?)", stderr)
        counts.append(int(found.group(1)) if found else -1)
        complaints += _complaints(stderr, r"^rapper: Parsing (URI|returned)")
        complaints += [f"{path.name}: exit code {code}"] * bool(code)
    return counts, complaints


def _serdi(files: Sequence[Path], syntax: str, _: Path) -> tuple[list[int], list[str]]:
    counts, complaints = [], []
    output = "ntriples" if syntax == TURTLE else "nquads"
    for path in files:
        stdout, stderr, code = programs.run(programs.program("serdi"), "-i", syntax, "-o", output, str(path))
        counts.append(stdout.count("\n"))
        complaints += stderr.splitlines() + [f"{path.name}: exit code {code}"] * bool(code)
    return counts, complaints


def _riot(files: Sequence[Path], _: str, work: Path) -> tuple[list[int], list[str]]:
    command = programs.jena(work, "riotcmd.riot", "--count", "--check", *map(str, files))
    stdout, stderr, code = programs.run(*command)
    said = dict(re.findall(r"^file://(\S+) : (?:Triples|Quads) = ([\d,]+)$", stdout + stderr, re.MULTILINE))
    counts = [int(said.get(str(path.resolve()), "-1").replace(",", "")) for path in files]
    complaints = _complaints(stderr, r" INFO |^file://|^Total ")
    return counts, complaints + [f"exit code {code}"] * bool(code)


_N3 = """
const { Parser } = require('n3'), fs = require('fs');
const [format, ...files] = process.argv.slice(1);
const counts = files.map(file => new Parser({ format }).parse(fs.readFileSync(file, 'utf8')).length);
console.log(JSON.stringify(counts));
"""


def _n3(files: Sequence[Path], syntax: str, _: Path) -> tuple[list[int], list[str]]:
    name = "Turtle" if syntax == TURTLE else "N-Quads"
    command = (programs.program("node"), "-e", _N3, name, *map(str, files))
    stdout, stderr, code = programs.run(*command, environment=programs.node_environment())
    return (json.loads(stdout), stderr.splitlines()) if not code else ([-1] * len(files), stderr.splitlines())


def _n3_version() -> str:
    if not programs.program("node"):
        return ""
    script = "console.log(require('n3/package.json').version)"
    stdout, _, code = programs.run(programs.program("node"), "-e", script, environment=programs.node_environment())
    return "" if code else stdout.strip()


class _Said(logging.Handler):
    """What rdflib warns of; it does so by logging."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line."""
        self.lines.append(record.getMessage())


def _rdflib(files: Sequence[Path], syntax: str, _: Path) -> tuple[list[int], list[str]]:
    said, logger = _Said(), logging.getLogger("rdflib")
    logger.addHandler(said)
    try:
        counts = []
        for path in files:
            found = rdflib.Dataset() if syntax == N_QUADS else rdflib.Graph()
            found.parse(path, format=syntax)
            counts.append(sum(1 for _ in found.quads()) if isinstance(found, rdflib.Dataset) else len(found))
        return counts, said.lines
    finally:
        logger.removeHandler(said)


def installed(name: str, *arguments: str) -> Callable[[], str]:
    """What finds the version of a program by running it with ``arguments``."""
    return lambda: programs.version(programs.program(name), *arguments) if programs.program(name) else ""


def jena_version() -> str:
    """The version of Jena, which Debian has in the name of a jar."""
    found = sorted(programs.JARS.glob("jena-cmds-*.jar")) if programs.has_jena() else []
    return found[0].stem.removeprefix("jena-cmds-") if found else ""


PARSERS = (
    Parser("rdflib", "PyPI rdflib (of this project)", lambda: rdflib.__version__, _rdflib),
    Parser("rapper", "Debian raptor2-utils", installed("rapper", "--version"), _rapper),
    Parser("serdi", "Debian serdi", installed("serdi", "-v"), _serdi),
    Parser(
        "riot",
        "Debian libapache-jena-java, default-jre-headless",
        jena_version,
        _riot,
    ),
    Parser("N3.js", "npm n3", _n3_version, _n3),
)
