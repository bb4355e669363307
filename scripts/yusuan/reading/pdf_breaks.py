"""Tables that a page break cuts: the rest gets the columns of the table it belongs to, and a row that was cut in two is
made whole."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from yusuan.reading.document import Grid, GridCell
from yusuan.reading.pdf_grid import PlacedGrid
from yusuan.reading.pdf_text import BEGINS

_SAME_EDGE = 4.0
_AMOUNT = re.compile(r"\d")


def with_columns_of(above: PlacedGrid, below: PlacedGrid) -> PlacedGrid:
    """The grid with the columns of the one on the page before, where it is as wide and its cells are merged cells of
    these columns (a last page may hold nothing but a total)."""
    if len(below.edges) >= len(above.edges):
        return below
    nearest = [min(range(len(above.edges)), key=lambda n: abs(above.edges[n] - edge)) for edge in below.edges]
    missed = any(abs(above.edges[n] - edge) > _SAME_EDGE for n, edge in zip(nearest, below.edges, strict=True))
    if missed or nearest[0] != 0 or nearest[-1] != len(above.edges) - 1 or len(set(nearest)) < len(nearest):
        return below
    spans = [after - before for before, after in pairwise(nearest)]
    rows = []
    for row in below.grid.rows:
        cells: list[GridCell] = []
        for cell, span in zip(row, spans, strict=True):
            cells += [cell, *[replace(cell, text="")] * (span - 1)]
        rows.append(tuple(cells))
    full = frozenset(nearest[n] for n in below.full)
    return replace(below, grid=Grid(tuple(rows), below.grid.location), edges=above.edges, full=full)


def _remains(row: tuple[GridCell, ...], above: PlacedGrid) -> bool:
    """Whether a first row holds nothing but the rest of texts that had no room on the page before, beside an amount
    that stands there already."""
    filled = {n for n, cell in enumerate(row) if cell.text}
    if not filled or not filled <= above.full:
        return False
    if any(_AMOUNT.search(row[n].text) or BEGINS.match(row[n].text) for n in filled):
        return False
    return any(_AMOUNT.search(cell.text) for n, cell in enumerate(above.grid.rows[-1]) if n not in filled)


def rejoined(above: PlacedGrid, below: PlacedGrid) -> tuple[PlacedGrid, PlacedGrid | None] | None:
    """Two grids on following pages with the row between them made whole, the second one ``None`` when nothing else
    stood in it; ``None`` when no row was cut."""
    last, first = above.grid.rows[-1], below.grid.rows[0]
    if len(last) != len(first) or first in above.grid.rows or not _remains(first, above):
        return None
    texts = {tuple(cell.text for cell in row) for row in above.grid.rows[:-1]}
    if tuple(cell.text for cell in first) in texts:
        return None
    whole = tuple(replace(a, text=a.text + b.text) for a, b in zip(last, first, strict=True))
    upper = replace(above, grid=Grid((*above.grid.rows[:-1], whole), above.grid.location), full=frozenset())
    rest = below.grid.rows[1:]
    return upper, replace(below, grid=Grid(rest, below.grid.location)) if rest else None
