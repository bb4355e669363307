"""Tables that a page break cuts: the rest gets the columns of the table it belongs to, and a row or a header that
was cut in two is made whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from yusuan.reading.document import Grid, GridCell
from yusuan.reading.pdf_grid import PlacedGrid
from yusuan.reading.pdf_text import BEGINS

Row = tuple[GridCell, ...]

_SAME_EDGE = 4.0
_HIGHEST_HEADER = 4
_AMOUNT = re.compile(r"\d")


def with_columns_of(above: PlacedGrid, below: PlacedGrid) -> PlacedGrid:
    """The grid with the columns of the one on the page before, where it is as wide and its cells are merged cells of
    these columns (a last page may hold nothing but a total)."""
    spans = _spans(below.edges, above.edges)
    if len(below.edges) >= len(above.edges) or spans is None or not _has_columns(below, len(spans)):
        return below
    rows = tuple(_spread(row, spans) for row in below.grid.rows)
    starts = [0, *accumulate(spans)]
    full = frozenset(starts[n] for n in below.full)
    return replace(below, grid=Grid(rows, below.grid.location), edges=above.edges, full=full)


def _spans(few: Sequence[float], many: Sequence[float]) -> list[int] | None:
    """How many columns each column of one grid takes of another, ``None`` when they do not fit."""
    nearest = [min(range(len(many)), key=lambda n: abs(many[n] - edge)) for edge in few]
    missed = any(abs(many[n] - edge) > _SAME_EDGE for n, edge in zip(nearest, few, strict=True))
    if missed or nearest[0] != 0 or nearest[-1] != len(many) - 1 or len(set(nearest)) < len(nearest):
        return None
    return [after - before for before, after in pairwise(nearest)]


def _has_columns(placed: PlacedGrid, count: int) -> bool:
    """Whether each row of a grid has so many cells: of a table that is damaged some may have fewer."""
    return all(len(row) == count for row in placed.grid.rows)


def _spread(row: Row, spans: Sequence[int]) -> Row:
    """A row with blank cells where its cells take several columns."""
    cells: list[GridCell] = []
    for cell, span in zip(row, spans, strict=True):
        cells += [cell, *[replace(cell, text="")] * (span - 1)]
    return tuple(cells)


def with_header(above: PlacedGrid, below: PlacedGrid) -> PlacedGrid | None:
    """The grid with the first rows of its header, which stand alone at the end of the page before; ``None`` when they
    do not. What stands in a header that goes on has labels above it that take several of its columns, or none."""
    spans = _spans(above.edges, below.edges)
    heads = above.grid.rows
    if spans is None or not _has_columns(above, len(spans)) or not _has_columns(below, sum(spans)):
        return None
    if len(heads) > _HIGHEST_HEADER or not all(any(cell.text for cell in row) for row in heads):
        return None
    last, first = _spread(heads[-1], spans), below.grid.rows[0]
    if any(_AMOUNT.search(cell.text) for row in (*heads, first) for cell in row):
        return None
    wide = [span > 1 for span in spans for _ in range(span)]
    goes_on = any(cell.text for cell in first) and all(
        is_wide or not upper.text or not lower.text for upper, lower, is_wide in zip(last, first, wide, strict=True)
    )
    if not goes_on or not any(wide) or len(below.grid.rows) < 2:
        return None
    rows = (*(_spread(row, spans) for row in heads), *below.grid.rows)
    return replace(below, grid=Grid(rows, above.grid.location))


def _remains(row: Row, above: PlacedGrid) -> bool:
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
