"""`make interop`: the published RDF in parsers and triple stores that others made.

Each that is installed reads every Turtle file and the bulk file: the same number of triples as ours and no warning.
Each store answers queries with the sums of the CSV files. What is not installed is named with the package that brings
it. Servers listen on loopback and are stopped at the end. The exit code is 1 if anything differs.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from interop_expected import Expected, differences, expected
from interop_parsers import N_QUADS, PARSERS, TURTLE, Parser
from interop_programs import INSTALLED, PROJECT
from interop_stores import STORES, Store
from yusuan.site import site_base

_SHOWN = 5
_WIDTH = 140


def _parsed(parser: Parser, wanted: Expected, work: Path) -> tuple[str, list[str]]:
    """What a parser finds, and what is wrong with it."""
    files = list(wanted.turtle)
    counts, complaints = parser.count(files, TURTLE, work)
    complaints += [
        f"{path.relative_to(PROJECT)}: {count} triples, not {wanted.turtle[path]}"
        for path, count in zip(files, counts, strict=True)
        if count != wanted.turtle[path]
    ]
    quads, more = parser.count([wanted.plain], N_QUADS, work)
    complaints += more
    if quads != [wanted.statements]:
        complaints.append(f"{wanted.plain.name}: {quads[0]} statements, not {wanted.statements}")
    return f"{sum(counts):,} triples in {len(files)} files; {quads[0]:,} statements", complaints


def _asked(store: Store, wanted: Expected, work: Path) -> tuple[str, list[str]]:
    """What a store answers, and what is wrong with it."""
    folder = work / store.name.replace(" ", "-")
    folder.mkdir()
    complaints, sums = [], 0
    with store.loaded(wanted.packed, folder) as ask:
        for question in (*wanted.questions, wanted.views(store.most)):
            solutions = [row for query in question.queries for row in ask(query)]
            complaints += differences(question, solutions)
            sums += len(question.answer)
    views = {line.view for line in wanted.lines}
    return f"{wanted.statements:,} statements; {sums:,} sums, {len(views)} views among them", complaints


def _outcome(work: Callable[[], tuple[str, list[str]]]) -> tuple[str, list[str], float]:
    begin = time.monotonic()
    try:
        found, complaints = work()
    except (OSError, RuntimeError, ValueError, LookupError, SyntaxError, subprocess.SubprocessError) as error:
        found, complaints = "failed", [f"{type(error).__name__}: {error}"]
    return found, complaints, time.monotonic() - begin


def _rows(wanted: Expected, work: Path) -> Iterator[tuple[Parser | Store, str, str, list[str], float]]:
    """Every program with its version, what it finds, what is wrong, and the seconds it took."""
    for tool in (*PARSERS, *STORES):
        version = tool.find()
        if not version:
            yield tool, "", "", [], 0.0
        elif isinstance(tool, Parser):
            yield tool, version, *_outcome(partial(_parsed, tool, wanted, work))
        else:
            yield tool, version, *_outcome(partial(_asked, tool, wanted, work))


def main() -> int:
    """Try everything; 1 where something differs."""
    out, failed = Console(highlight=False, width=_WIDTH), False
    with tempfile.TemporaryDirectory(prefix="yusuan-interop-") as name:
        wanted = expected(PROJECT / "datapackage", site_base(PROJECT), Path(name))
        table = Table("program", "version", "result", Column("found", overflow="fold"), "seconds", box=None)
        for tool, version, found, complaints, seconds in _rows(wanted, Path(name)):
            if not version:
                table.add_row(tool.name, "", "[yellow]skipped", f"not installed; {tool.package} brings it", "")
                continue
            failed |= bool(complaints)
            result = "[red]differs" if complaints else "[green]agrees"
            table.add_row(tool.name, version, result, found, f"{seconds:.1f}")
            for complaint in complaints[:_SHOWN]:
                table.add_row("", "", "", escape(complaint), "")
        out.print(f"{wanted.statements:,} statements in {len(wanted.turtle)} Turtle files and in one bulk file")
        out.print(table)
        place = INSTALLED.relative_to(PROJECT)
        out.print(f"Packages of PyPI and npm may be installed in {place}/ (a virtual environment, node_modules).")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
