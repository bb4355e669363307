"""`make corpus CORPUS=folder`: how well every document of a folder is understood, in figures, one line per file.

A file that cannot be converted is named with the reason; the exit code is 1 when any cannot.
"""

from __future__ import annotations

import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from yusuan.codelists import read_codelists
from yusuan.concepts import Codelist
from yusuan.conversion import Conversion
from yusuan.errors import InputError
from yusuan.facts.statement_binding import PROSE
from yusuan.facts.views import NOT_ITEMISED
from yusuan.pipeline import convert, read
from yusuan.publication import unregistered_source
from yusuan.recognition.kinds import OTHER, content_of
from yusuan.recognition.lexicon import Lexicon

PROJECT = Path(__file__).parents[1]
SUFFIXES = frozenset({".pdf", ".xlsx", ".xls", ".docx", ".html", ".htm", ".zip", ".txt"})
SEVERITIES = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood of one document; amounts in yuan.

    ``keyed`` of the ``cells`` printed in tables have a key. ``views`` tells each view's total, what of it no line
    itemises, and whether the lines sum to a total that the document prints. ``unnamed`` are the titles of tables with
    amounts whose kind is not recognised, ``unbound`` the cells without a key with their reasons.
    """

    identity: tuple[str, str, str, str]
    pages: int
    kinds: Mapping[str, int]
    unnamed: tuple[str, ...]
    cells: int
    keyed: int
    facts: int
    statements: int
    views: Mapping[str, tuple[Decimal, Decimal, bool]]
    findings: Mapping[str, int]
    unbound: tuple[str, ...]


def _views(conversion: Conversion) -> Iterator[tuple[str, tuple[Decimal, Decimal, bool]]]:
    printed = {cell.amount for cell in conversion.cells if cell.key is not None and cell.table_id != PROSE}
    for view in conversion.views:
        summed = sum((line.amount for line in view.lines), Decimal(0))
        left = sum((line.amount for line in view.lines if line.code == NOT_ITEMISED), Decimal(0))
        yield view.name, (view.total, left, summed == view.total and summed in printed)


def understood(conversion: Conversion, codelists: Mapping[str, Codelist]) -> Understood:
    """The figures of one converted document."""
    disclosure, lexicon = conversion.disclosure, Lexicon(codelists)
    printed = [cell for cell in conversion.cells if cell.table_id != PROSE]
    pages = {cell.location.page for table in disclosure.tables for row in table.printed for cell in row}
    pages |= {block.location.page for block in conversion.document.blocks}
    severities = conversion.codelists["finding-codes"]
    titles = (table.title or "(no title)" for table in disclosure.tables if table.kind == OTHER)
    return Understood(
        identity=(disclosure.organization.label_zh, disclosure.division, disclosure.fiscal_year, disclosure.phase),
        pages=max((page for page in pages if page is not None), default=0),
        kinds=Counter(table.kind for table in disclosure.tables if content_of(table.kind, lexicon) != "list"),
        unnamed=tuple(titles),
        cells=len(printed),
        keyed=sum(cell.key is not None for cell in printed),
        facts=len(conversion.facts),
        statements=len(conversion.statements),
        views=dict(_views(conversion)),
        findings=Counter(severities[finding.code].extra["severity"] for finding in conversion.findings),
        unbound=tuple(
            f"{cell.cell_id} {cell.label} | {cell.header} | {cell.printed}: {cell.reason}"
            for cell in printed
            if cell.key is None
        ),
    )


def _lines(found: Understood, seconds: float) -> Iterator[str]:
    """What is printed below the name of a file."""
    name, division, year, phase = found.identity
    yield f"{name or '?'} · place {division or '?'} · {year or '?'} · {phase or '?'}"
    kinds = ", ".join(f"{kind} {n}" if n > 1 else kind for kind, n in sorted(found.kinds.items()))
    yield f"{found.pages} pages · tables: {kinds or 'none'}"
    for title in found.unnamed:
        yield f"kind not recognised: {title}"
    share = f" ({found.keyed / found.cells:.1%})" if found.cells else ""
    yield f"{found.cells} amounts in tables, {found.keyed} with a key{share} · {found.facts} facts"
    for view, (total, left, holds) in found.views.items():
        yield f"{view}: {'=' if holds else 'NOT'} the printed total {total:f}, not itemised {left:f}"
    counts = ", ".join(f"{found.findings.get(severity, 0)} {severity}s" for severity in SEVERITIES)
    yield f"{found.statements} statements · findings: {counts} · {seconds:.1f} s"


def main(folder: Path, is_verbose: bool) -> int:
    """Print the figures of every document in a folder; 1 when one of them cannot be converted."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    if not paths:
        print(f"{folder}: holds no document; give the folder as `make corpus CORPUS=folder`", file=sys.stderr)
        return 1
    codelists = read_codelists(PROJECT / "schemas" / "codelists")
    failed = 0
    for path in paths:
        print(path.relative_to(folder))
        begin = time.perf_counter()
        try:
            found = understood(convert(read(path), unregistered_source(path), codelists), codelists)
        except InputError as error:
            print(f"  {error}")
            failed += 1
            continue
        except Exception:  # noqa: BLE001 - what breaks on one file is shown, and the others are still measured
            print("  " + traceback.format_exc().replace("\n", "\n  "))
            failed += 1
            continue
        lines = [*_lines(found, time.perf_counter() - begin), *(found.unbound if is_verbose else ())]
        print("\n".join(f"  {line}" for line in lines))
    print(f"{len(paths)} files, {failed} could not be converted")
    return 1 if failed else 0


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--unbound"]
    if len(arguments) != 1:
        sys.exit("make corpus: say which folder holds the documents: make corpus CORPUS=folder")
    sys.exit(main(Path(arguments[0]), len(arguments) < len(sys.argv) - 1))
