"""Typeset the registered disclosures, scan them, read them and see what was read right: `make scans` (minutes)."""

import resource
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from scans import to_scan
from typeset_pdf import to_pdf

from yusuan.codelists import read_codelists
from yusuan.conversion import Conversion
from yusuan.pipeline import convert, read
from yusuan.reading.document import Grid, GridCell, Location
from yusuan.recognition.labels import flatten, normalise
from yusuan.recognition.numbers import parse_number
from yusuan.sources import read_sources

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """What was read right of a scan, against the same pages with text: filled cells of all grids and the numbers among
    them at their places, facts by key and amount. ``wrong`` are the numbers that differ, ``silent`` those of them that
    no finding names."""

    cells: int
    cells_right: int
    amounts: int
    wrong: tuple[str, ...]
    silent: tuple[str, ...]
    facts: int
    facts_right: int
    pages: int
    seconds: float


_Place = tuple[int, int, int, int]


def _filled(conversion: Conversion) -> dict[_Place, GridCell]:
    """The filled cells by page, grid of the page, row and column."""
    counts: Counter[int] = Counter()
    found: dict[_Place, GridCell] = {}
    for grid in (block for block in conversion.document.blocks if isinstance(block, Grid)):
        page = grid.location.page or 0
        counts[page] += 1
        for r, row in enumerate(grid.rows):
            found |= {(page, counts[page], r, c): cell for c, cell in enumerate(row) if flatten(cell.text)}
    return found


def _noticed(conversion: Conversion) -> set[Location]:
    """The places that a finding names, or that are listed as not understood."""
    by_id = {cell.cell_id: cell.location for cell in conversion.cells}
    named = {by_id[cell_id] for finding in conversion.findings for cell_id in finding.cell_ids}
    return named | {found.location for found in conversion.unrecognised}


def accuracy(text: Conversion, scan: Conversion, seconds: float) -> Accuracy:
    """Compare a scan with the same pages that have text."""
    true, read_cells, noticed = _filled(text), _filled(scan), _noticed(scan)
    amounts = {place: number for place, cell in true.items() if (number := parse_number(flatten(cell.text)))}
    wrong, silent = [], []
    for place, number in amounts.items():
        cell = read_cells.get(place)
        if cell is None or parse_number(flatten(cell.text)) != number:
            shown = f"page {place[0]}, row {place[2] + 1}: {true[place].text} as {cell.text if cell else 'nothing'}"
            wrong.append(shown)
            if cell is None or cell.location not in noticed:
                silent.append(shown)
    facts = {(fact.key, fact.amount) for fact in text.facts}
    return Accuracy(
        cells=len(true),
        cells_right=sum(
            place in read_cells and normalise(read_cells[place].text) == normalise(cell.text)
            for place, cell in true.items()
        ),
        amounts=len(amounts),
        wrong=tuple(wrong),
        silent=tuple(silent),
        facts=len(facts),
        facts_right=len(facts & {(fact.key, fact.amount) for fact in scan.facts}),
        pages=max(block.location.page or 0 for block in scan.document.blocks),
        seconds=seconds,
    )


def measured(folder: Path, dpi: int = 200) -> Iterator[tuple[str, Accuracy]]:
    """Every registered disclosure, typeset with ruled tables, scanned and read."""
    codelists = read_codelists(ROOT / "schemas" / "codelists")
    for source in read_sources(ROOT / "datapackage"):
        pdf = to_pdf(read(source.path), folder / f"{source.id}.pdf", embedded=True)
        scan = to_scan(pdf, folder / f"{source.id}.scan.pdf", dpi)
        text = convert(read(pdf), source, codelists)
        before = time.process_time()
        document = read(scan)
        seconds = time.process_time() - before
        yield source.id, accuracy(text, convert(document, source, codelists), seconds)


def main() -> None:
    """Print the figures of each disclosure and what was read wrong."""
    with TemporaryDirectory() as folder:
        for name, found in measured(Path(folder)):
            right = found.amounts - len(found.wrong)
            print(
                f"{name}: {found.pages} pages, cells {found.cells_right / found.cells:.2%} of {found.cells}, "
                f"amounts {right / found.amounts:.2%} of {found.amounts}, wrong without a finding {len(found.silent)}, "
                f"facts {found.facts_right / found.facts:.2%} of {found.facts}, "
                f"{found.seconds / found.pages:.2f} CPU seconds a page",
                flush=True,
            )
            for shown in found.wrong:
                print(f"  {shown}{'' if shown in found.silent else ' (a finding)'}")
    print(f"memory at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB")


if __name__ == "__main__":
    main()
