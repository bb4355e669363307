"""Two lists beside each other that are one table (收支总表: revenue and expenditure) → one grid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from yusuan.reading.document import Grid, GridCell
from yusuan.reading.pdf_grid import PlacedGrid
from yusuan.reading.pdf_halves import Span


def _height(cell: GridCell) -> Span:
    """Where a cell begins and ends from the top."""
    return (cell.location.box[1], cell.location.box[3]) if cell.location.box else (0.0, 0.0)


def _beside_rows(left: PlacedGrid, right: PlacedGrid, is_upright: bool) -> Iterator[tuple[int | None, int | None]]:
    """The rows of two lists that stand beside each other."""
    spans = [[_height(row[0]) for row in grid.grid.rows] for grid in (left, right)]
    a = b = 0
    while a < len(spans[0]) and b < len(spans[1]):
        (top, bottom), (upper, lower) = spans[0][a], spans[1][b]
        shared = min(bottom, lower) - max(top, upper)
        if not is_upright or shared >= min(bottom - top, lower - upper) / 2:
            yield a, b
            a, b = a + 1, b + 1
        elif top < upper:
            yield a, None
            a += 1
        else:
            yield None, b
            b += 1
    yield from ((n, None) for n in range(a, len(spans[0])))
    yield from ((None, n) for n in range(b, len(spans[1])))


def joined_edges(left: tuple[float, ...], right: tuple[float, ...]) -> tuple[float, ...]:
    """The edges of the columns of both lists."""
    return (*left[:-1], (left[-1] + right[0]) / 2, *right[1:])


def joined_lists(left: PlacedGrid, right: PlacedGrid, is_upright: bool) -> PlacedGrid:
    """Two lists of one table as one grid."""
    whole = left.grid.location
    box = (left.box[0], min(left.box[1], right.box[1]), right.box[2], max(left.box[3], right.box[3]))
    if whole.box and right.grid.location.box:
        a, b = whole.box, right.grid.location.box
        whole = replace(whole, box=(min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])))
    blank = [(GridCell("", whole),) * len(grid.grid.rows[0]) for grid in (left, right)]
    rows = []
    for m, n in _beside_rows(left, right, is_upright):
        own = left.grid.rows[m] if m is not None else blank[0]
        other = right.grid.rows[n] if n is not None else blank[1]
        rows.append((*own, *other))
    edges = joined_edges(left.edges, right.edges)
    return PlacedGrid(Grid(tuple(rows), whole), box, edges, frozenset(), left.is_ruled and right.is_ruled)
